const OFFSET_MS = 8 * 60 * 60 * 1000;
export const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

const wall = (at: number): Date => new Date(at + OFFSET_MS);

/** The calendar day of an instant in Shanghai: `2026-11-21`. */
export const dayOf = (at: number): string => wall(at).toISOString().slice(0, 10);

/** When the day of an instant began in Shanghai. */
export const startOfDay = (at: number): number => at - ((at + OFFSET_MS) % DAY_MS);

/** The calendar month of an instant in Shanghai: `2026-11`. */
export const monthOf = (at: number): string => dayOf(at).slice(0, 7);

/** The end of the last day of the n-th calendar month after the month of an instant, in Shanghai. */
export const endOfMonth = (at: number, monthsAfter: number): number =>
  Date.UTC(wall(at).getUTCFullYear(), wall(at).getUTCMonth() + monthsAfter + 1, 1) - OFFSET_MS;

/** Whether a text is a calendar day. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** An instant as an operator reads it, on Shanghai's clock: `2026-11-21 08:30:00`. */
export const clockText = (at: number): string => wall(at).toISOString().slice(0, 19).replace('T', ' ');

/** How long something is ago, roughly: `3 h`. */
export function ageText(ms: number): string {
  if (ms < 2 * MINUTE_MS) return `${Math.max(0, Math.round(ms / 1000))} s`;
  if (ms < 120 * MINUTE_MS) return `${Math.round(ms / MINUTE_MS)} min`;
  return ms < 2 * DAY_MS ? `${Math.round(ms / (60 * MINUTE_MS))} h` : `${Math.round(ms / DAY_MS)} days`;
}
