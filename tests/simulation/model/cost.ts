import type { CouponTerms, Settings } from './history';
import { floorOf, sharesOf, sumOf } from './numbers';

export interface PricedLine {
  sku: string;
  units: number;
  priceFen: number;
}

export interface Cost {
  goodsFen: number;
  couponFen: number;
  /** The most that points may pay. */
  mostPoints: number;
  payFen: number;
  /** Whether the goods in scope reach what the coupon asks for. */
  couponHolds: boolean;
  lines: { couponShare: number; pointsShare: number; netFen: number }[];
}

const amountOf = ({ units, priceFen }: PricedLine): number => units * priceFen;

/** What an order costs, and what each line bears of coupon and points (rulebook section 5). */
export function costOf(
  settings: Settings,
  lines: readonly PricedLine[],
  coupon: CouponTerms | undefined,
  points: number,
): Cost {
  const goodsFen = sumOf(lines, amountOf);
  const scope = lines.map((line) =>
    coupon && (coupon.skus === null || coupon.skus.includes(line.sku)) ? amountOf(line) : 0,
  );
  const scopeFen = sumOf(scope, (each) => each);
  const couponHolds = coupon === undefined || (scopeFen > 0 && scopeFen >= coupon.overFen);
  const couponFen = coupon && couponHolds ? Math.min(scopeFen, offOf(coupon, scopeFen)) : 0;
  const couponShares = sharesOf(couponFen, scope);
  const left = lines.map((line, index) => amountOf(line) - (couponShares[index] ?? 0));
  const pointsShares = sharesOf(points, left);
  const most = floorOf(goodsFen - couponFen, settings.pointsMaxBps, 10_000);
  return {
    goodsFen,
    couponFen,
    mostPoints: most - (most % settings.pointsStep),
    payFen: goodsFen - couponFen - points,
    couponHolds,
    lines: lines.map((_, index) => ({
      couponShare: couponShares[index] ?? 0,
      pointsShare: pointsShares[index] ?? 0,
      netFen: (left[index] ?? 0) - (pointsShares[index] ?? 0),
    })),
  };
}

const offOf = (coupon: CouponTerms, scopeFen: number): number =>
  coupon.kind === 'fixed' ? coupon.offFen : Math.min(coupon.capFen, floorOf(scopeFen, coupon.offBps, 10_000));
