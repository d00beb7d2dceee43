import {
  addFen,
  allocate,
  allocateFen,
  compareFen,
  fen,
  fenToNumber,
  minFen,
  rateFen,
  subtractFen,
  timesFen,
  ZERO_FEN,
  type Fen,
} from '../../../src/contract/money';
import { comparePoints, points, pointsToNumber, type Points } from '../../../src/contract/points';
import { invariant } from '../invariant';
import type { Refusal } from '../result';
import type { MerchantSettings } from '../settings';

/** What a coupon takes off, and when (rulebook section 5). skus: the goods in scope; null: all. */
export type CouponTerms =
  | { kind: 'fixed'; overFen: Fen; offFen: Fen; skus: readonly string[] | null }
  | { kind: 'percent'; offBps: number; capFen: Fen; overFen: Fen; skus: readonly string[] | null };

export interface PricedLine {
  sku: string;
  /** An integer, 1 or more. */
  units: number;
  unitPriceFen: Fen;
}

export interface CostLine extends PricedLine {
  couponShareFen: Fen;
  pointsShare: Points;
  /** net0 of the rulebook's section 5. */
  netFen: Fen;
}

export interface OrderCost {
  goodsFen: Fen;
  couponFen: Fen;
  /** What the points pay, 1 point = 1 fen. */
  pointsFen: Fen;
  points: Points;
  payFen: Fen;
  lines: CostLine[];
}

export type CouponRefusal = Refusal<'underThreshold', { missingFen: Fen }> | Refusal<'nothingInScope'>;
export type CostRefusal =
  CouponRefusal | Refusal<'pointsNotInSteps', { step: number }> | Refusal<'tooManyPoints', { max: Points }>;

const lineAmount = (line: PricedLine): Fen => timesFen(line.unitPriceFen, line.units);
const inScope = (coupon: CouponTerms, line: PricedLine): boolean =>
  coupon.skus === null || coupon.skus.includes(line.sku);

/** What a coupon takes off these lines: never more than the goods in scope (rulebook section 5). */
export function couponValue(coupon: CouponTerms, lines: readonly PricedLine[]): { ok: true; fen: Fen } | CouponRefusal {
  const scoped = lines.filter((line) => inScope(coupon, line));
  if (scoped.length === 0) return { ok: false, code: 'nothingInScope' };
  const scopeFen = addFen(...scoped.map(lineAmount));
  if (compareFen(scopeFen, coupon.overFen) < 0)
    return { ok: false, code: 'underThreshold', missingFen: subtractFen(coupon.overFen, scopeFen) };
  switch (coupon.kind) {
    case 'fixed':
      return { ok: true, fen: minFen(coupon.offFen, scopeFen) };
    case 'percent':
      return { ok: true, fen: minFen(rateFen(scopeFen, coupon.offBps), coupon.capFen, scopeFen) };
  }
}

/** The most points that an order can be paid with, in whole steps, 0 or more (rulebook section 5). */
export function maxPoints(
  settings: Pick<MerchantSettings, 'pointsStep' | 'pointsMaxBps'>,
  goodsFen: Fen,
  couponFen: Fen,
  available: Points,
): Points {
  const payable = fenToNumber(rateFen(subtractFen(goodsFen, couponFen), settings.pointsMaxBps));
  const most = Math.max(0, Math.min(payable, pointsToNumber(available)));
  return points(most - (most % settings.pointsStep));
}

/**
 * What an order costs and how coupon and points spread over its lines (rulebook section 5). Whether the member has the
 * points is not asked here: holding them answers that.
 */
export function orderCost(input: {
  settings: Pick<MerchantSettings, 'pointsStep' | 'pointsMaxBps'>;
  lines: readonly PricedLine[];
  coupon: CouponTerms | null;
  points: Points;
}): ({ ok: true } & OrderCost) | CostRefusal {
  const { settings, lines, coupon } = input;
  const wanted = pointsToNumber(input.points);
  invariant(wanted >= 0, 'points chosen are 0 or more');
  invariant(
    lines.every((line) => Number.isSafeInteger(line.units) && line.units >= 1),
    'a line has at least one unit',
  );
  const goodsFen = addFen(...lines.map(lineAmount));
  const off = coupon === null ? { ok: true as const, fen: ZERO_FEN } : couponValue(coupon, lines);
  if (!off.ok) return off;
  const couponFen = off.fen;
  if (wanted % settings.pointsStep !== 0) return { ok: false, code: 'pointsNotInSteps', step: settings.pointsStep };
  const max = maxPoints(settings, goodsFen, couponFen, input.points);
  if (comparePoints(input.points, max) > 0)
    return {
      ok: false,
      code: 'tooManyPoints',
      max: maxPoints(settings, goodsFen, couponFen, points(fenToNumber(goodsFen))),
    };
  const pointsFen = fen(wanted);
  return {
    ok: true,
    goodsFen,
    couponFen,
    pointsFen,
    points: input.points,
    payFen: subtractFen(subtractFen(goodsFen, couponFen), pointsFen),
    lines: spread(lines, coupon, couponFen, wanted),
  };
}

function spread(lines: readonly PricedLine[], coupon: CouponTerms | null, couponFen: Fen, wanted: number): CostLine[] {
  const scopeWeights = lines.map((line) =>
    coupon !== null && inScope(coupon, line) ? fenToNumber(lineAmount(line)) : 0,
  );
  const couponShares = allocateFen(couponFen, scopeWeights);
  const afterCoupon = lines.map((line, index) => subtractFen(lineAmount(line), couponShares[index] ?? ZERO_FEN));
  const pointsShares = allocate(wanted, afterCoupon.map(fenToNumber));
  return lines.map((line, index) => {
    const share = pointsShares[index] ?? 0;
    return {
      sku: line.sku,
      units: line.units,
      unitPriceFen: line.unitPriceFen,
      couponShareFen: couponShares[index] ?? ZERO_FEN,
      pointsShare: points(share),
      netFen: subtractFen(afterCoupon[index] ?? ZERO_FEN, fen(share)),
    };
  });
}
