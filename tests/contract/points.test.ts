import * as v from 'valibot';
import { fen } from '../../src/contract/money';
import {
  addPoints,
  comparePoints,
  formatPoints,
  isZeroPoints,
  minPoints,
  points,
  pointsSchema,
  pointsToNumber,
  subtractPoints,
} from '../../src/contract/points';

test('points are opaque, and no money', () => {
  const some = points(100);
  // @ts-expect-error a number cannot be added to points
  const sum: unknown = some + 1;
  // @ts-expect-error money is no points
  const wrong: typeof some = fen(5);
  expect([sum, wrong]).toEqual([101, 5]);
});

test.each([[0.5], [NaN], [2 ** 53]])('%p is no number of points', (amount) => {
  expect(() => points(amount)).toThrow(RangeError);
});

test('arithmetic', () => {
  expect(addPoints()).toBe(0);
  expect(addPoints(points(1), points(-3))).toBe(-2);
  expect(subtractPoints(points(1), points(3))).toBe(-2);
  expect(minPoints(points(1), points(3))).toBe(1);
  expect(comparePoints(points(1), points(3))).toBeLessThan(0);
  expect([isZeroPoints(points(-0)), Object.is(points(-0), 0), pointsToNumber(points(7))]).toEqual([true, true, 7]);
});

test.each([
  [0, '0'],
  [999, '999'],
  [1286, '1,286'],
  [1_000_000, '1,000,000'],
  [-36, '\u221236'],
])('%i points are shown as %s', (amount, text) => {
  expect(formatPoints(points(amount))).toBe(text);
});

test.each([
  [0, true],
  [100, true],
  [-1, false],
  [0.5, false],
  ['1', false],
  [100_000_001, false],
])('on the wire %p: %p', (value, accepted) => {
  expect(v.safeParse(pointsSchema(), value).success).toBe(accepted);
});
