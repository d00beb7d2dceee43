import { checkIn, checkInReward, type CheckInStreak } from '../../../cloudfunctions/core/points/check-in';
import { DEFAULT_SETTINGS as settings } from '../../../cloudfunctions/core/settings';
import { DAY_MS, dayOf, startOfDay } from '../../../src/contract/time';

test('the sequence of a streak: 1, 1, 2, 2, 3, 3, 5, then again from 1', () => {
  const days = Array.from({ length: 15 }, (_, index) => dayOf(startOfDay('2026-12-28') + index * DAY_MS));
  let streak: CheckInStreak = { lastDay: null, streak: 0 };
  const rewards = days.map((day) => {
    const result = checkIn(settings, streak, day);
    if (!result.ok) throw new Error(result.code);
    streak = result.streak;
    return Number(result.points);
  });
  expect(rewards).toEqual([1, 1, 2, 2, 3, 3, 5, 1, 1, 2, 2, 3, 3, 5, 1]);
});

test.each([
  // last day, streak, today, outcome
  ['2026-11-20', 4, '2026-11-21', { ok: true, streak: { lastDay: '2026-11-21', streak: 5 }, points: 3 }],
  ['2026-11-19', 4, '2026-11-21', { ok: true, streak: { lastDay: '2026-11-21', streak: 1 }, points: 1 }],
  ['2026-11-21', 4, '2026-11-21', { ok: false, code: 'alreadyCheckedIn' }],
  ['2026-11-22', 4, '2026-11-21', { ok: false, code: 'alreadyCheckedIn' }],
  ['2026-12-31', 6, '2027-01-01', { ok: true, streak: { lastDay: '2027-01-01', streak: 7 }, points: 5 }],
  [null, 0, '2026-11-21', { ok: true, streak: { lastDay: '2026-11-21', streak: 1 }, points: 1 }],
])('after %p (streak %i) on %s: %j', (lastDay, streak, today, outcome) => {
  expect(checkIn(settings, { lastDay, streak }, today)).toEqual(outcome);
});

test('there is no day 0', () => {
  expect(() => checkInReward(settings, 0)).toThrow('no check-in reward');
});
