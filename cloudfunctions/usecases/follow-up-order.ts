import { fenToNumber, negateFen, ZERO_FEN } from '../../src/contract/money';
import type { Instant } from '../../src/contract/time';
import { isWhollyRefunded } from '../core/refund/refund-line';
import type { OrderDocument, ProgressDocument, RefundDocument } from './documents';
import { finishGroups } from './finish-groups';
import { releaseOrder, returnRefunded } from './order-holds';
import type { Change, Ports } from './ports';

type Stores = Pick<Ports, 'store'>;

const LEAVE_TRIES = 5;

const payMark = (orderId: string): string => `pay:${orderId}`;
const refundMark = (refundNo: string): string => `refund:${refundNo}`;

/**
 * Brings every view of an order up to its last event: stock, limits, the coupon, the group's progress. Each step knows
 * whether it was done, so the command that made the event runs this at once and the job runs it again later.
 */
export async function followUpOrder(ports: Stores, order: OrderDocument, now: Instant): Promise<void> {
  switch (order.state) {
    case 'unpaid':
      return;
    case 'cancelled':
      await releaseOrder(ports.store, order, now);
      await freeCoupon(ports, order);
      return;
    case 'paid':
    case 'confirmed':
    case 'arrived':
    case 'collected':
      await countPaid(ports, order, now);
      await useCoupon(ports, order);
      return;
    case 'completed':
      await countPaid(ports, order, now);
      if (order.lines.every(isWhollyRefunded)) await freeCoupon(ports, order);
      else await useCoupon(ports, order);
      return;
    case 'refunded':
      await countPaid(ports, order, now);
      await freeCoupon(ports, order);
      await endRefunded(ports, order, now);
      return;
  }
}

/** A formed group's order of which nothing is left: its code is free for others, and the group may be finished. */
async function endRefunded({ store }: Stores, order: OrderDocument, now: Instant): Promise<void> {
  if (order.confirmedAt === null) return;
  const code = order.pickupCode === null ? undefined : `${order.pointId}:${order.pickupCode}`;
  // Freed before, it may be another order's by now.
  if (code && (await store.get('pickupCodes', code))?.orderId === order._id) await store.remove('pickupCodes', code);
  await finishGroups(store, [order.groupId], now);
}

/** Counts a paid order toward its group; once, also when the mark of its payment was swept long ago. */
async function countPaid({ store }: Stores, order: OrderDocument, now: Instant): Promise<void> {
  // With nothing left to follow up it was counted, and the mark that would say so may be gone.
  if (order.paidAt === null || order.counted || order.followUpAt === null) return;
  const mark = payMark(order._id);
  const change: Change = {
    increment: {
      rev: 1,
      orders: 1,
      amountFen: fenToNumber(order.payFen),
      ...Object.fromEntries(order.lines.map((line) => [`units.${line.sku}`, line.units])),
    },
    addToSet: { members: order.memberId },
    push: { applied: { id: mark, at: now, n: 1 } },
  };
  await store.update('progress', order.groupId, { applied: { unmarked: mark } }, change);
}

const couponRelease = { state: 'usable', orderId: null, lockedAt: null };

/** A coupon comes back when its order was cancelled or refunded as a whole, with its own expiry. */
async function freeCoupon({ store }: Stores, order: OrderDocument): Promise<void> {
  if (order.couponId !== null)
    await store.update(
      'coupons',
      order.couponId,
      { orderId: order._id },
      { set: couponRelease, increment: { rev: 1 } },
    );
}

async function useCoupon({ store }: Stores, order: OrderDocument): Promise<void> {
  if (order.couponId !== null)
    await store.update(
      'coupons',
      order.couponId,
      { orderId: order._id, state: 'locked' },
      { set: { state: 'used' }, increment: { rev: 1 } },
    );
}

/** The same for a refund of units: the member's limit, and before the group decided also stock and progress. */
export async function followUpRefund(
  ports: Stores,
  order: OrderDocument,
  refund: RefundDocument,
  now: Instant,
): Promise<void> {
  await returnRefunded(ports.store, order, refund, now);
  if (!refund.restock) return;
  await countPaid(ports, order, now);
  const mark = refundMark(refund._id);
  const change: Change = {
    increment: {
      rev: 1,
      orders: refund.whole ? -1 : 0,
      amountFen: fenToNumber(negateFen(refund.fen)),
      ...Object.fromEntries(refund.lines.map((line) => [`units.${line.sku}`, -line.units])),
    },
    push: { applied: { id: mark, at: now, n: 1 } },
  };
  await ports.store.update('progress', order.groupId, { applied: { unmarked: mark } }, change);
  if (refund.whole) await leaveGroup(ports, order);
}

/** Whether an order counts among those who joined: it was paid, and not given back as a whole before the group decided. */
const isCounted = ({ paidAt, timeline }: OrderDocument): boolean =>
  paidAt !== null && !timeline.some(({ kind }) => kind === 'refunded' || kind === 'groupCancelled');

/**
 * Takes a member out of a group's households when no paid order of theirs is left in it; one that was counted since their
 * orders were read keeps them in.
 */
async function leaveGroup({ store }: Stores, order: OrderDocument): Promise<void> {
  const { groupId, memberId } = order;
  for (let attempt = 0; attempt < LEAVE_TRIES; attempt += 1) {
    const progress = await store.get('progress', groupId);
    if (!progress?.members.includes(memberId)) return;
    const orders = await store.find('orders', { where: { groupId, memberId }, limit: 100 });
    if (orders.some(isCounted)) return;
    const change: Change = { pull: { members: memberId }, increment: { rev: 1 } };
    if (await store.update('progress', groupId, { rev: progress.rev ?? 0 }, change)) return;
  }
  // The job follows up once more.
  throw new Error(`the progress of group ${groupId} keeps changing`);
}

/** What a group's progress shows, for a group that nobody joined yet. */
export const newProgress = (groupId: string, merchantId: string): ProgressDocument => ({
  _id: groupId,
  v: 1,
  rev: 0,
  merchantId,
  members: [],
  units: {},
  orders: 0,
  amountFen: ZERO_FEN,
  applied: [],
});
