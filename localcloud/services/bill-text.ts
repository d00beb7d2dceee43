import { payTime } from '../runner/shanghai-time';

/** `12.34` of 1234 fen, `-0.07` of -7. */
export function yuan(fen: number): string {
  const amount = Math.abs(fen);
  return `${fen < 0 ? '-' : ''}${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
}

/** `2026-11-21 12:00:00` on a Shanghai wall clock, as bills write times. */
export function billTime(instant: number): string {
  const t = payTime(instant);
  return `${t.slice(0, 4)}-${t.slice(4, 6)}-${t.slice(6, 8)} ${t.slice(8, 10)}:${t.slice(10, 12)}:${t.slice(12)}`;
}

const line = (cells: readonly string[]): string =>
  cells.map((cell) => `\`${cell.replaceAll('\r', '\\r').replaceAll('\n', '\\n')}`).join(',');

/** A bill as comma-separated text, each cell below the headings led by a backquote like the provider's. */
export const billText = (
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  totalColumns: readonly string[],
  totals: readonly string[],
): string => [columns.join(','), ...rows.map(line), totalColumns.join(','), line(totals), ''].join('\r\n');

/** The provider has a day's bills ready at nine the next morning. */
const READY_AFTER_MS = 9 * 3_600_000;

/** Whether the bills of a Shanghai day, `yyyyMMdd`, are there. */
export const isReady = (day: string, now: number): boolean => {
  const newest = payTime(now - 24 * 3_600_000 - READY_AFTER_MS).slice(0, 8);
  return day <= newest;
};
