import type { Tier } from '../../src/contract/campaign';
import { fen, type Fen } from '../../src/contract/money';
import { points, type Points } from '../../src/contract/points';

/** A tier's terms (rulebook section 10). */
export interface TierSettings {
  tier: Tier;
  /** Growth of the trailing 365 days from which a member is in the tier. */
  growth: number;
  multiplierBps: number;
  /** How many minutes before the opening a member of the tier may already order. */
  earlyMinutes: number;
}

/** The numbers that a merchant may change; rates in bps, durations in the unit of their name. */
export interface MerchantSettings {
  /** Rises with every change of the programme; an order keeps the version it was paid under (section 7). */
  programmeVersion: number;
  /** How long an unpaid order holds its stock (section 3). */
  unpaidMinutes: number;
  /** Days after arrival at which goods count as collected (section 4). */
  autoCollectDays: number;
  /** After-sale window after collection (section 4). */
  windowDays: number;
  /** The same for fresh goods. */
  freshWindowHours: number;
  /** A request not decided within this is approved (section 6). */
  afterSaleDecisionHours: number;
  /** Points are spent in steps of this many (section 5). */
  pointsStep: number;
  /** The part of goods less coupon that points may pay (section 5). */
  pointsMaxBps: number;
  /** Commission where neither the item nor the leader has a rate (section 7). */
  commissionBps: number;
  referral: ReferralSettings;
  /** Rising from growth 0. */
  tiers: TierSettings[];
  /** Day of the month on which points count more; null: none. */
  memberDay: { dayOfMonth: number | null; bps: number };
  /** Calendar months after the month of earning for which points last (section 9). */
  pointsMonths: number;
  pointsRewards: PointsRewards;
  growthFromTakingPart: GrowthFromTakingPart;
  withdrawal: { minFen: Fen; maxFen: Fen; confirmHours: number };
}

/** The referral reward (section 7); limits are in fen or points, by unit. */
export interface ReferralSettings {
  bps: number;
  unit: 'FEN' | 'POINT';
  /** Days after the binding within which an order must be paid. */
  days: number;
  perOrderLimit: number;
  perMonthLimit: number;
}

/** Points for things other than orders (section 9). */
export interface PointsRewards {
  /** By day of the streak; after the last it starts again. */
  checkIn: Points[];
  firstOrder: Points;
  reviewText: Points;
  /** On top of the text's. */
  reviewPicture: Points;
  survey: Points;
  profile: Points;
}

/** Growth for taking part and its caps (section 10). */
export interface GrowthFromTakingPart {
  review: number;
  survey: number;
  suggestion: number;
  perDay: number;
  /** In the trailing 365 days. */
  perYear: number;
}

/** The rulebook's defaults: programme version 1. */
export const DEFAULT_SETTINGS: MerchantSettings = {
  programmeVersion: 1,
  unpaidMinutes: 15,
  autoCollectDays: 7,
  windowDays: 7,
  freshWindowHours: 48,
  afterSaleDecisionHours: 48,
  pointsStep: 100,
  pointsMaxBps: 5000,
  commissionBps: 800,
  referral: { bps: 200, unit: 'FEN', days: 180, perOrderLimit: 2000, perMonthLimit: 50_000 },
  tiers: [
    { tier: 'basic', growth: 0, multiplierBps: 10_000, earlyMinutes: 0 },
    { tier: 'silver', growth: 500, multiplierBps: 11_000, earlyMinutes: 5 },
    { tier: 'gold', growth: 2000, multiplierBps: 12_500, earlyMinutes: 10 },
    { tier: 'diamond', growth: 8000, multiplierBps: 15_000, earlyMinutes: 15 },
  ],
  memberDay: { dayOfMonth: null, bps: 20_000 },
  pointsMonths: 12,
  pointsRewards: {
    checkIn: [1, 1, 2, 2, 3, 3, 5].map(points),
    firstOrder: points(50),
    reviewText: points(5),
    reviewPicture: points(10),
    survey: points(10),
    profile: points(20),
  },
  growthFromTakingPart: { review: 5, survey: 5, suggestion: 20, perDay: 20, perYear: 200 },
  withdrawal: { minFen: fen(100), maxFen: fen(199_999), confirmHours: 24 },
};
