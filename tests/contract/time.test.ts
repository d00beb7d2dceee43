import fc from 'fast-check';
import { DAY_MS, dayOf, endOfDay, endOfMonthAfter, monthOf, startOfDay, wallClock } from '../../src/contract/time';

const at = (text: string): number => Date.parse(text);

test.each([
  // instant, day, month: midnight is Shanghai's
  ['2026-11-21T15:59:59.999Z', '2026-11-21', '2026-11'],
  ['2026-11-21T16:00:00.000Z', '2026-11-22', '2026-11'],
  ['2026-12-31T16:00:00.000Z', '2027-01-01', '2027-01'],
])('%s is on %s in %s', (instant, day, month) => {
  expect(dayOf(at(instant))).toBe(day);
  expect(monthOf(at(instant))).toBe(month);
});

test.each([
  // instant, months, end: the first instant after the last day
  ['2026-11-21T12:00:00+08:00', 12, '2027-12-01T00:00:00+08:00'],
  ['2026-11-30T23:59:59.999+08:00', 12, '2027-12-01T00:00:00+08:00'],
  ['2026-12-01T00:00:00+08:00', 12, '2028-01-01T00:00:00+08:00'],
  ['2027-02-28T12:00:00+08:00', 12, '2028-03-01T00:00:00+08:00'],
  ['2026-12-31T23:00:00+08:00', 0, '2027-01-01T00:00:00+08:00'],
  ['2026-01-31T12:00:00+08:00', 1, '2026-03-01T00:00:00+08:00'],
])('the month %s plus %i ends at %s', (instant, months, end) => {
  expect(endOfMonthAfter(at(instant), months)).toBe(at(end));
});

test('wall clock', () => {
  expect(wallClock(at('2026-11-22T07:05:00+08:00'))).toEqual({
    year: 2026,
    month: 11,
    date: 22,
    weekday: 0,
    hour: 7,
    minute: 5,
  });
});

test('every instant lies in its own day', () => {
  fc.assert(
    fc.property(fc.integer({ min: at('1995-01-01T00:00:00Z'), max: at('2100-01-01T00:00:00Z') }), (instant) => {
      const day = dayOf(instant);
      expect(startOfDay(day)).toBeLessThanOrEqual(instant);
      expect(endOfDay(day)).toBeGreaterThan(instant);
      expect(endOfDay(day) - startOfDay(day)).toBe(DAY_MS);
    }),
  );
});
