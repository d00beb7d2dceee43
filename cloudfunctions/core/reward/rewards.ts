import type { Tier } from '../../../src/contract/campaign';
import { addFen, compareFen, fenToNumber, rateFen, scaleFen, subtractFen } from '../../../src/contract/money';
import type { OrderLine, RewardTerms, Rewards } from '../../../src/contract/order';
import { comparePoints, points, subtractPoints } from '../../../src/contract/points';
import { DAY_MS, type Instant } from '../../../src/contract/time';
import { invariant } from '../invariant';
import { keptFen, lineKept } from '../refund/refund-line';
import type { MerchantSettings } from '../settings';
import { multiplierFor } from '../tier/tier';

/** Who stands around an order when it is paid; every id is a member's. */
export interface ReferralFacts {
  settings: Pick<MerchantSettings, 'referral'>;
  /** null: the member has no inviter. */
  inviterId: string | null;
  /** When the member was bound to the inviter. */
  boundAt: Instant | null;
  paidAt: Instant;
  memberId: string;
  /** The leader of the group. */
  leaderId: string;
  /** All staff of the merchant. */
  staffIds: readonly string[];
}

/** Whether an order brings its member's inviter a reward once completed (rulebook section 7). */
export function referralDue(facts: ReferralFacts): boolean {
  const { inviterId, boundAt, paidAt } = facts;
  if (inviterId === null || boundAt === null) return false;
  if (inviterId === facts.memberId || inviterId === facts.leaderId || facts.staffIds.includes(inviterId)) return false;
  return paidAt >= boundAt && paidAt < boundAt + facts.settings.referral.days * DAY_MS;
}

/** What an order's rewards will follow, to be stored when it is paid (rulebook section 7). tier: the member's then. */
export function rewardTerms(facts: ReferralFacts & { settings: MerchantSettings; tier: Tier }): RewardTerms {
  const { settings, tier, paidAt, inviterId } = facts;
  const { bps, unit, perOrderLimit, perMonthLimit } = settings.referral;
  return {
    programmeVersion: settings.programmeVersion,
    tier,
    multiplierBps: multiplierFor(settings, tier, paidAt),
    referral: inviterId !== null && referralDue(facts) ? { inviterId, bps, unit, perOrderLimit, perMonthLimit } : null,
  };
}

/** The commission rate of a line in bps: the item's, else the leader's, else the merchant's (rulebook section 7). */
export function commissionRate(
  settings: Pick<MerchantSettings, 'commissionBps'>,
  itemBps: number | null,
  leaderBps: number | null,
): number {
  return itemBps ?? leaderBps ?? settings.commissionBps;
}

/**
 * The referral's limit at settlement, fen or points: the lower of the order's cap and what is left of the inviter's
 * month; 0 without a referral (rulebook section 7).
 */
export function referralLimit(terms: RewardTerms, usedThisMonth: number): number {
  if (terms.referral === null) return 0;
  const { perOrderLimit, perMonthLimit } = terms.referral;
  return Math.max(0, Math.min(perOrderLimit, perMonthLimit - usedThisMonth));
}

/** The rewards of an order for what was kept of it (rulebook section 7). limit: of the referral, fen or points. */
export function rewards(lines: readonly OrderLine[], terms: RewardTerms, limit: number): Rewards {
  const kept = keptFen(lines);
  return {
    commissionFen: addFen(...lines.map((line) => rateFen(lineKept(line), line.commissionBps))),
    referral: terms.referral === null ? 0 : Math.min(fenToNumber(rateFen(kept, terms.referral.bps)), limit),
    points: points(fenToNumber(scaleFen(kept, terms.multiplierBps, 1_000_000))),
    growth: fenToNumber(scaleFen(kept, 1, 100)),
  };
}

/** What a refund after completion takes back: each part 0 or more, because kept only falls (rulebook section 7). */
export function correction(before: Rewards, after: Rewards): Rewards {
  invariant(
    compareFen(before.commissionFen, after.commissionFen) >= 0 &&
      before.referral >= after.referral &&
      comparePoints(before.points, after.points) >= 0 &&
      before.growth >= after.growth,
    'a refund never raises a reward',
  );
  return {
    commissionFen: subtractFen(before.commissionFen, after.commissionFen),
    referral: before.referral - after.referral,
    points: subtractPoints(before.points, after.points),
    growth: before.growth - after.growth,
  };
}
