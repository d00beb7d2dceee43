import fc from 'fast-check';
import * as v from 'valibot';
import {
  addFen,
  allocate,
  allocateFen,
  compareFen,
  fen,
  fenSchema,
  fenToNumber,
  formatFen,
  isPositiveFen,
  isZeroFen,
  MAX_FEN,
  maxFen,
  minFen,
  negateFen,
  parseYuan,
  rateFen,
  scaleFen,
  splitFen,
  subtractFen,
  timesFen,
} from '../../src/contract/money';

describe('fen', () => {
  test.each([[0.5], [NaN], [Infinity], [MAX_FEN + 1], [-MAX_FEN - 1], [2 ** 53]])('%p is no amount', (amount) => {
    expect(() => fen(amount)).toThrow(RangeError);
  });

  test('is opaque: the compiler refuses arithmetic and plain numbers', () => {
    const price = fen(100);
    // @ts-expect-error a number cannot be added to an amount
    const sum: unknown = price + 1;
    // @ts-expect-error an amount cannot be multiplied
    const double: unknown = price * 2;
    // @ts-expect-error two amounts are not added with a plus
    const both: unknown = price + price;
    // @ts-expect-error a plain number is no amount
    const wrong: typeof price = 5;
    expect([sum, double, both, wrong]).toEqual([101, 200, 200, 5]);
  });

  test('minus zero never comes into being', () => {
    expect(Object.is(fen(-0), 0)).toBe(true);
    expect(Object.is(negateFen(fen(0)), 0)).toBe(true);
    expect(Object.is(timesFen(fen(-5), 0), 0)).toBe(true);
  });

  test('sums, comparisons and signs', () => {
    expect(addFen()).toBe(0);
    expect(addFen(fen(1), fen(2), fen(-5))).toBe(-2);
    expect(subtractFen(fen(1), fen(2))).toBe(-1);
    expect(minFen(fen(3), fen(-1))).toBe(-1);
    expect(maxFen(fen(3), fen(-1))).toBe(3);
    expect(Math.sign(compareFen(fen(3), fen(4)))).toBe(-1);
    expect([isZeroFen(fen(0)), isPositiveFen(fen(0)), isPositiveFen(fen(1))]).toEqual([true, false, true]);
    expect(() => addFen(fen(MAX_FEN), fen(1))).toThrow(RangeError);
    expect(() => timesFen(fen(1), 1.5)).toThrow(RangeError);
  });
});

describe('rates', () => {
  test.each([
    // amount, bps, floor
    [9876, 800, 790],
    [9876, 200, 197],
    [1, 9999, 0],
    [1, 10_000, 1],
    [-1, 5000, -1],
    [-9999, 1, -1],
    [0, 800, 0],
    [MAX_FEN, 10_000, MAX_FEN],
    [MAX_FEN, 9999, 1_125_787_316_851_939],
  ])('%i at %i bps = %i', (amount, bps, result) => {
    expect(rateFen(fen(amount), bps)).toBe(result);
  });

  test('scale floors exactly, at any size and sign', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger().map((n) => n % MAX_FEN),
        fc.nat(20_000),
        fc.integer({ min: 20_000, max: 1_000_000 }),
        (amount, numerator, denominator) => {
          const result = BigInt(fenToNumber(scaleFen(fen(amount), numerator, denominator))) * BigInt(denominator);
          const exact = BigInt(amount) * BigInt(numerator);
          return result <= exact && exact < result + BigInt(denominator);
        },
      ),
    );
  });
});

/** The definition of section 5, checked from outside: sum, floor or floor + 1, and who gets the fen left over. */
function expectLargestRemainder(total: number, weights: readonly number[], parts: readonly number[]): void {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n);
  const shares = weights.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, remainder: product % sum, extra: BigInt(parts[index] ?? -1) - product / sum };
  });
  const got = shares.filter((share) => share.extra === 1n);
  const missed = shares.filter((share) => share.extra === 0n);
  const fair = got.every((winner) =>
    missed.every(
      (loser) =>
        winner.remainder > loser.remainder || (winner.remainder === loser.remainder && winner.index < loser.index),
    ),
  );
  const exact = parts.reduce((all, part) => all + BigInt(part), 0n) === BigInt(total);
  if (!exact || !fair || got.length + missed.length !== weights.length || got.some((share) => share.remainder === 0n))
    throw new Error(`${total} over ${weights.join('/')} gave ${parts.join('/')}`);
}

describe('allocation', () => {
  test.each([
    // total, weights, parts
    [333, [1999, 1001, 500], [190, 95, 48]],
    [1, [1, 1, 1], [1, 0, 0]],
    [2, [1, 1, 1], [1, 1, 0]],
    [10, [0, 1, 0], [0, 10, 0]],
    [0, [0, 0], [0, 0]],
    [0, [], []],
    [3, [1, 2], [1, 2]],
  ])('%i over %j = %j', (total, weights, parts) => {
    expect(allocateFen(fen(total), weights)).toEqual(parts);
  });

  test.each([
    [1, []],
    [1, [0, 0]],
    [-1, [1]],
    [1, [-1, 2]],
    [1, [0.5]],
  ])('%i over %j is refused', (total, weights) => {
    expect(() => allocate(total, weights)).toThrow(RangeError);
  });

  test('every small total over every small list of weights', () => {
    let cases = 0;
    const lists = (length: number): number[][] =>
      length === 0 ? [[]] : lists(length - 1).flatMap((list) => [0, 1, 2, 3, 4].map((weight) => [...list, weight]));
    for (const weights of [1, 2, 3, 4].flatMap(lists).filter((list) => list.some((weight) => weight > 0)))
      for (let total = 0; total <= 20; total += 1) {
        expectLargestRemainder(total, weights, allocate(total, weights));
        cases += 1;
      }
    expect(cases).toBe(21 * (5 + 25 + 125 + 625 - 4));
  });

  test('random totals and weights up to 2^50', () => {
    const amount = fc.integer({ min: 0, max: 2 ** 50 });
    const weights = fc.array(amount, { minLength: 1, maxLength: 12 }).filter((list) => list.some((each) => each > 0));
    fc.assert(
      fc.property(amount, weights, (total, list) => expectLargestRemainder(total, list, allocate(total, list))),
      { numRuns: 2000 },
    );
  });
});

describe('text', () => {
  test.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [50, '¥0.50'],
    [100, '¥1.00'],
    [123_450, '¥1,234.50'],
    [100_000_000, '¥1,000,000.00'],
    [-800, '\u2212¥8.00'],
    [-1, '\u2212¥0.01'],
  ])('%i fen is shown as %s', (amount, text) => {
    expect(formatFen(fen(amount))).toBe(text);
  });

  test('splits for prices in two sizes', () => {
    expect(splitFen(fen(-123_450))).toEqual({ sign: '\u2212', yuan: '1,234', cents: '50' });
  });

  test.each([
    ['12', 1200],
    ['12.5', 1250],
    ['12.50', 1250],
    [' 0.01 ', 1],
    ['0', 0],
    ['999999999.99', 99_999_999_999],
    ['1000000000', undefined],
    ['12.505', undefined],
    ['12.', undefined],
    ['.5', undefined],
    ['-1', undefined],
    ['+1', undefined],
    ['1e3', undefined],
    ['1,000', undefined],
    ['１２', undefined],
    ['', undefined],
  ])('%j is read as %p', (text, amount) => {
    expect(parseYuan(text)).toBe(amount);
  });

  test.each([
    [0, true],
    [100, true],
    [101, false],
    [-1, false],
    [1.5, false],
    ['5', false],
    [null, false],
    [2 ** 53, false],
  ])('on the wire %p within 0 to 100: %p', (value, accepted) => {
    expect(v.safeParse(fenSchema(0, 100), value).success).toBe(accepted);
  });
});
