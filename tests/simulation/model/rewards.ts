import { DAY_MS, dateOf } from './calendar';
import type { ReferralTerms, Rewards, RewardTerms, Settings } from './history';
import { floorOf, sumOf } from './numbers';

export const NO_REWARDS: Rewards = { commissionFen: 0, referral: 0, points: 0, growth: 0 };

/** The rewards of what was kept of each line (rulebook section 7). limit: of the referral, fen or points. */
export function rewardsOf(
  lines: readonly { keptFen: number; commissionBps: number }[],
  terms: Pick<RewardTerms, 'multiplierBps' | 'referral'>,
  limit: number,
): Rewards {
  const kept = sumOf(lines, ({ keptFen }) => keptFen);
  return {
    commissionFen: sumOf(lines, ({ keptFen, commissionBps }) => floorOf(keptFen, commissionBps, 10_000)),
    referral: terms.referral ? Math.min(floorOf(kept, terms.referral.bps, 10_000), limit) : 0,
    points: floorOf(kept, terms.multiplierBps, 1_000_000),
    growth: floorOf(kept, 1, 100),
  };
}

/** What a correction takes back. */
export const lessOf = (before: Rewards, after: Rewards): Rewards => ({
  commissionFen: before.commissionFen - after.commissionFen,
  referral: before.referral - after.referral,
  points: before.points - after.points,
  growth: before.growth - after.growth,
});

/** The limit of a referral: of an order, and what is left of the inviter's month. */
export const limitOf = (referral: ReferralTerms | null | undefined, usedInMonth: number): number =>
  referral ? Math.max(0, Math.min(referral.perOrderLimit, referral.perMonthLimit - usedInMonth)) : 0;

/** Who stands around an order when it is paid. */
export interface Standers {
  memberId: string;
  /** When the member was bound to the inviter, which was when they came. */
  boundAt: number;
  inviterId: string | undefined;
  leaderId: string;
  /** Whether the inviter works for the merchant. */
  inviterIsStaff: boolean;
}

/** What an order's rewards follow, from its payment on. */
export function termsOf(settings: Settings, tier: string, paidAt: number, standers: Standers): RewardTerms {
  const own = settings.tiers.find((each) => each.tier === tier)?.multiplierBps ?? 0;
  const { dayOfMonth, bps } = settings.memberDay;
  return {
    programmeVersion: settings.programmeVersion,
    tier,
    multiplierBps: dateOf(paidAt) === dayOfMonth ? floorOf(own, bps, 10_000) : own,
    referral: referralOf(settings.referral, paidAt, standers),
  };
}

function referralOf(rules: Settings['referral'], paidAt: number, standers: Standers): ReferralTerms | null {
  const { memberId, boundAt, inviterId, leaderId, inviterIsStaff } = standers;
  if (inviterId === undefined || inviterId === memberId || inviterId === leaderId || inviterIsStaff) return null;
  if (paidAt < boundAt || paidAt >= boundAt + rules.days * DAY_MS) return null;
  const { bps, unit, perOrderLimit, perMonthLimit } = rules;
  return { inviterId, bps, unit, perOrderLimit, perMonthLimit };
}
