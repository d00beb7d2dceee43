import type { Instant } from '../../src/contract/time';
import type { OrderDocument, RefundDocument } from './documents';
import type { Store } from './ports';

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
  | { ok: false; code: 'overLimit'; sku: string; limit: number; bought: number };

/**
 * Takes the units of a line from stock and from the member's limit, each by one conditional update, so that neither can
 * pass its bound at any concurrency. What it took before a refusal is given back.
 */
export async function holdLine(store: Store, line: HeldLine, now: Instant): Promise<{ ok: true } | HoldRefusal> {
  const limited = await countPurchase(store, line, now);
  if (!limited.ok) return limited;
  const mark = holdMark(line.orderId);
  const taken = await store.update(
    'stocks',
    stockId(line.campaignId, line.sku),
    { left: { gte: line.units }, applied: { unmarked: mark } },
    { increment: { left: -line.units }, push: { applied: { id: mark, at: now, n: line.units } } },
  );
  if (taken) return { ok: true };
  const stock = await store.get('stocks', stockId(line.campaignId, line.sku));
  if (stock?.applied.some(({ id }) => id === mark)) return { ok: true };
  await undoMarked(store, 'purchases', purchaseId(line.campaignId, line.sku, line.memberId), mark, line.units);
  return { ok: false, code: 'soldOut', sku: line.sku, left: stock?.left ?? 0 };
}

async function countPurchase(store: Store, line: HeldLine, now: Instant): Promise<{ ok: true } | HoldRefusal> {
  if (line.limit === null) return { ok: true };
  const id = purchaseId(line.campaignId, line.sku, line.memberId);
  const mark = holdMark(line.orderId);
  const { campaignId, sku, memberId, units } = line;
  const applied = { id: mark, at: now, n: units };
  // Most members buy a sku of a campaign once, so that the first purchase is the path to be short.
  const first = { _id: id, v: 1, campaignId, sku, memberId, units, applied: [applied] } as const;
  if (units <= line.limit && (await store.insert('purchases', { ...first, applied: [applied] }))) return { ok: true };
  const counted = await store.update(
    'purchases',
    id,
    { units: { lte: line.limit - units }, applied: { unmarked: mark } },
    { increment: { units }, push: { applied } },
  );
  if (counted) return { ok: true };
  const purchase = await store.get('purchases', id);
  if (purchase?.applied.some((each) => each.id === mark)) return { ok: true };
  return { ok: false, code: 'overLimit', sku: line.sku, limit: line.limit, bought: purchase?.units ?? 0 };
}

/** Takes a hold back as if it had never been: of an order that was not placed after all. Twice does nothing. */
export async function undoHold(store: Store, line: HeldLine): Promise<void> {
  const mark = holdMark(line.orderId);
  await undoMarked(store, 'stocks', stockId(line.campaignId, line.sku), mark, line.units);
  await undoMarked(store, 'purchases', purchaseId(line.campaignId, line.sku, line.memberId), mark, line.units);
}

/** Undoes one hold on one view: the mark and its units go together. */
export async function undoMarked(
  store: Store,
  view: 'stocks' | 'purchases',
  id: string,
  mark: string,
  units: number,
): Promise<void> {
  await store.update(
    view,
    id,
    { applied: { marked: mark } },
    { increment: view === 'stocks' ? { left: units } : { units: -units }, unmark: { applied: [mark] } },
  );
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
