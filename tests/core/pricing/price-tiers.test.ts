import {
  finalPrice,
  nextTier,
  tierAt,
  unitPrice,
  validatePriceTiers,
} from '../../../cloudfunctions/core/pricing/price-tiers';
import type { Tier } from '../../../src/contract/campaign';
import { fen } from '../../../src/contract/money';

const tiers = (...each: [number, number][]) =>
  each.map(([fromUnits, priceFen]) => ({ fromUnits, priceFen: fen(priceFen) }));
const item = { priceTiers: tiers([1, 3280], [10, 2980], [30, 2680]), memberPricesFen: { gold: fen(2900) } };

test.each([
  [tiers([1, 3280]), { ok: true }],
  [tiers([1, 3280], [2, 3279]), { ok: true }],
  [tiers(), { ok: false, code: 'noTiers' }],
  [tiers([2, 3280]), { ok: false, code: 'firstTierNotFromOne' }],
  [tiers([1, 3280], [10, 2980], [10, 2680]), { ok: false, code: 'unitsNotRising', index: 2 }],
  [tiers([1, 3280], [1.5, 2980]), { ok: false, code: 'unitsNotRising', index: 1 }],
  [tiers([1, 3280], [10, 3280]), { ok: false, code: 'priceNotFalling', index: 1 }],
  [tiers([1, 0]), { ok: false, code: 'priceNotPositive', index: 0 }],
])('tiers %j: %j', (each, outcome) => {
  expect(validatePriceTiers(each)).toEqual(outcome);
});

test.each<[number, Tier, number]>([
  // paid units before, member's tier, price
  [0, 'basic', 3280],
  [9, 'basic', 3280],
  [10, 'basic', 2980],
  [29, 'basic', 2980],
  [30, 'basic', 2680],
  [1000, 'basic', 2680],
  [0, 'gold', 2900],
  [10, 'gold', 2900],
  [30, 'gold', 2680],
  [0, 'diamond', 3280],
])('after %i paid units a %s member pays %i', (paid, tier, price) => {
  expect(unitPrice(item, paid, tier)).toBe(price);
});

test.each([
  // final units, paid, final price
  [5, 3280, 3280],
  [30, 3280, 2680],
  [30, 2500, 2500],
  [10, 2900, 2900],
  // Refunds may bring the group back below a tier: nobody pays more afterwards.
  [9, 2980, 2980],
])('with %i units in the end who paid %i pays %i', (units, paid, price) => {
  expect(finalPrice(item, units, fen(paid))).toBe(price);
});

test.each([
  [0, { priceFen: 2980, unitsToGo: 10 }],
  [9, { priceFen: 2980, unitsToGo: 1 }],
  [10, { priceFen: 2680, unitsToGo: 20 }],
  [30, null],
])('after %i units the next tier is %j', (paid, next) => {
  expect(nextTier(item.priceTiers, paid)).toEqual(next);
});

test('an item without tiers is a broken invariant', () => {
  expect(() => tierAt([], 1)).toThrow('at least one price tier');
});
