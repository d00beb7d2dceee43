import { compareFen, minFen } from '../../src/contract/money';
import { DAY_MS, MINUTE_MS, type Instant } from '../../src/contract/time';
import { decideGroup, groupDueAt, groupStateAt, isFinished } from '../core/group/group-rules';
import { tierAt } from '../core/pricing/price-tiers';
import { differenceRefund, refundEverything } from '../core/refund/refund-line';
import { arriveOrders } from './arrive-orders';
import { cancelUnpaid } from './close-unpaid';
import { refundNumber } from './derived-id';
import type { GroupDocument, OrderDocument } from './documents';
import { followUpOrder, followUpRefund } from './follow-up-order';
import { groupProgressNow, ordersOfGroup } from './group-progress';
import { notice } from './notices';
import type { Ports, Transaction } from './ports';
import { recordRefund } from './refunds';
import { sendRefund } from './send-refund';

/**
 * How long a group waits between its last order and its decision: a function lives at most 60 s, so after this no
 * placing that began before the close can still be under way.
 */
export const SETTLE_DOWN_MS = 70_000;

/** Does what is due for a group by the clock, and what its last decision left to be done (rulebook section 3). */
export async function advanceGroup(ports: Ports, group: GroupDocument, now: Instant): Promise<void> {
  switch (group.state) {
    case 'scheduled':
    case 'open':
      return moveByClock(ports, group, now);
    case 'closing':
      return decide(ports, group, now);
    case 'formed':
    case 'arrived':
      return carryOut(ports, group, now);
    case 'failed':
    case 'cancelled':
      return giveAllBack(ports, group, now);
    case 'finished':
      return;
  }
}

async function moveByClock({ store }: Ports, group: GroupDocument, now: Instant): Promise<void> {
  const state = groupStateAt(group, now);
  const moved = { ...group, state };
  if (state === 'closing') Object.assign(moved, { closedAt: group.closesAt, dueAt: now });
  else moved.dueAt = groupDueAt(moved);
  await store.replace('groups', moved);
}

/** Decides once no order is unpaid: formed fixes every final price, failed gives all back. */
async function decide({ store, log }: Ports, group: GroupDocument, now: Instant): Promise<void> {
  const { progress, units, orders } = await groupProgressNow(store, group._id);
  const ready = (group.closedAt ?? group.closesAt) + SETTLE_DOWN_MS;
  if (now < ready || orders.some((order) => order.state === 'unpaid')) {
    await store.replace('groups', { ...group, dueAt: Math.max(ready, now + MINUTE_MS) });
    return;
  }
  const state = decideGroup(group.threshold, progress);
  const finalPricesFen = Object.fromEntries(
    group.items.map((item) => [item.sku, tierAt(item.priceTiers, units.get(item.sku) ?? 0).priceFen]),
  );
  const decided: GroupDocument = { ...group, state, decidedAt: now, finalPricesFen, dueAt: now };
  if (await store.replace('groups', decided)) log.info('groupDecided', { groupId: group._id, state, ...progress });
}

/** After forming: confirms every order at its final price; then brings arrivals to the orders, and finishes the group. */
async function carryOut(ports: Ports, group: GroupDocument, now: Instant): Promise<void> {
  const orders = await ordersOfGroup(ports.store, group._id);
  for (const order of orders) if (order.state === 'paid') await confirmOrder(ports, group, order, now);
  await arriveOrders(ports, group, now);
  const after = await ordersOfGroup(ports.store, group._id);
  const arrived = group.items.every((item) => group.arrivals[item.sku] !== undefined);
  const state = isFinished(after.map((order) => order.state)) ? 'finished' : arrived ? 'arrived' : 'formed';
  // Whoever ends its last order says so; the daily look is for what an interruption left unsaid.
  await ports.store.replace('groups', { ...group, state, dueAt: state === 'finished' ? null : now + DAY_MS });
}

async function confirmOrder(ports: Ports, group: GroupDocument, order: OrderDocument, now: Instant): Promise<void> {
  const refundNo = refundNumber(order._id, 'tierDifference');
  const refunded = await ports.store.transact(async (transaction) => {
    const current = await transaction.get('orders', order._id);
    return current?.state === 'paid' ? confirm(transaction, group, current, refundNo, now) : false;
  });
  await ports.store.insert('notices', notice(order, 'formed', now));
  if (refunded) await sendRefund(ports, refundNo, now);
}

/** Confirms one order; true when a difference goes back (退差价). */
async function confirm(
  transaction: Transaction,
  group: GroupDocument,
  order: OrderDocument,
  refundNo: string,
  now: Instant,
): Promise<boolean> {
  const lines = order.lines.map((line) => {
    const finalFen = minFen(line.unitPriceFen, group.finalPricesFen[line.sku] ?? line.unitPriceFen);
    return differenceRefund(line, finalFen).line;
  });
  const confirmed: OrderDocument = {
    ...order,
    state: 'confirmed',
    confirmedAt: now,
    timeline: [...order.timeline, { kind: 'formed', at: now, by: null, commandId: null, fen: null }],
  };
  const less = lines.some(
    (line, index) => compareFen(line.givenBackFen, order.lines[index]?.givenBackFen ?? line.givenBackFen) > 0,
  );
  if (!less) {
    await transaction.replace('orders', { ...confirmed, lines });
    return false;
  }
  const plan = {
    refundNo,
    reason: 'tierDifference',
    lines,
    kind: 'differenceRefunded',
    restock: false,
    by: null,
    commandId: null,
  } as const;
  await recordRefund(transaction, confirmed, plan, now);
  return true;
}

/** After failing or being cancelled: every paid order is refunded in full, every unpaid one cancelled. */
async function giveAllBack(ports: Ports, group: GroupDocument, now: Instant): Promise<void> {
  const reason = group.state === 'failed' ? 'groupFailed' : 'groupCancelled';
  const kind = group.state === 'failed' ? 'failed' : 'groupCancelled';
  // Only units refunded before a decision return to stock, and a cancelled group never decides.
  const restock = group.state === 'cancelled';
  for (const found of await ordersOfGroup(ports.store, group._id)) {
    // One that was paid since it was read is not cancelled, and goes back like the others.
    const order =
      found.state === 'unpaid'
        ? await cancelUnpaid(ports, now, found._id, { kind: 'groupCancelled', by: null, commandId: null })
        : found;
    if (order?.state !== 'paid') continue;
    const refundNo = refundNumber(order._id, reason);
    await ports.store.transact(async (transaction) => {
      const current = await transaction.get('orders', order._id);
      if (current?.state !== 'paid') return;
      const { lines } = refundEverything(current.lines);
      await recordRefund(
        transaction,
        current,
        { refundNo, reason, lines, kind, restock, by: null, commandId: null },
        now,
      );
    });
    await ports.store.insert('notices', notice(order, 'failed', now));
    const [after, refund] = await Promise.all([
      ports.store.get('orders', order._id),
      ports.store.get('refunds', refundNo),
    ]);
    if (after) await followUpOrder(ports, after, now);
    if (after && refund) await followUpRefund(ports, after, refund, now);
    await sendRefund(ports, refundNo, now);
  }
  // One more look after every placing that was under way has ended.
  const lastLook = (group.closedAt ?? now) + SETTLE_DOWN_MS;
  await ports.store.replace('groups', { ...group, dueAt: now < lastLook ? lastLook : null });
}
