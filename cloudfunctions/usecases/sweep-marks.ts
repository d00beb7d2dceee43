import { MINUTE_MS, type Instant } from '../../src/contract/time';
import type { Mark, OrderDocument } from './documents';
import { undoOrphan, unshare } from './order-holds';
import type { Ports, Store } from './ports';

/**
 * Marks are looked at once they are this old: whoever made them has ended long ago. And so long they stay after the job
 * made sure of their event: another run of it may have read the event before that, and is still about to make sure of it.
 */
const OLD_MS = 10 * MINUTE_MS;
const BATCH = 50;

/**
 * Drops marks that nobody can need any more, and gives back what was held for orders that were never placed because
 * their function ended between taking the stock and writing the order.
 */
export async function sweepMarks(
  { store, log }: Pick<Ports, 'store' | 'log'>,
  now: Instant,
): Promise<{ swept: number; more: boolean }> {
  let swept = 0;
  let more = false;
  for (const view of ['stocks', 'purchases', 'progress'] as const) {
    const documents = await store.find(view, { where: { 'applied.at': { lte: now - OLD_MS } }, limit: BATCH });
    more ||= documents.length === BATCH;
    for (const document of documents) {
      const old = document.applied.filter(({ at }) => at <= now - OLD_MS);
      const { settled, orphaned } = await judge(store, old, now);
      if (view !== 'progress') {
        await unshare(store, view, document, [...settled, ...orphaned.map(({ id }) => id)]);
        for (const mark of orphaned) {
          log.warn('holdUndone', { view, id: document._id, mark: mark.id });
          await undoOrphan(store, view, document._id, mark);
        }
      }
      if (settled.length > 0) await store.update(view, document._id, {}, { unmark: { applied: settled } });
      swept += settled.length + orphaned.length;
    }
  }
  const unlocked = await freeOrphanedCoupons(store, now);
  return { swept: swept + unlocked, more: more && swept > 0 };
}

/** Which marks have served: their event's follow-up was done long ago. Which holds have no order. */
async function judge(
  store: Store,
  marks: readonly Mark[],
  now: Instant,
): Promise<{ settled: string[]; orphaned: Mark[] }> {
  const named = marks.map((mark) => ({
    mark,
    kind: mark.id.slice(0, mark.id.indexOf(':')),
    id: mark.id.slice(mark.id.indexOf(':') + 1),
  }));
  const isRefund = (kind: string) => kind === 'return' || kind === 'refund';
  const orders = new Map(
    (await store.getMany('orders', unique(named.filter(({ kind }) => !isRefund(kind)).map(({ id }) => id)))).map(
      (order) => [order._id, order],
    ),
  );
  const refunds = new Map(
    (await store.getMany('refunds', unique(named.filter(({ kind }) => isRefund(kind)).map(({ id }) => id)))).map(
      (refund) => [refund._id, refund],
    ),
  );
  const settled: string[] = [];
  const orphaned: Mark[] = [];
  for (const { mark, kind, id } of named) {
    const event = isRefund(kind) ? refunds.get(id) : orders.get(id);
    if (event && isFollowedUp(event, now)) settled.push(mark.id);
    else if (!event && kind === 'hold') orphaned.push(mark);
  }
  return { settled, orphaned };
}

/** Whether nobody can be about to follow up an event any more. */
const isFollowedUp = (event: Pick<OrderDocument, 'followUpAt' | 'followedUpAt'>, now: Instant): boolean =>
  event.followUpAt === null && (event.followedUpAt ?? -Infinity) <= now - OLD_MS;

const unique = (ids: string[]): string[] => [...new Set(ids)].slice(0, 1000);

/** Unlocks coupons whose order was never placed. */
async function freeOrphanedCoupons(store: Store, now: Instant): Promise<number> {
  const locked = await store.find('coupons', {
    where: { state: 'locked', lockedAt: { lte: now - OLD_MS } },
    limit: BATCH,
  });
  const orders = new Set(
    (
      await store.getMany(
        'orders',
        locked.flatMap(({ orderId }) => orderId ?? []),
      )
    ).map(({ _id }) => _id),
  );
  let freed = 0;
  for (const coupon of locked) {
    if (coupon.orderId !== null && orders.has(coupon.orderId)) continue;
    const set = { state: 'usable', orderId: null, lockedAt: null };
    if (
      await store.update(
        'coupons',
        coupon._id,
        { state: 'locked', orderId: coupon.orderId, lockedAt: coupon.lockedAt },
        { set, increment: { rev: 1 } },
      )
    )
      freed += 1;
  }
  return freed;
}
