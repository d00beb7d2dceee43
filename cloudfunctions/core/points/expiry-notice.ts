import { addPoints, isZeroPoints, type Points } from '../../../src/contract/points';
import { dayOf, monthOf, startOfDay, type Day, type Instant, type Month } from '../../../src/contract/time';
import type { Lot } from './lots';

/** The month that takes a lot: what expires at 12-01 00:00 was good to the end of November. */
const expiryMonth = ({ expiresAt }: Lot): Month => monthOf(expiresAt - 1);

/**
 * When the daily job must tell a member which points are about to expire: at the start of the month that takes them, once
 * a month (rulebook section 9). toldMonth: the last month that was told of. lots: in the order of spending.
 */
export function expiryNoticeDueAt(lots: readonly Lot[], toldMonth: Month | null): Instant | null {
  const untold = lots.find((lot) => toldMonth === null || expiryMonth(lot) > toldMonth);
  return untold === undefined ? null : startOfDay(`${expiryMonth(untold)}-01`);
}

/** How many points this month still takes, and the first day after which some are gone; null where it takes none. */
export function expiringThisMonth(lots: readonly Lot[], now: Instant): { points: Points; lastDay: Day } | null {
  const going = lots.filter((lot) => now < lot.expiresAt && expiryMonth(lot) === monthOf(now));
  const [first] = going;
  const sum = addPoints(...going.map((lot) => lot.left));
  return first === undefined || isZeroPoints(sum) ? null : { points: sum, lastDay: dayOf(first.expiresAt - 1) };
}
