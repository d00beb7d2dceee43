import { endOfDay, HOUR_MS, MINUTE_MS, startOfDay, type Day, type Instant } from '../../../src/contract/time';

/** The provider has a day's bill at ten the next morning at the latest. */
const READY_MS = 10 * HOUR_MS;
/**
 * A journal may say an instant a little before the provider's, by a clock that is behind or by how long its function
 * took; so the last minutes of a day are looked at together with the next day, whose bill may name them.
 */
const CLOCKS_MS = 10 * MINUTE_MS;

/** When a day is reconciled first (rulebook section 11). */
export const reconcileFrom = (day: Day): Instant => endOfDay(day) + READY_MS;

/** The instants whose journals are looked at with a day, half open: every instant is in exactly one day's. */
export const journalWindow = (day: Day): { from: Instant; until: Instant } => ({
  from: startOfDay(day) - CLOCKS_MS,
  until: endOfDay(day) - CLOCKS_MS,
});
