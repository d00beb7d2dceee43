import fc from 'fast-check';
import { refundUnits } from '../../../cloudfunctions/core/refund/refund-line';
import {
  commissionRate,
  correction,
  referralDue,
  referralLimit,
  rewards,
  rewardTerms,
} from '../../../cloudfunctions/core/reward/rewards';
import { DEFAULT_SETTINGS as settings } from '../../../cloudfunctions/core/settings';
import { fen } from '../../../src/contract/money';
import { points } from '../../../src/contract/points';
import { DAY_MS } from '../../../src/contract/time';
import { at, line, referral, terms } from '../build';

test('the example: kept 9,876, then one of three units refunded', () => {
  const before = line({ units: 3, price: 3292 });
  const earned = rewards([before], terms(), 2000);
  expect(earned).toEqual({ commissionFen: 790, referral: 197, points: 108, growth: 98 });
  const refund = refundUnits(before, 1);
  if (!refund.ok) throw new Error(refund.code);
  expect(refund.fen).toBe(3292);
  const after = rewards([refund.line], terms(), 2000);
  expect(after).toEqual({ commissionFen: 526, referral: 131, points: 72, growth: 65 });
  expect(correction(earned, after)).toEqual({ commissionFen: 264, referral: 66, points: 36, growth: 33 });
});

test.each([
  // what, lines, terms, limit, rewards
  ['commission floors by line', [line({ price: 1249 }), line({ price: 1249 })], terms(), 9999, [198, 49, 27, 24]],
  ['rates by line', [line({ commissionBps: 0 }), line({ commissionBps: 1200 })], terms(), 9999, [120, 40, 22, 20]],
  ['the limit', [line({ price: 200_000 })], terms(), 2000, [16_000, 2000, 2200, 2000]],
  ['nothing left of the month', [line()], terms(), 0, [80, 0, 11, 10]],
  ['no inviter', [line()], terms({ referral: null }), 0, [80, 0, 11, 10]],
  ['one fen under a yuan', [line({ price: 99 })], terms({ multiplierBps: 10_000 }), 9999, [7, 1, 0, 0]],
  ['points pay nothing back', [line({ price: 1000, points: 500 })], terms(), 9999, [40, 10, 5, 5]],
])('%s', (_, lines, each, limit, [commissionFen, reward, earned, growth]) => {
  expect(rewards(lines, each, limit)).toEqual({ commissionFen, referral: reward, points: earned, growth });
});

test.each([
  // used this month, limit
  [0, 2000],
  [48_000, 2000],
  [48_001, 1999],
  [49_999, 1],
  [50_000, 0],
  [60_000, 0],
])('with %i used this month an order brings at most %i', (used, limit) => {
  expect(referralLimit(terms(), used)).toBe(limit);
});

const boundAt = at('2026-06-01 12:00');
const facts = {
  settings,
  inviterId: 'ann',
  boundAt,
  paidAt: boundAt,
  memberId: 'bob',
  leaderId: 'lea',
  staffIds: ['sam', 'sue'],
};

test.each([
  ['paid at once', {}, true],
  ['paid in the last millisecond', { paidAt: boundAt + 180 * DAY_MS - 1 }, true],
  ['paid after 180 days', { paidAt: boundAt + 180 * DAY_MS }, false],
  ['no inviter', { inviterId: null, boundAt: null }, false],
  ['the inviter is the member', { inviterId: 'bob' }, false],
  ['the inviter leads the group', { inviterId: 'lea' }, false],
  ['the inviter is staff', { inviterId: 'sue' }, false],
])('a referral reward is due: %s', (_, each, due) => {
  expect(referralDue({ ...facts, ...each })).toBe(due);
});

test('terms are those of the payment', () => {
  expect(rewardTerms({ ...facts, tier: 'gold' })).toEqual({
    programmeVersion: 1,
    tier: 'gold',
    multiplierBps: 12_500,
    referral: referral({ inviterId: 'ann' }),
  });
  expect(rewardTerms({ ...facts, tier: 'gold', staffIds: ['ann'] }).referral).toBeNull();
});

test.each([
  [500, 600, 500],
  [0, 600, 0],
  [null, 600, 600],
  [null, null, 800],
])("commission: item's %p, leader's %p: %i", (item, leader, rate) => {
  expect(commissionRate(settings, item, leader)).toBe(rate);
});

test('a correction that would add is a broken invariant', () => {
  const none = { commissionFen: fen(0), referral: 0, points: points(0), growth: 0 };
  expect(() => correction(none, { ...none, growth: 1 })).toThrow('never raises');
});

test('what stands after corrections are the rewards of what was kept', () => {
  const sold = fc.record({
    units: fc.integer({ min: 1, max: 9 }),
    price: fc.integer({ min: 1, max: 99_999 }),
    commissionBps: fc.nat(3000),
  });
  fc.assert(
    fc.property(
      fc.array(sold, { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat(4)),
      fc.nat(3000),
      (some, refunds, limit) => {
        let lines = some.map(line);
        let standing = rewards(lines, terms(), limit);
        const taken = { commissionFen: 0, referral: 0, points: 0, growth: 0 };
        const start = standing;
        for (const index of refunds) {
          lines = lines.map((each, position) => {
            const refund = position === index ? refundUnits(each, 1) : undefined;
            return refund?.ok ? refund.line : each;
          });
          const after = rewards(lines, terms(), limit);
          const difference = correction(standing, after);
          taken.commissionFen += Number(difference.commissionFen);
          taken.referral += difference.referral;
          taken.points += Number(difference.points);
          taken.growth += difference.growth;
          standing = after;
        }
        const left = rewards(lines, terms(), limit);
        expect(Number(start.commissionFen) - taken.commissionFen).toBe(left.commissionFen);
        expect(start.referral - taken.referral).toBe(left.referral);
        expect(Number(start.points) - taken.points).toBe(left.points);
        expect(start.growth - taken.growth).toBe(left.growth);
      },
    ),
  );
});
