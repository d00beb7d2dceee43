import type { BillKind } from '../../../src/contract/reconciliation';
import type { MoneyEvent } from './money-event';

/** A row of the provider's bill, in fen; see BillRow in usecases/ports. */
interface Row extends MoneyEvent {
  fen: number;
  /** Kept of a payment, or given back with a refund: never negative. */
  feeFen: number;
}

/** What a day's bill shows of one event, in fen. */
export interface SummedRow extends MoneyEvent {
  fen: number;
  /** What the provider kept; negative: gave back. */
  feeFen: number;
}

const signOfFee = (kind: BillKind): 1 | -1 => (kind === 'refund' ? -1 : 1);

/**
 * A bill with one row an event: a payout that came back on the same day stands in two rows. Sorted by kind and number,
 * so that whoever reads the bill again goes on where the last reader stopped.
 */
export function sumRows(rows: readonly Row[]): SummedRow[] {
  const sums = new Map<string, SummedRow>();
  for (const { kind, number, fen, feeFen } of rows) {
    const name = `${kind}:${number}`;
    const before = sums.get(name) ?? { kind, number, fen: 0, feeFen: 0 };
    sums.set(name, { ...before, fen: before.fen + fen, feeFen: before.feeFen + signOfFee(kind) * feeFen });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
