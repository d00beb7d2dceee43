import { DAY_MS, dayOf, startOfDay, type Day } from '../../../src/contract/time';
import type { Points } from '../../../src/contract/points';
import { invariant } from '../invariant';
import type { Refusal } from '../result';
import type { MerchantSettings } from '../settings';

/** A member's streak of daily check-ins at one merchant; streak: days in a row, the last one included. */
export interface CheckInStreak {
  lastDay: Day | null;
  streak: number;
}

/** Checks in for today: the streak goes on from yesterday or begins again, and pays by its day (rulebook section 9). */
export function checkIn(
  settings: Pick<MerchantSettings, 'pointsRewards'>,
  before: CheckInStreak,
  today: Day,
): { ok: true; streak: CheckInStreak; points: Points } | Refusal<'alreadyCheckedIn'> {
  // A clock that jumped back must not pay a day twice.
  if (before.lastDay !== null && before.lastDay >= today) return { ok: false, code: 'alreadyCheckedIn' };
  const yesterday = dayOf(startOfDay(today) - DAY_MS);
  const streak = before.lastDay === yesterday ? before.streak + 1 : 1;
  return { ok: true, streak: { lastDay: today, streak }, points: checkInReward(settings, streak) };
}

/** Points for the n-th day of a streak, n from 1: the sequence, over and over. */
export function checkInReward(settings: Pick<MerchantSettings, 'pointsRewards'>, streak: number): Points {
  const sequence = settings.pointsRewards.checkIn;
  const reward = sequence[(streak - 1) % sequence.length];
  invariant(reward !== undefined, `no check-in reward for day ${streak}`);
  return reward;
}
