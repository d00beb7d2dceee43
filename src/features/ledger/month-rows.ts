import type { LedgerRow } from '@/contract/views';
import { monthOf } from '@/contract/time';
import { formatFen, fen } from '@/contract/money';
import { formatPoints, points } from '@/contract/points';
import { monthWords } from '@/lib/when-words';

type Unit = 'FEN' | 'POINT' | 'GROWTH';

/** One line of the list: the head of a month, or a ledger row with its place in the month's card. */
export type LedgerLine =
  | { kind: 'month'; key: string; title: string; sums: string }
  | { kind: 'row'; key: string; row: LedgerRow; first: boolean; last: boolean };

export const amountText = (amount: number, unit: Unit): string =>
  unit === 'FEN' ? formatFen(fen(amount)) : formatPoints(points(amount));

/** What came in, what was spent, what was corrected, of the rows that are loaded. */
function sumWords(rows: readonly LedgerRow[], unit: Unit): string {
  const sum = (wanted: (row: LedgerRow) => boolean) =>
    rows.filter(wanted).reduce((total, { amount }) => total + amount, 0);
  const isCorrection = ({ kind }: LedgerRow) => kind === 'correction';
  const earned = sum((row) => row.amount > 0 && !isCorrection(row));
  const spent = sum((row) => row.amount < 0 && !isCorrection(row));
  const corrected = sum(isCorrection);
  return [
    earned === 0 ? '' : `得 ${amountText(earned, unit)}`,
    spent === 0 ? '' : `用 ${amountText(-spent, unit)}`,
    corrected === 0 ? '' : `更正 ${amountText(corrected, unit)}`,
  ]
    .filter(Boolean)
    .join('\u3000');
}

/** Rows, newest first, under the heads of their months. */
export function monthLines(rows: readonly LedgerRow[], unit: Unit): LedgerLine[] {
  const months = new Map<string, LedgerRow[]>();
  for (const row of rows) {
    const month = monthOf(row.at);
    months.set(month, [...(months.get(month) ?? []), row]);
  }
  return [...months].flatMap(([month, inMonth]) => [
    { kind: 'month' as const, key: month, title: monthWords(inMonth[0]?.at ?? 0), sums: sumWords(inMonth, unit) },
    ...inMonth.map((row, index) => ({
      kind: 'row' as const,
      key: row.journalId,
      row,
      first: index === 0,
      last: index === inMonth.length - 1,
    })),
  ]);
}
