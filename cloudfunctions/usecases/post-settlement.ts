import { points, pointsToNumber, type Points } from '../../src/contract/points';
import { dayOf, monthOf, type Instant } from '../../src/contract/time';
import { invariant } from '../core/invariant';
import { earnJournal } from '../core/ledger/journals';
import { earn, lotExpiry } from '../core/points/lots';
import { rewardedAtSettlement } from '../core/settlement/rewarded-lines';
import { settleOrder } from '../core/settlement/settle-order';
import type { MembershipDocument, MerchantDocument, OrderDocument, ReferralMonthDocument } from './documents';
import {
  membershipId,
  membershipIn,
  pointsStateOf,
  saveMembership,
  withEarned,
  withGrowth,
  withPointsState,
} from './memberships';
import type { Transaction } from './ports';
import { postInTurn } from './post-journal';
import { saveDocument } from './save-document';

/**
 * Posts a completed order's rewards in one journal and makes the order completed, within a transaction (rulebook section
 * 7). order: as it was read; its replacement fails when somebody has changed it since.
 */
export async function postSettlement(
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
    rewardedFen: rewardedAtSettlement(order.lines),
    timeline: [...order.timeline, { kind: 'completed', at: now, by: null, commandId: null, fen: null }],
    dueAt: null,
  });
}

/** Ids of the documents besides the order that its settlement decides by; it writes every one of them. */
export function settlementReads(
  { merchantId, memberId, terms }: OrderDocument,
  now: Instant,
): { memberships: string[]; referralMonths: string[] } {
  const memberships = [membershipId(merchantId, memberId)];
  const referral = terms?.referral;
  if (!referral) return { memberships, referralMonths: [] };
  if (referral.unit === 'POINT') memberships.push(membershipId(merchantId, referral.inviterId));
  return { memberships, referralMonths: [referralMonthId(merchantId, referral.inviterId, now)] };
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

const referralMonthId = (merchantId: string, inviterId: string, now: Instant): string =>
  `${merchantId}:${inviterId}:${monthOf(now)}`;

async function referralMonth(
  transaction: Transaction,
  merchantId: string,
  inviterId: string,
  now: Instant,
): Promise<ReferralMonthDocument> {
  const id = referralMonthId(merchantId, inviterId, now);
  const month = monthOf(now);
  return (
    (await transaction.get('referralMonths', id)) ?? { _id: id, v: 1, rev: 0, merchantId, inviterId, month, used: 0 }
  );
}
