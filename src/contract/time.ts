/** Calendar days and months of the product are Shanghai's; it has kept UTC+8 without summer time since 1992. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** An instant: epoch milliseconds. */
export type Instant = number;
/** A calendar day in Shanghai, `2026-11-21`. */
export type Day = string;
/** A calendar month in Shanghai, `2026-11`. */
export type Month = string;

const shifted = (at: Instant): Date => new Date(at + SHANGHAI_OFFSET_MS);

export const dayOf = (at: Instant): Day => shifted(at).toISOString().slice(0, 10);
export const monthOf = (at: Instant): Month => shifted(at).toISOString().slice(0, 7);
/** The instant at which a Shanghai day begins. */
export const startOfDay = (day: Day): Instant => Date.parse(`${day}T00:00:00+08:00`);
/** The instant at which a Shanghai day ends: the first of the next one (24:00). */
export const endOfDay = (day: Day): Instant => startOfDay(day) + DAY_MS;

/** The end (24:00, Shanghai) of the last day of the n-th month after the month of `at`. months: 0 or more. */
export function endOfMonthAfter(at: Instant, months: number): Instant {
  const date = shifted(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 1) - SHANGHAI_OFFSET_MS;
}

/** Wall-clock parts in Shanghai; weekday 0 is Sunday. */
export function wallClock(at: Instant): {
  year: number;
  month: number;
  date: number;
  weekday: number;
  hour: number;
  minute: number;
} {
  const date = shifted(at);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    date: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
}
