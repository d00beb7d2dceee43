import fc from 'fast-check';
import { couponValue, maxPoints, orderCost, type CouponTerms } from '../../cloudfunctions/core/pricing/order-cost';
import { DEFAULT_SETTINGS as settings } from '../../cloudfunctions/core/settings';
import { allocate, allocateFen, fen, fenToNumber, MAX_FEN, rateFen, scaleFen } from '../../src/contract/money';
import { points, pointsToNumber } from '../../src/contract/points';

/**
 * E7: what is spread or taken as a rate is exact to the fen (rulebook section 5). The oracle counts in whole numbers of
 * any size and hands the fen left over out one by one, so that it can't be wrong in the way that the code could.
 */
let cases = 0;
let inexact = 0;

/** Counts a case that is not exact and fails with what it was. */
function fail(found: unknown, expected: unknown): void {
  inexact += 1;
  expect(found).toEqual(expected);
}

/** The floors, then one fen at a time to the largest remainder that has none yet, the earliest first. */
function byHand(total: bigint, weights: readonly bigint[]): bigint[] {
  const sum = weights.reduce((all, weight) => all + weight, 0n);
  if (sum === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (total * weight - ((total * weight) % sum)) / sum);
  const remainders = weights.map((weight) => (total * weight) % sum);
  const lucky = new Set<number>();
  for (let left = total - parts.reduce((all, part) => all + part, 0n); left > 0n; left -= 1n) {
    let best = -1;
    for (const [index, remainder] of remainders.entries())
      if (!lucky.has(index) && (best < 0 || remainder > (remainders[best] ?? 0n))) best = index;
    lucky.add(best);
    parts[best] = (parts[best] ?? 0n) + 1n;
  }
  return parts;
}

function checkAllocation(total: number, weights: readonly number[], parts: readonly number[]): void {
  cases += 1;
  const expected = byHand(BigInt(total), weights.map(BigInt));
  const sum = parts.reduce((all, part) => all + BigInt(part), 0n);
  const same = parts.length === expected.length && parts.every((part, index) => BigInt(part) === expected[index]);
  if (!same || sum !== BigInt(total)) fail({ total, weights, parts }, { total, weights, parts: expected });
}

/** floor(amount * numerator / denominator), checked by what a floor is. */
function checkFloor(amount: number, numerator: number, denominator: number, result: number): void {
  cases += 1;
  const exact = BigInt(amount) * BigInt(numerator);
  const low = BigInt(result) * BigInt(denominator);
  if (!(low <= exact && exact < low + BigInt(denominator)))
    fail({ amount, numerator, denominator }, `not floored to ${result}`);
}

/** Every list of `length` whole numbers from 0 to most. */
function* lists(length: number, most: number): Generator<number[]> {
  if (length === 0) yield [];
  else for (const rest of lists(length - 1, most)) for (let each = 0; each <= most; each += 1) yield [...rest, each];
}

const SEED = 20_261_121;
const upTo = (most: number) =>
  fc.oneof(fc.integer({ min: 0, max: most }), fc.nat(1000), fc.integer({ min: most - 1000, max: most }));

describe('spreading', () => {
  test('every total to 30 over up to 4 lines of up to 5, and to 12 over 5 lines of up to 4', () => {
    const sizes = [1, 2, 3, 4].map((lines) => ({ lines, most: 5, totals: 30 }));
    for (const { lines, most, totals } of [...sizes, { lines: 5, most: 4, totals: 12 }])
      for (const weights of lists(lines, most)) {
        if (weights.every((weight) => weight === 0)) continue;
        for (let total = 0; total <= totals; total += 1) checkAllocation(total, weights, allocate(total, weights));
      }
  });

  test('totals and weights up to 2^50', () => {
    const some = fc
      .array(upTo(MAX_FEN), { minLength: 1, maxLength: 20 })
      .filter((list) => list.some((each) => each > 0));
    fc.assert(
      fc.property(upTo(MAX_FEN), some, (total, weights) => {
        checkAllocation(total, weights, allocateFen(fen(total), weights).map(fenToNumber));
      }),
      { numRuns: 20_000, seed: SEED },
    );
  });

  test('nothing can take what has no weight', () => {
    expect(allocate(0, [0, 0])).toEqual([0, 0]);
    expect(() => allocate(1, [0, 0])).toThrow(RangeError);
  });
});

describe('rates', () => {
  test('every amount to 150 at every 7th rate, of either sign', () => {
    for (let amount = -150; amount <= 150; amount += 1)
      for (let bps = 0; bps <= 10_000; bps += 7)
        checkFloor(amount, bps, 10_000, fenToNumber(rateFen(fen(amount), bps)));
  });

  test('amounts up to 2^50 by any part of a whole', () => {
    const part = fc
      .tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 }))
      .filter(([numerator, denominator]) => numerator <= denominator);
    fc.assert(
      fc.property(upTo(MAX_FEN), fc.boolean(), part, (size, negative, [numerator, denominator]) => {
        const amount = negative && size > 0 ? -size : size;
        checkFloor(amount, numerator, denominator, fenToNumber(scaleFen(fen(amount), numerator, denominator)));
      }),
      { numRuns: 20_000, seed: SEED },
    );
  });
});

interface Line {
  units: number;
  price: number;
}

/** An order's cost from outside: every sum exact, no net below 0, no share above its line, nothing out of scope. */
function checkCost(lines: readonly Line[], coupon: CouponTerms | null, wantedPoints: number): void {
  const priced = lines.map(({ units, price }, index) => ({ sku: `s${index}`, units, unitPriceFen: fen(price) }));
  const off = coupon === null ? undefined : couponValue(coupon, priced);
  if (off && !off.ok) return;
  const goods = lines.reduce((sum, { units, price }) => sum + units * price, 0);
  const most = maxPoints(settings, fen(goods), off?.fen ?? fen(0), points(wantedPoints));
  const cost = orderCost({ settings, lines: priced, coupon, points: most });
  if (!cost.ok) throw new Error(cost.code);
  const amounts = lines.map(({ units, price }) => units * price);
  const scope = amounts.map((amount, index) => (coupon?.skus?.includes(`s${index}`) === false ? 0 : amount));
  const couponShares = cost.lines.map((line) => fenToNumber(line.couponShareFen));
  const pointsShares = cost.lines.map((line) => pointsToNumber(line.pointsShare));
  const rest = amounts.map((amount, index) => amount - (couponShares[index] ?? 0));
  const nets = cost.lines.map((line) => fenToNumber(line.netFen));
  checkAllocation(fenToNumber(cost.couponFen), coupon === null ? amounts.map(() => 0) : scope, couponShares);
  checkAllocation(pointsToNumber(most), rest, pointsShares);
  const wrong = nets.some((net, index) => {
    const share = (couponShares[index] ?? 0) + (pointsShares[index] ?? 0);
    return net < 0 || net !== (amounts[index] ?? 0) - share || (couponShares[index] ?? 0) > (scope[index] ?? 0);
  });
  const paid = nets.reduce((sum, net) => sum + net, 0);
  const exact =
    fenToNumber(cost.payFen) === paid && paid === goods - fenToNumber(cost.couponFen) - pointsToNumber(most);
  if (wrong || !exact) fail({ lines, coupon, wantedPoints, nets }, 'exact');
}

const fixed = (off: number, skus: string[] | null = null): CouponTerms => ({
  kind: 'fixed',
  overFen: fen(0),
  offFen: fen(off),
  skus,
});
const percent = (offBps: number, cap: number, skus: string[] | null = null): CouponTerms => ({
  kind: 'percent',
  overFen: fen(0),
  offBps,
  capFen: fen(cap),
  skus,
});

describe('the cost of an order', () => {
  test('every order of up to 3 lines of up to 6 fen, with every coupon of up to 20 fen over every scope', () => {
    for (const length of [1, 2, 3])
      for (const prices of lists(length, 6)) {
        const lines = prices.map((price, index) => ({ price, units: index === 1 ? 2 : 1 }));
        for (const skus of [null, ['s0'], ['s1', 's2']])
          for (let off = 1; off <= 20; off += 1) checkCost(lines, fixed(off, skus), 0);
      }
  });

  test('orders with coupons and points, up to where amounts end', () => {
    const line = fc.record({
      units: fc.integer({ min: 1, max: 999 }),
      price: fc.oneof(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 2 ** 36 })),
    });
    const skus = fc.option(fc.subarray(['s0', 's1', 's2', 's3', 's4'], { minLength: 1 }), { nil: null });
    const coupon = fc.oneof(
      fc.constant(null),
      fc.tuple(upTo(2 ** 46), skus).map(([off, scope]) => fixed(Math.max(1, off), scope)),
      fc
        .tuple(fc.integer({ min: 1, max: 10_000 }), upTo(2 ** 46), skus)
        .map(([bps, cap, scope]) => percent(bps, Math.max(1, cap), scope)),
    );
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), coupon, upTo(2 ** 46), checkCost), {
      numRuns: 20_000,
      seed: SEED,
    });
  });
});

afterAll(() => {
  process.stdout.write(`E7  allocation and rates: ${cases} cases, ${inexact} inexact\n`);
});
