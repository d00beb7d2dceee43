import { refundUnits } from '../../../cloudfunctions/core/refund/refund-line';
import {
  rewardedAfter,
  rewardedAtSettlement,
  rewardedLines,
} from '../../../cloudfunctions/core/settlement/rewarded-lines';
import { fen, subtractFen } from '../../../src/contract/money';
import type { OrderLine } from '../../../src/contract/order';
import { line } from '../build';

const refunded = (each: OrderLine, units: number): OrderLine => {
  const refund = refundUnits(each, units);
  if (!refund.ok) throw new Error(refund.code);
  return refund.line;
};

test('a refund under way at the settlement is left out of it', () => {
  const lines = [refunded(line({ sku: 'egg', units: 3, price: 1000 }), 1), line({ sku: 'fig', price: 700 })];
  expect(rewardedAtSettlement(lines)).toEqual({ egg: 2000, fig: 700 });
});

test('each refund corrects for itself, whichever is paid back first', () => {
  const before = [line({ sku: 'egg', units: 3, price: 334, coupon: 2 }), line({ sku: 'fig', units: 2, price: 55 })];
  const [egg, fig] = before as [OrderLine, OrderLine];
  const first = [refunded(egg, 1), fig];
  const second = [refunded(first[0] ?? egg, 1), refunded(fig, 2)];
  const given = (from: OrderLine[], to: OrderLine[]) =>
    to.map((each, index) => ({
      sku: each.sku,
      fen: subtractFen(each.givenBackFen, from[index]?.givenBackFen ?? fen(0)),
    }));
  const settled = rewardedAtSettlement(before);
  // 1,000 over three units: 333 come back with the first, 333 with the second.
  const one = rewardedAfter(settled, given(before, first));
  expect(one).toEqual({ egg: 667, fig: 110 });
  const other = rewardedAfter(settled, given(first, second));
  expect(other).toEqual({ egg: 667, fig: 0 });
  expect(rewardedAfter(one, given(first, second))).toEqual(rewardedAfter(other, given(before, first)));
  // The lines count both, the rewards only what was paid back.
  expect(rewardedLines(second, one).map(({ givenBackFen }) => givenBackFen)).toEqual([333, 0]);
  expect(rewardedLines(second, rewardedAfter(one, given(first, second)))).toEqual(second);
});

test('a line that was never settled is a broken invariant', () => {
  expect(() => rewardedLines([line({ sku: 'nut' })], {})).toThrow('nut');
});
