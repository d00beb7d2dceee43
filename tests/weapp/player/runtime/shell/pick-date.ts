import { pick } from './pick';

/** Days and times by wheels. Times are `HH:mm`, days `YYYY-MM-DD`, as WeChat's picker writes them. */

const two = (value: number): string => String(value).padStart(2, '0');
const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
const clampText = (text: string, low: string, high: string): string => (text < low ? low : text > high ? high : text);

export async function pickTime(title: string, value: string, start: string, end: string): Promise<string | undefined> {
  const from = start || '00:00';
  const to = end || '23:59';
  const [hour = 0, minute = 0] = clampText(value || from, from, to)
    .split(':')
    .map(Number);
  const columns = [range(0, 23).map(two), range(0, 59).map(two)];
  const chosen = await pick({ title, columns, chosen: [hour, minute] });
  return chosen && clampText(`${two(chosen[0] ?? 0)}:${two(chosen[1] ?? 0)}`, from, to);
}

type Fields = 'day' | 'month' | 'year';
const PARTS: Record<Fields, number> = { year: 1, month: 2, day: 3 };
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

export async function pickDate(
  title: string,
  value: string,
  start: string,
  end: string,
  fields: Fields,
): Promise<string | undefined> {
  const from = start || '1900-01-01';
  const to = end || '2100-12-31';
  const [firstYear = 1900, lastYear = 2100] = [from, to].map((day) => Number(day.slice(0, 4)));
  const [year = firstYear, month = 1, day = 1] = clampText(value || from, from, to)
    .split('-')
    .map(Number);
  const years = range(firstYear, lastYear);
  const columnsOf = (y: number, m: number): string[][] =>
    [
      years.map((each) => `${each}年`),
      range(1, 12).map((each) => `${each}月`),
      range(1, daysIn(y, m)).map((each) => `${each}日`),
    ].slice(0, PARTS[fields]);
  const dateOf = (chosen: readonly number[]): [number, number, number] => [
    years[chosen[0] ?? 0] ?? firstYear,
    (chosen[1] ?? 0) + 1,
    (chosen[2] ?? 0) + 1,
  ];
  const chosen = await pick({
    title,
    columns: columnsOf(year, month),
    chosen: [years.indexOf(year), month - 1, day - 1],
    turned: (_, now) => {
      const [y, m] = dateOf(now);
      return { columns: columnsOf(y, m), chosen: now };
    },
  });
  if (!chosen) return undefined;
  const [y, m, d] = dateOf(chosen);
  const text = `${y}-${two(m)}-${two(Math.min(d, daysIn(y, m)))}`;
  return clampText(text, from, to).slice(0, [4, 7, 10][PARTS[fields] - 1]);
}
