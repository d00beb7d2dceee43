import { NO_POINTS, type PointsState } from '../../../cloudfunctions/core/points/lots';
import { redeem, rewardCouponExpiry } from '../../../cloudfunctions/core/shop/redeem';
import { points } from '../../../src/contract/points';
import { at } from '../build';

const NOW = at('2026-11-21 12:00');
const lot = (id: string, expiresAt: number, left: number) => ({ id, earnedAt: 0, expiresAt, left: points(left) });
const having = (...lots: PointsState['lots']): PointsState => ({ ...NO_POINTS, lots });
const rich = having(lot('old', NOW + 1, 30), lot('new', NOW + 2, 100));

test.each([
  // what, points, limit, redeemed, state, outcome
  ['the earliest expiry first', 50, null, 9, rich, 'old 30, new 20'],
  ['all that there is', 130, null, 0, rich, 'old 30, new 100'],
  ['one point too few', 131, null, 0, rich, 'notEnoughPoints 130'],
  ['the last that is allowed', 50, 2, 1, rich, 'old 30, new 20'],
  ['over the limit', 50, 2, 2, rich, 'overLimit 2 of 2'],
  ['a limit that was lowered', 50, 1, 5, rich, 'overLimit 5 of 1'],
  ['expired at this instant', 50, null, 0, having(lot('old', NOW, 90)), 'notEnoughPoints 0'],
  ['a debt', 50, null, 0, { ...NO_POINTS, debt: points(7) }, 'notEnoughPoints 0'],
] as const)('%s: %i points', (_, price, limitPerMember, redeemed, state, outcome) => {
  const result = redeem({ points: points(price), limitPerMember }, redeemed, state, NOW);
  expect(wordsOf(result)).toBe(outcome);
});

function wordsOf(result: ReturnType<typeof redeem>): string {
  if (result.ok) return result.parts.map((part) => `${part.lot} ${part.amount}`).join(', ');
  return result.code === 'overLimit'
    ? `overLimit ${result.redeemed} of ${result.limit}`
    : `notEnoughPoints ${Number(result.available)}`;
}

test.each([
  // redeemed, days, good until
  ['2026-11-21 00:00', 1, '2026-11-23 00:00'],
  ['2026-11-21 23:59', 1, '2026-11-23 00:00'],
  ['2026-11-21 12:00', 7, '2026-11-29 00:00'],
  ['2028-02-28 12:00', 1, '2028-03-01 00:00'],
])('a coupon redeemed %s for %i days is good until %s', (redeemed, days, until) => {
  expect(rewardCouponExpiry(at(redeemed), days)).toBe(at(until));
});
