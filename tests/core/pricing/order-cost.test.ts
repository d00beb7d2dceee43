import fc from 'fast-check';
import {
  couponValue,
  maxPoints,
  orderCost,
  type CostLine,
  type CouponTerms,
} from '../../../cloudfunctions/core/pricing/order-cost';
import { DEFAULT_SETTINGS as settings } from '../../../cloudfunctions/core/settings';
import { addFen, fen, fenToNumber } from '../../../src/contract/money';
import { points, pointsToNumber } from '../../../src/contract/points';

const fixed = (over: number, off: number, skus: string[] | null = null): CouponTerms => ({
  kind: 'fixed',
  overFen: fen(over),
  offFen: fen(off),
  skus,
});
const percent = (offBps: number, cap: number, over = 0, skus: string[] | null = null): CouponTerms => ({
  kind: 'percent',
  offBps,
  capFen: fen(cap),
  overFen: fen(over),
  skus,
});
const priced = (sku: string, unitPriceFen: number, units = 1) => ({ sku, units, unitPriceFen: fen(unitPriceFen) });
const basket = [priced('a', 1999), priced('b', 1001), priced('c', 250, 2)];

test.each<[string, CouponTerms, unknown]>([
  ['reached exactly', fixed(3500, 333), { ok: true, fen: 333 }],
  ['one fen short', fixed(3501, 333), { ok: false, code: 'underThreshold', missingFen: 1 }],
  ['more than the goods', fixed(0, 9999), { ok: true, fen: 3500 }],
  ['more than the goods in scope', fixed(0, 9999, ['c']), { ok: true, fen: 500 }],
  ['only goods in scope count', fixed(501, 100, ['c']), { ok: false, code: 'underThreshold', missingFen: 1 }],
  ['nothing in scope', fixed(0, 100, ['z']), { ok: false, code: 'nothingInScope' }],
  ['percentage floors', percent(1001, 9999), { ok: true, fen: 350 }],
  ['percentage capped', percent(5000, 1000), { ok: true, fen: 1000 }],
  ['percentage of scope', percent(1000, 9999, 0, ['a']), { ok: true, fen: 199 }],
  ['everything off', percent(10_000, 999_999), { ok: true, fen: 3500 }],
])('coupon: %s', (_, coupon, outcome) => {
  expect(couponValue(coupon, basket)).toEqual(outcome);
});

test.each([
  // goods, coupon, available, most points
  [3500, 333, 10_000, 1500],
  [3500, 333, 1499, 1400],
  [3500, 333, 99, 0],
  [3500, 333, -36, 0],
  [400, 0, 10_000, 200],
  [399, 0, 10_000, 100],
  [199, 0, 10_000, 0],
  [500, 500, 10_000, 0],
])('goods %i less coupon %i with %i points: at most %i', (goods, coupon, available, most) => {
  expect(maxPoints(settings, fen(goods), fen(coupon), points(available))).toBe(most);
});

describe('order cost', () => {
  test('the example: 333 over 1,999 / 1,001 / 500', () => {
    const cost = orderCost({ settings, lines: basket, coupon: fixed(0, 333), points: points(0) });
    expect(cost).toMatchObject({ ok: true, goodsFen: 3500, couponFen: 333, pointsFen: 0, payFen: 3167 });
    expect(cost.ok && cost.lines.map((each) => each.couponShareFen)).toEqual([190, 95, 48]);
    expect(cost.ok && cost.lines.map((each) => each.netFen)).toEqual([1809, 906, 452]);
  });

  test('points spread over what the coupon left, also of lines out of its scope', () => {
    const cost = orderCost({ settings, lines: basket, coupon: fixed(0, 1999, ['a']), points: points(700) });
    expect(cost).toMatchObject({ ok: true, couponFen: 1999, points: 700, payFen: 801 });
    expect(cost.ok && cost.lines.map((each) => each.pointsShare)).toEqual([0, 467, 233]);
    expect(cost.ok && cost.lines.map((each) => each.netFen)).toEqual([0, 534, 267]);
  });

  test.each<[string, CouponTerms | null, number, unknown]>([
    ['not in steps', null, 150, { ok: false, code: 'pointsNotInSteps', step: 100 }],
    ['the most', null, 1700, { ok: true, payFen: 1800 }],
    ['one step too many', null, 1800, { ok: false, code: 'tooManyPoints', max: 1700 }],
    ['the coupon lowers the most', fixed(0, 333), 1600, { ok: false, code: 'tooManyPoints', max: 1500 }],
    ['coupon refused', fixed(9999, 1), 0, { ok: false, code: 'underThreshold', missingFen: 6499 }],
    ['free by coupon', fixed(0, 9999), 0, { ok: true, payFen: 0 }],
  ])('%s', (_, coupon, chosen, outcome) => {
    expect(orderCost({ settings, lines: basket, coupon, points: points(chosen) })).toMatchObject(outcome as object);
  });

  test('an empty line or points below zero are broken invariants', () => {
    const lines = [priced('a', 100, 0)];
    expect(() => orderCost({ settings, lines, coupon: null, points: points(0) })).toThrow('at least one unit');
    expect(() => orderCost({ settings, lines: basket, coupon: null, points: points(-100) })).toThrow('0 or more');
  });

  test('shares sum exactly, nets are never negative and sum to payFen', () => {
    const lines = fc.array(
      fc.record({
        sku: fc.constantFrom('a', 'b', 'c', 'd'),
        units: fc.integer({ min: 1, max: 99 }),
        price: fc.integer({ min: 1, max: 99_999 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    const skus = fc.option(fc.subarray(['a', 'b', 'c', 'd']), { nil: null });
    const coupon = fc.option(
      fc.oneof(
        fc.record({ off: fc.integer({ min: 1, max: 999_999 }), skus }).map((each) => fixed(0, each.off, each.skus)),
        fc
          .record({ bps: fc.integer({ min: 1, max: 10_000 }), cap: fc.integer({ min: 1, max: 99_999 }), skus })
          .map((each) => percent(each.bps, each.cap, 0, each.skus)),
      ),
      { nil: null },
    );
    fc.assert(
      fc.property(lines, coupon, fc.nat(100_000), (some, each, wanted) => {
        const input = { settings, lines: some.map(({ sku, price, units }) => priced(sku, price, units)), coupon: each };
        const plain = orderCost({ ...input, points: points(0) });
        if (!plain.ok) return;
        const cost = orderCost({
          ...input,
          points: maxPoints(settings, plain.goodsFen, plain.couponFen, points(wanted)),
        });
        if (!cost.ok) throw new Error(cost.code);
        const parts = cost.lines;
        const sum = (pick: (part: CostLine) => number) => parts.reduce((all, part) => all + pick(part), 0);
        expect(addFen(...cost.lines.map((part) => part.netFen))).toBe(cost.payFen);
        expect(sum((part) => fenToNumber(part.couponShareFen))).toBe(cost.couponFen);
        expect(sum((part) => pointsToNumber(part.pointsShare))).toBe(cost.points);
        expect(Math.min(...cost.lines.map((part) => fenToNumber(part.netFen)))).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });
});
