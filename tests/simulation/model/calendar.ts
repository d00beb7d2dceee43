/** Shanghai is eight hours ahead, all year. */
const AHEAD_MS = 8 * 3_600_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** The day in Shanghai, `2026-11-21`. */
export const dayOf = (at: number): string => new Date(at + AHEAD_MS).toISOString().slice(0, 10);
/** The month in Shanghai, `2026-11`. */
export const monthOf = (at: number): string => dayOf(at).slice(0, 7);
export const dateOf = (at: number): number => Number(dayOf(at).slice(8));
export const startOfDay = (at: number): number => Math.floor((at + AHEAD_MS) / DAY_MS) * DAY_MS - AHEAD_MS;
/** The instant at which a day begins. */
export const beginningOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) - AHEAD_MS;

/** When points earned at an instant are over: after the last day of the n-th calendar month after theirs (section 9). */
export function endOfMonth(at: number, monthsAfter: number): number {
  const [year = 0, month = 0] = monthOf(at).split('-').map(Number);
  const months = year * 12 + (month - 1) + monthsAfter + 1;
  return Date.UTC(Math.floor(months / 12), months % 12, 1) - AHEAD_MS;
}
