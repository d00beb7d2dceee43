import { points, pointsToNumber, type Points } from '../../src/contract/points';
import { dayOf, MINUTE_MS, monthOf, type Instant } from '../../src/contract/time';
import { invariant } from '../core/invariant';
import { earnJournal } from '../core/ledger/journals';
import { autoCollect, mayComplete, nextDueAt, orderStateFromLines } from '../core/order/order-rules';
import { earn, lotExpiry } from '../core/points/lots';
import { settleOrder } from '../core/settlement/settle-order';
import type { MembershipDocument, MerchantDocument, OrderDocument, ReferralMonthDocument } from './documents';
import { getMerchant } from './merchants';
import { membershipIn, pointsStateOf, saveMembership, withEarned, withGrowth, withPointsState } from './memberships';
import type { Ports, Transaction } from './ports';
import { postInTurn } from './post-journal';
import { saveDocument } from './save-document';

/** How long a completion waits for a refund in flight before it is looked at again. */
const OPEN_CASE_WAIT_MS = 10 * MINUTE_MS;

/** Does what is due for an order after its arrival: collects by itself, then completes (rulebook section 4). */
export async function advanceOrder(ports: Ports, order: OrderDocument, now: Instant): Promise<void> {
  const merchant = await getMerchant(ports.store, order.merchantId);
  if (order.state === 'collected') return completeOrder(ports, order, merchant, now);
  const { lines, changed } = autoCollect(order.lines, now, merchant.settings);
  const state = changed ? orderStateFromLines(lines, true) : order.state;
  const next: OrderDocument = {
    ...order,
    lines,
    state,
    collectedAt: state === 'collected' ? now : order.collectedAt,
    timeline: changed
      ? [...order.timeline, { kind: 'autoCollected', at: now, by: null, commandId: null, fen: null }]
      : order.timeline,
  };
  await ports.store.replace('orders', { ...next, dueAt: nextDueAt({ ...next, openCases: 0 }, merchant.settings) });
}

/** Completes an order and settles its rewards in one journal, exactly once (rulebook section 7). */
async function completeOrder(
  ports: Ports,
  order: OrderDocument,
  merchant: MerchantDocument,
  now: Instant,
): Promise<void> {
  const { store } = ports;
  const refunds = await store.find('refunds', { where: { orderId: order._id }, limit: 100 });
  const openCases = refunds.filter(
    ({ state }) => state !== 'done' && state !== 'rejected' && state !== 'failed',
  ).length;
  if (!mayComplete(order.lines, openCases, now)) {
    const dueAt = openCases > 0 ? now + OPEN_CASE_WAIT_MS : nextDueAt({ ...order, openCases }, merchant.settings);
    await store.replace('orders', { ...order, dueAt });
    return;
  }
  await store.transact(async (transaction) => {
    const current = await transaction.get('orders', order._id);
    if (current?.state === 'collected') await settle(transaction, current, merchant, now);
  });
  if (order.pickupCode !== null) await store.remove('pickupCodes', `${order.pointId}:${order.pickupCode}`);
  // The group may be finished with this order; the job looks once more.
  await store.update('groups', order.groupId, { state: { in: ['formed', 'arrived'] } }, { set: { dueAt: now } });
}

async function settle(
  transaction: Transaction,
  order: OrderDocument,
  merchant: MerchantDocument,
  now: Instant,
): Promise<void> {
  const { merchantId, memberId, leaderId, _id: orderId, terms } = order;
  invariant(terms !== null, `order ${orderId} was collected without being paid`);
  const membership = await membershipIn(transaction, merchantId, memberId, now);
  const inviterId = terms.referral?.inviterId;
  const month = inviterId === undefined ? undefined : await referralMonth(transaction, merchantId, inviterId, now);
  const inviter =
    inviterId !== undefined && terms.referral?.unit === 'POINT'
      ? await membershipIn(transaction, merchantId, inviterId, now)
      : undefined;
  const settled = settleOrder({
    merchantId,
    orderId,
    memberId,
    leaderId,
    lines: order.lines,
    terms,
    pointsState: pointsStateOf(membership),
    inviterPointsState: inviter ? pointsStateOf(inviter) : null,
    usedThisMonth: month?.used ?? 0,
    settings: merchant.settings,
    at: now,
  });
  const { rewards, inviterPointsState } = settled;
  const [turned, invited] = await postInTurn(transaction, settled.journal, membership, ...(inviter ? [inviter] : []));
  const earned = withEarned(withPointsState(turned, settled.pointsState), rewards.points);
  const grown = withGrowth(earned, merchant.settings, { day: dayOf(now), amount: rewards.growth }, now);
  await saveMembership(transaction, await firstOrderReward(transaction, grown, merchant, now));
  if (invited && inviterPointsState)
    await saveMembership(
      transaction,
      withEarned(withPointsState(invited, inviterPointsState), points(rewards.referral)),
    );
  if (month) await saveDocument(transaction, 'referralMonths', { ...month, used: month.used + rewards.referral });
  await transaction.replace('orders', {
    ...order,
    state: 'completed',
    completedAt: now,
    referralLimit: settled.referralLimit,
    posted: rewards,
    timeline: [...order.timeline, { kind: 'completed', at: now, by: null, commandId: null, fen: null }],
    dueAt: null,
  });
}

/** Counts the completed order; the first one brings points of its own (rulebook section 9). */
async function firstOrderReward(
  transaction: Transaction,
  membership: MembershipDocument,
  { settings }: MerchantDocument,
  now: Instant,
): Promise<MembershipDocument> {
  const counted = { ...membership, ordersCompleted: membership.ordersCompleted + 1 };
  const reward: Points = settings.pointsRewards.firstOrder;
  if (membership.ordersCompleted > 0 || pointsToNumber(reward) === 0) return counted;
  const { merchantId, memberId } = membership;
  const lot = `earn:firstOrder:${merchantId}:${memberId}:once`;
  const change = earn(pointsStateOf(counted), lot, reward, now, lotExpiry(now, settings.pointsMonths));
  const journal = earnJournal({
    merchantId,
    memberId,
    at: now,
    earned: 'firstOrder',
    what: 'once',
    parts: change.parts,
    growth: 0,
    day: dayOf(now),
  });
  const [turned] = await postInTurn(transaction, journal, counted);
  return withEarned(withPointsState(turned, change.state), reward);
}

async function referralMonth(
  transaction: Transaction,
  merchantId: string,
  inviterId: string,
  now: Instant,
): Promise<ReferralMonthDocument> {
  const month = monthOf(now);
  const id = `${merchantId}:${inviterId}:${month}`;
  return (
    (await transaction.get('referralMonths', id)) ?? { _id: id, v: 1, rev: 0, merchantId, inviterId, month, used: 0 }
  );
}
