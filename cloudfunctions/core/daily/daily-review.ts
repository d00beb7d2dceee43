import type { Tier } from '../../../src/contract/campaign';
import type { LotPart } from '../../../src/contract/ledger';
import type { Points } from '../../../src/contract/points';
import { dayOf, endOfDay, monthOf, startOfDay, type Day, type Instant, type Month } from '../../../src/contract/time';
import { expiringThisMonth, expiryNoticeDueAt } from '../points/expiry-notice';
import { expire, expiryDueAt, type PointsState } from '../points/lots';
import type { MerchantSettings } from '../settings';
import { growthInYear, reviewTier, tierGrowth, type GrowthDay, type TierDecision } from '../tier/tier';

/** What the daily work of a membership goes by and changes. */
export interface DailyFacts extends PointsState {
  growthDays: GrowthDay[];
  tier: Tier;
  tierSince: Instant;
  /** When the tier is looked at next; null for the lowest. */
  reviewAt: Instant | null;
  noticeAt: Instant | null;
  /** The last day on which points expired. */
  expiredDay: Day | null;
  /** The last month whose expiring points the member was told of. */
  expiryToldMonth: Month | null;
}

/** What a member is told by the daily work. */
export type DailyNews =
  | { kind: 'pointsExpiring'; points: Points; lastDay: Day }
  /** growth: what is missing to keep the tier. */
  | { kind: 'tierWillFall'; tier: Tier; growth: number; earliest: Day }
  | { kind: 'tierFell'; from: Tier; to: Tier };

export interface DailyReview {
  facts: DailyFacts;
  /** Parts that expired; empty: there is no journal to post. */
  expired: LotPart[];
  news: DailyNews[];
}

/** When a membership is due next; null where nothing comes by time alone. */
export function dailyDueAt(facts: DailyFacts): Instant | null {
  const { lots, reviewAt, expiredDay, expiryToldMonth } = facts;
  const dues = [reviewAt, expiryDueAt(lots, expiredDay), expiryNoticeDueAt(lots, expiryToldMonth)];
  return dues.reduce((first, due) => (first === null || (due !== null && due < first) ? due : first), null);
}

/**
 * The work of a day, however many days late (rulebook sections 9 and 10): what was over when the day began expires, what
 * the month will take is told, and the tier is looked at. Each is done when it is due and not before, so that doing the
 * whole again on the same day does nothing.
 */
export function dailyReview(facts: DailyFacts, settings: Pick<MerchantSettings, 'tiers'>, now: Instant): DailyReview {
  const swept = sweep(facts, now);
  const told = tellOfExpiry(swept.facts, now);
  const reviewed = lookAtTier(told.facts, settings, now);
  return { facts: reviewed.facts, expired: swept.expired, news: [...told.news, ...reviewed.news] };
}

const isDue = (dueAt: Instant | null, now: Instant): boolean => dueAt !== null && dueAt <= now;

/** The day's start decides what is over, so that a day has one answer at whatever hour the job comes. */
function sweep(facts: DailyFacts, now: Instant): Omit<DailyReview, 'news'> {
  if (!isDue(expiryDueAt(facts.lots, facts.expiredDay), now)) return { facts, expired: [] };
  const today = dayOf(now);
  const { state, parts } = expire({ lots: facts.lots, held: facts.held, debt: facts.debt }, startOfDay(today));
  return { facts: { ...facts, ...state, expiredDay: today }, expired: parts };
}

function tellOfExpiry(facts: DailyFacts, now: Instant): Omit<DailyReview, 'expired'> {
  if (!isDue(expiryNoticeDueAt(facts.lots, facts.expiryToldMonth), now)) return { facts, news: [] };
  const going = expiringThisMonth(facts.lots, now);
  return {
    facts: { ...facts, expiryToldMonth: monthOf(now) },
    news: going === null ? [] : [{ kind: 'pointsExpiring', ...going }],
  };
}

function lookAtTier(
  facts: DailyFacts,
  settings: Pick<MerchantSettings, 'tiers'>,
  now: Instant,
): Omit<DailyReview, 'expired'> {
  if (!isDue(facts.reviewAt, now)) return { facts, news: [] };
  const today = dayOf(now);
  const growth = growthInYear(facts.growthDays, today);
  const { tier, tierSince: since, noticeAt } = facts;
  const decision = reviewTier(settings, { tier, since, growth, noticeAt }, now);
  const next = decision.kind === 'up' || decision.kind === 'down' ? decision.tier : tier;
  return {
    facts: {
      ...facts,
      tier: next,
      tierSince: decision.kind === 'up' ? decision.since : since,
      noticeAt: decision.noticeAt,
      reviewAt: next === settings.tiers[0]?.tier ? null : endOfDay(today),
    },
    news: newsOf(decision, tier, tierGrowth(settings, tier) - growth),
  };
}

function newsOf(decision: TierDecision, tier: Tier, missing: number): DailyNews[] {
  switch (decision.kind) {
    case 'notice':
      return [{ kind: 'tierWillFall', tier, growth: missing, earliest: dayOf(decision.downAt) }];
    case 'down':
      return [{ kind: 'tierFell', from: tier, to: decision.tier }];
    case 'stay':
    case 'up':
      return [];
  }
}
