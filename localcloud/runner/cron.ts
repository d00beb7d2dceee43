import { DAY_MS, SHANGHAI_OFFSET_MS } from './shanghai-time';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** A schedule that names no day within this span is taken to be over. */
const HORIZON_DAYS = 366 * 9;

interface Field {
  /** The field was written `*` or `?`, which matters where day and weekday meet. */
  any: boolean;
  has(value: number): boolean;
  values: number[];
}

/** When a timer fires next: milliseconds since 1970, strictly after `instant`; undefined when never again. */
export type Schedule = (instant: number) => number | undefined;

function parseField(text: string, low: number, high: number, names: readonly string[] = [], firstName = 0): Field {
  const number = (part: string): number => {
    const named = names.indexOf(part.toUpperCase());
    const value = named >= 0 ? named + firstName : /^\d+$/.test(part) ? Number(part) : NaN;
    if (!(value >= low && value <= high)) throw new Error(`cron: "${part}" is not between ${low} and ${high}`);
    return value;
  };
  const chosen = new Set<number>();
  for (const item of text.split(',')) {
    const [range = '', step] = item.split('/');
    const every = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(every) || every < 1) throw new Error(`cron: "${item}" has no valid step`);
    const [from, to] = range.split('-') as [string, string?];
    const start = from === '*' || from === '?' ? low : number(from);
    // "5/10" counts from five to the end of the field; "5" alone is just five.
    const end = to !== undefined ? number(to) : start === low && /^[*?]/.test(from) ? high : step ? high : start;
    for (let value = start; value <= end; value += every) chosen.add(value);
  }
  const values = [...chosen].sort((a, b) => a - b);
  return { any: /^[*?]$/.test(text), has: (value) => chosen.has(value), values };
}

/**
 * Reads the platform's seven-field expression: second minute hour day month weekday year, on a Shanghai clock.
 * A day and a weekday given together mean "either". Throws on anything it cannot read.
 */
export function parseCron(expression: string): Schedule {
  const fields = expression.trim().split(/\s+/);
  if (fields.length !== 7) throw new Error(`cron: "${expression}" needs seven fields`);
  const [second, minute, hour, day, month, weekday, year] = fields as [string, ...string[]];
  const seconds = parseField(second, 0, 59);
  const minutes = parseField(minute!, 0, 59);
  const hours = parseField(hour!, 0, 23);
  const days = parseField(day!, 1, 31);
  const months = parseField(month!, 1, 12, MONTHS, 1);
  const weekdays = parseField(weekday!, 0, 6, WEEKDAYS);
  const years = parseField(year!, 1970, 2099);

  const dayMatches = (date: Date): boolean => {
    const inMonth = days.has(date.getUTCDate());
    const inWeek = weekdays.has(date.getUTCDay());
    const either = days.any || weekdays.any ? inMonth && inWeek : inMonth || inWeek;
    return either && months.has(date.getUTCMonth() + 1) && years.has(date.getUTCFullYear());
  };

  return (instant) => {
    const wall = instant + SHANGHAI_OFFSET_MS;
    const today = Math.floor(wall / DAY_MS) * DAY_MS;
    for (let index = 0; index < HORIZON_DAYS; index += 1) {
      const midnight = today + index * DAY_MS;
      if (!dayMatches(new Date(midnight))) continue;
      for (const h of hours.values) {
        for (const m of minutes.values) {
          const start = midnight + (h * 60 + m) * 60_000;
          if (start + 59_000 <= wall) continue;
          const s = seconds.values.find((value) => start + value * 1000 > wall);
          if (s !== undefined) return start + s * 1000 - SHANGHAI_OFFSET_MS;
        }
      }
    }
    return undefined;
  };
}
