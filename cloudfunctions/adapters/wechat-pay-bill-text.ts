/** A bill as a table: WeChat Pay's trade bills and fund flow bills have the same form. */
export interface BillText {
  rows: BillLine[];
  totals: BillLine;
}

/** One line: its cells by the names in the line of headings above it. */
export interface BillLine {
  has(column: string): boolean;
  /** Throws when the bill has no such column. */
  text(column: string): string;
  /** An amount of yuan, or a number, exactly: in hundredths. */
  hundredths(column: string): number;
}

/** `12.34`, `-0.06000` (fees have five decimals, of which the last three are always 0) or `20` in hundredths. */
export function hundredthsOf(decimal: string): number {
  const parts = /^(-?)(\d+)(?:\.(\d{0,2})(0*))?$/.exec(decimal);
  if (!parts) throw new Error(`a bill with an amount of ${decimal}`);
  const [, sign, whole, fraction = ''] = parts;
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  if (!Number.isSafeInteger(value)) throw new Error(`a bill with an amount of ${decimal}`);
  return sign === '-' && value !== 0 ? -value : value;
}

/**
 * A line's cell by column. A text that a merchant chose may hold commas, and even a comma and a backquote: what comes
 * before the first such column is counted from the left, what comes after it from the right.
 */
function line(columns: readonly string[], cells: readonly string[], freeColumn: number): BillLine {
  const isWhole = cells.length === columns.length || (freeColumn >= 0 && cells.length > columns.length);
  if (!isWhole) throw new Error(`a bill with a line of ${cells.length} cells under ${columns.length} headings`);
  const text = (column: string): string => {
    const index = columns.indexOf(column);
    if (index < 0) throw new Error(`a bill without ${column}`);
    const isRight = freeColumn >= 0 && index > freeColumn;
    return cells[isRight ? cells.length - columns.length + index : index] ?? '';
  };
  return {
    has: (column) => columns.includes(column),
    text,
    hundredths: (column) => hundredthsOf(text(column)),
  };
}

const cellsOf = (row: string): string[] => row.slice(1).split(',`');

/**
 * Reads a bill: headings, a row for each line that begins with a backquote, headings of the totals (the first of which is
 * `firstTotal`), and the totals. `freeColumns`: whose text merchants choose, next to each other. Throws when it has another form.
 */
export function readBill(bill: string, firstTotal: string, freeColumns: readonly string[]): BillText {
  // A line end within a text that a merchant chose is not the end of a row.
  const lines = bill
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(new RegExp(`\\r?\\n(?=\`|${firstTotal},)`));
  const split = lines.findIndex((text) => text.startsWith(`${firstTotal},`));
  const [headings = '', ...rows] = lines.slice(0, Math.max(split, 0));
  const [totalHeadings = '', totals = '', ...more] = lines.slice(split);
  if (split < 1 || more.length > 0 || !totals.startsWith('`')) throw new Error('a bill without its totals');
  const columns = headings.split(',');
  const freeColumn = columns.findIndex((column) => freeColumns.includes(column));
  return {
    rows: rows.map((row) => line(columns, cellsOf(row), freeColumn)),
    totals: line(totalHeadings.split(','), cellsOf(totals), -1),
  };
}

/** The sum of a column in hundredths, of the rows that count. */
export const sumOf = (rows: readonly BillLine[], column: string): number =>
  rows.reduce((sum, row) => sum + row.hundredths(column), 0);

/** Throws unless the total is what its rows sum to. */
export function checkTotal(totals: BillLine, column: string, hundredths: number): void {
  const told = totals.hundredths(column);
  if (told === hundredths) return;
  throw new Error(`a bill whose ${column} is ${told / 100}, while its rows sum to ${hundredths / 100}`);
}
