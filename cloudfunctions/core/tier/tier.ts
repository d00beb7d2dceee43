import type { Tier } from '../../../src/contract/campaign';
import { DAY_MS, dayOf, startOfDay, wallClock, type Day, type Instant } from '../../../src/contract/time';
import { invariant } from '../invariant';
import type { MerchantSettings, TierSettings } from '../settings';

/** Growth of one day; a correction is a negative entry, or a lower amount, on the original day. */
export interface GrowthDay {
  day: Day;
  amount: number;
}

const GROWTH_DAYS = 365;
const STAY_AFTER_UP_MS = 30 * DAY_MS;
const NOTICE_MS = 7 * DAY_MS;

type TierTable = Pick<MerchantSettings, 'tiers'>;

/** The first day that still counts on `today`: 365 days with today as the last (rulebook section 10). */
export const firstGrowthDay = (today: Day): Day => dayOf(startOfDay(today) - (GROWTH_DAYS - 1) * DAY_MS);

/** Growth of the trailing 365 days, today included. */
export function growthInYear(days: readonly GrowthDay[], today: Day): number {
  const first = firstGrowthDay(today);
  return days.filter(({ day }) => day >= first && day <= today).reduce((sum, { amount }) => sum + amount, 0);
}

/** The tier for an amount of growth; below zero counts as none. */
export function tierFor(settings: TierTable, growth: number): Tier {
  const reached = settings.tiers.filter((each, index) => index === 0 || each.growth <= growth).at(-1);
  invariant(reached !== undefined, 'there is at least one tier');
  return reached.tier;
}

/** Where a member stands: the tier, what it multiplies points by, and what is missing to the next one. */
export function tierProgress(
  settings: TierTable,
  growth: number,
): { tier: Tier; multiplierBps: number; next: { tier: Tier; growth: number; toGo: number } | null } {
  const tier = tierFor(settings, growth);
  const next = settings.tiers[rankOf(settings, tier) + 1];
  return {
    tier,
    multiplierBps: termsOf(settings, tier).multiplierBps,
    next: next === undefined ? null : { tier: next.tier, growth: next.growth, toGo: next.growth - growth },
  };
}

/** What a review of a member's tier decides; noticeAt is what to store. */
export type TierDecision =
  | { kind: 'stay'; noticeAt: Instant | null }
  | { kind: 'up'; tier: Tier; since: Instant; noticeAt: null }
  | { kind: 'notice'; tier: Tier; noticeAt: Instant; downAt: Instant }
  | { kind: 'down'; tier: Tier; noticeAt: null };

/**
 * Reviews a tier (rulebook section 10): up at once; down never within 30 days after going up and only 7 days after a
 * notice, which growth that came in the meantime withdraws.
 * since: when the member last went up; noticeAt: when the notice that stands was given.
 * The result of posting growth uses only `up`; the daily job uses all.
 */
export function reviewTier(
  settings: TierTable,
  standing: { tier: Tier; since: Instant; growth: number; noticeAt: Instant | null },
  now: Instant,
): TierDecision {
  const { tier, since, growth, noticeAt } = standing;
  const target = tierFor(settings, growth);
  const step = rankOf(settings, target) - rankOf(settings, tier);
  if (step > 0) return { kind: 'up', tier: target, since: now, noticeAt: null };
  if (step === 0) return { kind: 'stay', noticeAt: null };
  const protectedUntil = since + STAY_AFTER_UP_MS;
  if (noticeAt === null) {
    if (now < protectedUntil - NOTICE_MS) return { kind: 'stay', noticeAt: null };
    return { kind: 'notice', tier: target, noticeAt: now, downAt: Math.max(protectedUntil, now + NOTICE_MS) };
  }
  if (now < Math.max(protectedUntil, noticeAt + NOTICE_MS)) return { kind: 'stay', noticeAt };
  return { kind: 'down', tier: target, noticeAt: null };
}

/** Multiplier of points in bps for an order paid at an instant: the tier's, times the member day's (rulebook section 7). */
export function multiplierFor(
  settings: Pick<MerchantSettings, 'tiers' | 'memberDay'>,
  tier: Tier,
  paidAt: Instant,
): number {
  const { multiplierBps } = termsOf(settings, tier);
  const { dayOfMonth, bps } = settings.memberDay;
  return wallClock(paidAt).date === dayOfMonth ? Math.floor((multiplierBps * bps) / 10_000) : multiplierBps;
}

/** The growth that a tier begins at, and that keeps it. */
export const tierGrowth = (settings: TierTable, tier: Tier): number => termsOf(settings, tier).growth;

/** Minutes before the opening from which a member of the tier may order. */
export const earlyMinutes = (settings: TierTable, tier: Tier): number => termsOf(settings, tier).earlyMinutes;

/**
 * Growth for a checked review, a finished survey or an accepted suggestion, cut to what is left of the day's and the
 * trailing year's cap (rulebook section 10). soFar: growth from taking part by day, nothing else.
 */
export function growthForTakingPart(
  settings: Pick<MerchantSettings, 'growthFromTakingPart'>,
  what: 'review' | 'survey' | 'suggestion',
  soFar: readonly GrowthDay[],
  today: Day,
): number {
  const terms = settings.growthFromTakingPart;
  const usedToday = soFar.filter(({ day }) => day === today).reduce((sum, { amount }) => sum + amount, 0);
  const usedInYear = growthInYear(soFar, today);
  return Math.max(0, Math.min(terms[what], terms.perDay - usedToday, terms.perYear - usedInYear));
}

function rankOf(settings: TierTable, tier: Tier): number {
  const rank = settings.tiers.findIndex((each) => each.tier === tier);
  invariant(rank >= 0, `no terms for tier ${tier}`);
  return rank;
}

function termsOf(settings: TierTable, tier: Tier): TierSettings {
  const terms = settings.tiers[rankOf(settings, tier)];
  invariant(terms !== undefined, `no terms for tier ${tier}`);
  return terms;
}
