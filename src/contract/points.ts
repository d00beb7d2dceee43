import * as v from 'valibot';

declare const unit: unique symbol;

/** A number of points (积分): an integer, negative where there is a debt. Opaque to the compiler, as Fen is. */
export interface Points {
  readonly [unit]: 'points';
}

/** Brands an integer as points. Throws RangeError for anything but a safe integer. */
export function points(amount: number): Points {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not a number of points: ${amount}`);
  return (amount === 0 ? 0 : amount) as unknown as Points;
}

export const pointsToNumber = (amount: Points): number => amount as unknown as number;

export const ZERO_POINTS = points(0);

export const addPoints = (...amounts: readonly Points[]): Points =>
  points(amounts.reduce((sum, each) => sum + pointsToNumber(each), 0));
export const subtractPoints = (from: Points, amount: Points): Points =>
  points(pointsToNumber(from) - pointsToNumber(amount));
export const minPoints = (...amounts: readonly Points[]): Points => points(Math.min(...amounts.map(pointsToNumber)));
export const comparePoints = (a: Points, b: Points): number => pointsToNumber(a) - pointsToNumber(b);
export const isZeroPoints = (amount: Points): boolean => pointsToNumber(amount) === 0;

/** `1,286`, negative `−36` with U+2212. */
export function formatPoints(amount: Points): string {
  const value = pointsToNumber(amount);
  return `${value < 0 ? '\u2212' : ''}${String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, ',')}`;
}

/** Schema of a number of points on the wire. */
export const pointsSchema = (min = 0, max = 100_000_000) =>
  v.pipe(
    v.number('积分要是整数'),
    v.safeInteger('积分要是整数'),
    v.minValue(min),
    v.maxValue(max),
    v.transform(points),
  );
