import { MINUTE_MS, type Instant } from '../../src/contract/time';
import type { Mark, OrderDocument, PurchaseDocument, RefundDocument, StockDocument } from './documents';
import type { Change, Store } from './ports';

type View = 'stocks' | 'purchases';

export const stockId = (campaignId: string, sku: string): string => `${campaignId}:${sku}`;
export const purchaseId = (campaignId: string, sku: string, memberId: string): string =>
  `${campaignId}:${sku}:${memberId}`;

/** Marks of the events that move stock and purchases. */
export const holdMark = (orderId: string): string => `hold:${orderId}`;
export const releaseMark = (orderId: string): string => `release:${orderId}`;
export const returnMark = (refundNo: string): string => `return:${refundNo}`;

interface HeldLine {
  campaignId: string;
  memberId: string;
  orderId: string;
  sku: string;
  units: number;
  /** null: no limit, and nothing to count. */
  limit: number | null;
}

export type HoldRefusal =
  | { ok: false; code: 'soldOut'; sku: string; left: number }
  | { ok: false; code: 'overLimit'; sku: string; limit: number; bought: number }
  /** Others are at the same, or what an interrupted run took is about to be taken back by the job. */
  | { ok: false; code: 'changed' };

type Holding = { ok: true } | HoldRefusal;

/** Whoever made a mark has ended long before it is swept; one older than this may be on its way to be. */
const TRUSTED_MS = 5 * MINUTE_MS;
const TRIES = 4;

/**
 * Takes the units of a line from stock and from the member's limit, each by one conditional update, so that neither can
 * pass its bound at any concurrency. What it took before a refusal is given back.
 */
export async function holdLine(store: Store, line: HeldLine, now: Instant): Promise<Holding> {
  const limited = await countPurchase(store, line, now);
  if (!limited.ok) return limited;
  const taken = await takeStock(store, line, now);
  if (!taken.ok) await undoHeld(store, 'purchases', purchaseId(line.campaignId, line.sku, line.memberId), line);
  return taken;
}

async function takeStock(store: Store, line: HeldLine, now: Instant): Promise<Holding> {
  const id = stockId(line.campaignId, line.sku);
  const mark = holdMark(line.orderId);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const taken = await store.update(
      'stocks',
      id,
      { left: { gte: line.units }, applied: { unmarked: mark } },
      { increment: { left: -line.units }, push: { applied: { id: mark, at: now, n: line.units } } },
    );
    if (taken) return { ok: true };
    const stock = await store.get('stocks', id);
    const found = await goBy(store, 'stocks', stock, line, now);
    if (found) return found;
    const left = stock?.left ?? 0;
    if (left < line.units) return { ok: false, code: 'soldOut', sku: line.sku, left };
  }
  return { ok: false, code: 'changed' };
}

async function countPurchase(store: Store, line: HeldLine, now: Instant): Promise<Holding> {
  if (line.limit === null) return { ok: true };
  const id = purchaseId(line.campaignId, line.sku, line.memberId);
  const mark = holdMark(line.orderId);
  const { campaignId, sku, memberId, units, limit } = line;
  const applied = { id: mark, at: now, n: units };
  // Most members buy a sku of a campaign once, so that the first purchase is the path to be short.
  const first = { _id: id, v: 1, campaignId, sku, memberId, units, applied: [applied] } as const;
  if (units <= limit && (await store.insert('purchases', { ...first, applied: [applied] }))) return { ok: true };
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const counted = await store.update(
      'purchases',
      id,
      { units: { lte: limit - units }, applied: { unmarked: mark } },
      { increment: { units }, push: { applied } },
    );
    if (counted) return { ok: true };
    const purchase = await store.get('purchases', id);
    const found = await goBy(store, 'purchases', purchase, line, now);
    if (found) return found;
    const bought = purchase?.units ?? 0;
    if (bought + units > limit) return { ok: false, code: 'overLimit', sku, limit, bought };
  }
  return { ok: false, code: 'changed' };
}

/**
 * Goes by the hold that another run of the order's command made, and says so on the view: that run may be at work still,
 * and must not take the hold back once this one counts on it. undefined: there is no such hold, or not any more.
 */
async function goBy(
  store: Store,
  view: View,
  document: StockDocument | PurchaseDocument | undefined,
  { orderId }: HeldLine,
  now: Instant,
): Promise<Holding | undefined> {
  const mark = document?.applied.find(({ id }) => id === holdMark(orderId));
  if (!document || !mark) return undefined;
  if (mark.at <= now - TRUSTED_MS) return { ok: false, code: 'changed' };
  if (document.shared?.includes(orderId)) return { ok: true };
  const where = { applied: { marked: mark.id } };
  return (await store.update(view, document._id, where, { addToSet: { shared: orderId } })) ? { ok: true } : undefined;
}

/** Takes back what a run held for an order that it does not place; what another run goes by stays. */
export async function undoHold(store: Store, line: HeldLine): Promise<void> {
  await undoHeld(store, 'stocks', stockId(line.campaignId, line.sku), line);
  await undoHeld(store, 'purchases', purchaseId(line.campaignId, line.sku, line.memberId), line);
}

const undoHeld = (store: Store, view: View, id: string, { orderId, units }: HeldLine): Promise<boolean> =>
  store.update(
    view,
    id,
    { applied: { marked: holdMark(orderId) }, shared: { ne: orderId } },
    undoing(view, holdMark(orderId), units),
  );

/** The mark and its units go together. */
const undoing = (view: View, mark: string, units: number): Change => ({
  increment: view === 'stocks' ? { left: units } : { units: -units },
  unmark: { applied: [mark] },
});

/** Undoes one hold of an order that was never placed, once no run of its command can be left. */
export async function undoOrphan(store: Store, view: View, id: string, { id: mark, n }: Mark): Promise<void> {
  await store.update(view, id, { applied: { marked: mark } }, undoing(view, mark, n));
}

/** Forgets that runs shared the holds with these marks, once no run can be left. */
export async function unshare(
  store: Store,
  view: View,
  { _id, shared = [] }: { _id: string; shared?: readonly string[] },
  marks: readonly string[],
): Promise<void> {
  for (const orderId of shared)
    if (marks.includes(holdMark(orderId))) await store.update(view, _id, {}, { pull: { shared: orderId } });
}

/** Moves units back under a mark of their own, once. */
async function giveBackUnits(
  store: Store,
  line: { campaignId: string; memberId: string; sku: string; units: number },
  mark: string,
  restock: boolean,
  now: Instant,
): Promise<void> {
  const push = { applied: { id: mark, at: now, n: line.units } };
  const unmarked = { applied: { unmarked: mark } };
  if (restock)
    await store.update('stocks', stockId(line.campaignId, line.sku), unmarked, {
      increment: { left: line.units },
      push,
    });
  await store.update('purchases', purchaseId(line.campaignId, line.sku, line.memberId), unmarked, {
    increment: { units: -line.units },
    push,
  });
}

/** Gives back every line of an order that was never paid. */
export async function releaseOrder(store: Store, order: OrderDocument, now: Instant): Promise<void> {
  for (const { sku, units } of order.lines)
    await giveBackUnits(store, { ...placeOf(order), sku, units }, releaseMark(order._id), true, now);
}

const placeOf = ({ campaignId, memberId }: OrderDocument) => ({ campaignId, memberId });

/** Gives refunded units back to the member's limit, and to stock where the group had not decided. */
export async function returnRefunded(
  store: Store,
  order: OrderDocument,
  refund: RefundDocument,
  now: Instant,
): Promise<void> {
  for (const { sku, units } of refund.lines)
    if (units > 0)
      await giveBackUnits(store, { ...placeOf(order), sku, units }, returnMark(refund._id), refund.restock, now);
}
