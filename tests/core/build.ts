import { fen } from '../../src/contract/money';
import type { OrderLine, ReferralTerms, RewardTerms } from '../../src/contract/order';
import { points } from '../../src/contract/points';

/** An instant in Shanghai: `2026-11-21 12:00`. */
export const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);

interface LineInput {
  sku?: string;
  units?: number;
  /** p, in fen. */
  price?: number;
  /** f, in fen; p unless given. */
  finalPrice?: number;
  coupon?: number;
  points?: number;
  refunded?: number;
  allowance?: number;
  commissionBps?: number;
  fresh?: boolean;
  arrivedAt?: number | null;
  collected?: number;
  collectedAt?: number | null;
  windowEndsAt?: number | null;
}

/** An order line from plain numbers; its net follows section 5. Nothing is given back yet. */
export function line(input: LineInput = {}): OrderLine {
  const { units = 1, price = 1000, coupon = 0, points: share = 0 } = input;
  return {
    sku: input.sku ?? 'egg',
    name: '鸡蛋',
    spec: '30 枚',
    picture: 'egg.png',
    plate: 'sand',
    fresh: input.fresh ?? false,
    units,
    unitPriceFen: fen(price),
    finalPriceFen: fen(input.finalPrice ?? price),
    couponShareFen: fen(coupon),
    pointsShare: points(share),
    netFen: fen(units * price - coupon - share),
    refundedUnits: input.refunded ?? 0,
    allowanceFen: fen(input.allowance ?? 0),
    givenBackFen: fen(0),
    pointsGivenBack: points(0),
    commissionBps: input.commissionBps ?? 800,
    arrivedAt: input.arrivedAt ?? null,
    collectedAt: input.collectedAt ?? null,
    collectedUnits: input.collected ?? 0,
    windowEndsAt: input.windowEndsAt ?? null,
  };
}

export const referral = (input: Partial<ReferralTerms> = {}): ReferralTerms => ({
  inviterId: 'inviter',
  bps: 200,
  unit: 'FEN',
  perOrderLimit: 2000,
  perMonthLimit: 50_000,
  ...input,
});

export const terms = (input: Partial<RewardTerms> = {}): RewardTerms => ({
  programmeVersion: 1,
  tier: 'silver',
  multiplierBps: 11_000,
  referral: referral(),
  ...input,
});
