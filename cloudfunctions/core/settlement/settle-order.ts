import type { Journal, LotPart } from '../../../src/contract/ledger';
import type { OrderLine, RewardTerms, Rewards } from '../../../src/contract/order';
import { points, type Points } from '../../../src/contract/points';
import { dayOf, monthOf, type Instant, type Month } from '../../../src/contract/time';
import { invariant } from '../invariant';
import { correctJournal, settleId, settleJournal } from '../ledger/journals';
import { earn, lotExpiry, take, type PointsState } from '../points/lots';
import { keptFen } from '../refund/refund-line';
import { correction, referralLimit, rewards } from '../reward/rewards';
import type { MerchantSettings } from '../settings';

/** What a settlement and its corrections have in common; every id of a person is a member's. */
interface Settlement {
  merchantId: string;
  orderId: string;
  memberId: string;
  leaderId: string;
  /** As they are when the journal is made, a refund that causes a correction included. */
  lines: readonly OrderLine[];
  terms: RewardTerms;
  /** The member's points. */
  pointsState: PointsState;
  /** The inviter's; needed where the referral reward is in points, also when they have none yet. */
  inviterPointsState?: PointsState | null;
  at: Instant;
}

/** States to write back; inviterPointsState is null where the inviter's points are not touched. */
interface PointsAfter {
  pointsState: PointsState;
  inviterPointsState: PointsState | null;
}

export interface SettledOrder extends PointsAfter {
  journal: Journal;
  rewards: Rewards;
  /** To be stored on the order: corrections use it. */
  referralLimit: number;
}

export interface CorrectedOrder extends PointsAfter {
  journal: Journal;
  /** The rewards that stand now; to be stored on the order in place of the earlier ones. */
  rewards: Rewards;
  difference: Rewards;
  /** What becomes free on the inviter's counter, fen or points, and the month whose counter it is. */
  referralFreed: { month: Month; amount: number };
}

/** The lot that the inviter's points of an order become. */
const inviterLot = (orderId: string): string => `${settleId(orderId)}/inviter`;

/**
 * Settles a completed order: computes its rewards from what was kept and posts them all in one journal (rulebook
 * section 7). usedThisMonth: the inviter's counter of the month of `at`, fen or points.
 */
export function settleOrder(
  input: Settlement & { usedThisMonth: number; settings: Pick<MerchantSettings, 'pointsMonths'> },
): SettledOrder {
  const { lines, terms, orderId, at } = input;
  const limit = referralLimit(terms, input.usedThisMonth);
  const earned = rewards(lines, terms, limit);
  const expiresAt = lotExpiry(at, input.settings.pointsMonths);
  const member = earn(input.pointsState, settleId(orderId), earned.points, at, expiresAt);
  const inviter = forInviter(input, earned, (state, amount) => earn(state, inviterLot(orderId), amount, at, expiresAt));
  const journal = settleJournal({
    ...parties(input),
    keptFen: keptFen(lines),
    rewards: earned,
    referralLimit: limit,
    programmeVersion: terms.programmeVersion,
    day: dayOf(at),
    parts: member.parts,
    inviterParts: inviter.parts,
  });
  return {
    journal,
    rewards: earned,
    referralLimit: limit,
    pointsState: member.state,
    inviterPointsState: inviter.state,
  };
}

/**
 * Corrects a settlement after a refund: recomputes every reward from the new kept with the stored limit, and posts what
 * is to be taken back (rulebook section 7). rewarded: the rewards that stand, earlier corrections included. pointsState:
 * after the refund itself gave its points back, so that they are there to be taken.
 */
export function correctSettlement(
  input: Settlement & { refundNo: string; rewarded: Rewards; referralLimit: number; settledAt: Instant },
): CorrectedOrder {
  const { lines, terms, orderId, at, settledAt } = input;
  const after = rewards(lines, terms, input.referralLimit);
  const difference = correction(input.rewarded, after);
  const member = take(input.pointsState, difference.points, settleId(orderId), at);
  const inviter = forInviter(input, difference, (state, amount) => take(state, amount, inviterLot(orderId), at));
  const journal = correctJournal({
    ...parties(input),
    refundNo: input.refundNo,
    difference,
    day: dayOf(settledAt),
    parts: member.parts,
    inviterParts: inviter.parts,
  });
  return {
    journal,
    rewards: after,
    difference,
    referralFreed: { month: monthOf(settledAt), amount: difference.referral },
    pointsState: member.state,
    inviterPointsState: inviter.state,
  };
}

const parties = ({ merchantId, memberId, leaderId, orderId, at, terms }: Settlement) => ({
  merchantId,
  memberId,
  leaderId,
  orderId,
  at,
  referral: terms.referral,
});

/** Changes the inviter's points where the referral reward is in points. */
function forInviter(
  input: Settlement,
  amounts: Rewards,
  change: (state: PointsState, amount: Points) => { state: PointsState; parts: LotPart[] },
): { state: PointsState | null; parts: LotPart[] } {
  if (input.terms.referral?.unit !== 'POINT') return { state: null, parts: [] };
  const { inviterPointsState } = input;
  // Starting from nothing here would overwrite the points that the inviter has.
  invariant(inviterPointsState != null, `order ${input.orderId} settles without its inviter's points`);
  return change(inviterPointsState, points(amounts.referral));
}
