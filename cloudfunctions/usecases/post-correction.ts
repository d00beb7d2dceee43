import { dayOf, type Instant } from '../../src/contract/time';
import { invariant } from '../core/invariant';
import { rewardedAfter, rewardedLines } from '../core/settlement/rewarded-lines';
import { correctSettlement, type CorrectedOrder } from '../core/settlement/settle-order';
import type { MembershipDocument, MerchantDocument, OrderDocument, RefundDocument } from './documents';
import { membershipIn, pointsStateOf, saveMembership, withGrowth, withPointsState } from './memberships';
import type { Transaction } from './ports';
import { postMoving } from './post-journal';

export interface Correction {
  order: OrderDocument;
  /** One that was decided after the settlement and has just been paid back. */
  refund: RefundDocument;
  merchant: MerchantDocument;
  /** The member's, after the refund gave its points back, so that they are there to be taken. */
  membership: MembershipDocument;
}

/**
 * Posts what a refund after the completion takes back of the rewards, in the transaction that books the refund (rulebook
 * section 7). It sees the lines without refunds that are still under way, so each refund has a correction of its own.
 * Returns the order with the rewards that stand, and the membership with its turn raised, both to be saved.
 */
export async function postCorrection(
  transaction: Transaction,
  { order, refund, merchant, membership }: Correction,
  now: Instant,
): Promise<{ order: OrderDocument; membership: MembershipDocument }> {
  const { merchantId, memberId, leaderId, _id: orderId, terms, posted, referralLimit, completedAt } = order;
  invariant(
    terms !== null && posted !== null && referralLimit !== null && completedAt !== null && order.rewardedFen !== null,
    `order ${orderId} is corrected without having been settled`,
  );
  const inviterId = terms.referral?.unit === 'POINT' ? terms.referral.inviterId : undefined;
  const inviter = inviterId === undefined ? [] : [await membershipIn(transaction, merchantId, inviterId, now)];
  const rewardedFen = rewardedAfter(order.rewardedFen, refund.lines);
  const corrected = correctSettlement({
    merchantId,
    orderId,
    memberId,
    leaderId,
    refundNo: refund._id,
    lines: rewardedLines(order.lines, rewardedFen),
    terms,
    rewarded: posted,
    referralLimit,
    settledAt: completedAt,
    pointsState: pointsStateOf(membership),
    inviterPointsState: inviter[0] ? pointsStateOf(inviter[0]) : null,
    at: now,
  });
  const [turned, ...invited] = await postMoving(transaction, corrected.journal, membership, ...inviter);
  await takeFromInviter(transaction, invited, corrected);
  await freeReferral(transaction, order, corrected);
  const growth = { day: dayOf(completedAt), amount: -corrected.difference.growth };
  const taken = withPointsState(turned, corrected.pointsState);
  return {
    order: { ...order, posted: corrected.rewards, rewardedFen },
    membership: growth.amount === 0 ? taken : withGrowth(taken, merchant.settings, growth, now),
  };
}

async function takeFromInviter(
  transaction: Transaction,
  [inviter]: readonly MembershipDocument[],
  { difference, inviterPointsState }: CorrectedOrder,
): Promise<void> {
  if (inviter && inviterPointsState && difference.referral > 0)
    await saveMembership(transaction, withPointsState(inviter, inviterPointsState));
}

/** What the inviter gives back counts for later settlements of the same month, and of no other. */
async function freeReferral(
  transaction: Transaction,
  { _id: orderId, merchantId, terms }: OrderDocument,
  { referralFreed: { month, amount } }: CorrectedOrder,
): Promise<void> {
  if (amount === 0 || !terms?.referral) return;
  const counter = await transaction.get('referralMonths', `${merchantId}:${terms.referral.inviterId}:${month}`);
  invariant(counter !== undefined, `the referral of order ${orderId} was settled without being counted`);
  await transaction.replace('referralMonths', { ...counter, used: counter.used - amount });
}
