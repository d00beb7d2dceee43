import { expiringThisMonth, expiryNoticeDueAt } from '../../../cloudfunctions/core/points/expiry-notice';
import { points } from '../../../src/contract/points';
import { at } from '../build';

const lots = (...rows: [expiresAt: string, left: number][]) =>
  rows.map(([expiresAt, left], index) => ({
    id: `${index}`,
    earnedAt: 0,
    expiresAt: at(expiresAt),
    left: points(left),
  }));
/** The usual ones at the ends of November and January, and one given back late on 12-15. */
const three = lots(['2026-12-01 00:00', 36], ['2026-12-15 09:30', 4], ['2027-02-01 00:00', 100]);

test.each([
  // told of, due
  [null, '2026-11-01 00:00'],
  ['2026-10', '2026-11-01 00:00'],
  ['2026-11', '2026-12-01 00:00'],
  ['2026-12', '2027-01-01 00:00'],
  ['2027-01', null],
])('told of %s: the next telling is due %s', (toldMonth, due) => {
  expect(expiryNoticeDueAt(three, toldMonth)).toBe(due === null ? null : at(due));
});

test('without lots nothing is told', () => {
  expect(expiryNoticeDueAt([], null)).toBeNull();
});

test.each([
  // now, points, last day
  ['2026-10-31 23:59', null],
  ['2026-11-01 00:00', { points: 36, lastDay: '2026-11-30' }],
  ['2026-11-30 23:59', { points: 36, lastDay: '2026-11-30' }],
  ['2026-12-01 00:00', { points: 4, lastDay: '2026-12-15' }],
  ['2026-12-15 09:30', null],
  ['2027-01-15 12:00', { points: 100, lastDay: '2027-01-31' }],
])('at %s this month takes %j', (now, going) => {
  expect(expiringThisMonth(three, at(now))).toEqual(going);
});

test('what goes at different days of a month is told together, with the first day', () => {
  const both = lots(['2026-12-15 09:30', 4], ['2027-01-01 00:00', 6]);
  expect(expiringThisMonth(both, at('2026-12-01 00:00'))).toEqual({ points: 10, lastDay: '2026-12-15' });
});
