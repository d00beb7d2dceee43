import type { OrderLine } from '../records/order';
import type { Coupon, Item } from '../records/shop';
import { proportion, rate, spread, sum } from './money';

export const amountOf = ({ units, unitPriceFen }: OrderLine): number => units * unitPriceFen;

/** What a coupon takes off, and each line's share of it (rulebook section 5); null where its condition is not met. */
export function couponShares(coupon: Coupon, lines: readonly OrderLine[]): { fen: number; shares: number[] } | null {
  const weights = lines.map((line) => (coupon.skus === null || coupon.skus.includes(line.sku) ? amountOf(line) : 0));
  const scopeFen = sum(weights);
  if (scopeFen < coupon.overFen) return null;
  const offFen = coupon.kind === 'fixed' ? coupon.offFen : Math.min(rate(scopeFen, coupon.offBps), coupon.capFen);
  const fen = Math.min(offFen, scopeFen);
  return { fen, shares: spread(fen, weights) };
}

/** Each line's share of the points: in proportion to what the coupon left of it (rulebook section 5). */
export const pointsShares = (points: number, lines: readonly OrderLine[]): number[] =>
  spread(
    points,
    lines.map((line) => Math.max(0, amountOf(line) - line.couponShareFen)),
  );

/** The most points that goods of an amount can be paid with (rulebook section 5). */
export function mostPoints(fen: number, step: number, maxBps: number): number {
  const most = rate(fen, maxBps);
  return most - (most % step);
}

/** Given back in all for a line, in fen (rulebook section 6). */
export function givenBack(line: OrderLine): number {
  const { netFen, units, unitPriceFen, finalPriceFen, refundedUnits, allowanceFen } = line;
  const net1 = Math.max(0, netFen - units * (unitPriceFen - finalPriceFen));
  return Math.min(netFen, netFen - net1 + proportion(net1, refundedUnits, units) + allowanceFen);
}

/** Points given back in all for a line (rulebook section 6). */
export const pointsBack = ({ pointsShare, refundedUnits, units }: OrderLine): number =>
  proportion(pointsShare, refundedUnits, units);

/** The price of the tier that a number of paid units reaches (rulebook section 3). */
export function tierPrice({ priceTiers }: Item, paidUnits: number): number | undefined {
  const reached = priceTiers.filter(({ fromUnits }, index) => index === 0 || fromUnits <= paidUnits);
  return reached[reached.length - 1]?.priceFen;
}

export const isWhollyRefunded = (lines: readonly OrderLine[]): boolean =>
  lines.every(({ units, refundedUnits }) => units === refundedUnits);
