import { BILL_KINDS, MATCH_CLASSES, type BillKind, type MatchClass } from '../../../src/contract/reconciliation';
import { classify, type BothSides } from './match';

/** An event as a day's reconciliation meets it. */
export interface DayEvent extends BothSides {
  kind: BillKind;
  /** What this day's bill shows of it, in fen; null: the event is this day's by its journal alone. */
  dayFen: number | null;
}

/** A day's sums in fen, and its events by class. */
export interface DayTotals {
  /**
   * `billFen`: the rows of the day's bill. `booksFen`: what the books say of the same events, less what bills of other
   * days show of them, and the journals of the day that no bill names; so the two differ by what does not match.
   */
  sums: Record<BillKind, { billFen: number; booksFen: number }>;
  /** What the provider kept of the day's payments, less what it gave back with the refunds. Shown, never posted. */
  feesFen: number;
  counts: Record<MatchClass, number>;
}

const byKey = <Key extends string, Value>(keys: readonly Key[], value: () => Value): Record<Key, Value> =>
  Object.fromEntries(keys.map((key) => [key, value()])) as Record<Key, Value>;

export const NO_TOTALS: DayTotals = {
  sums: byKey(BILL_KINDS, () => ({ billFen: 0, booksFen: 0 })),
  feesFen: 0,
  counts: byKey(MATCH_CLASSES, () => 0),
};

/** Adds events and fees to a day's totals. */
export function addToTotals(totals: DayTotals, events: readonly DayEvent[], feesFen: number): DayTotals {
  const sums = { ...totals.sums };
  const counts = { ...totals.counts };
  for (const event of events) {
    const { kind, billFen, booksFen, dayFen } = event;
    const before = sums[kind];
    const otherDaysFen = (billFen ?? 0) - (dayFen ?? 0);
    sums[kind] = {
      billFen: before.billFen + (dayFen ?? 0),
      booksFen: before.booksFen + (booksFen ?? 0) - otherDaysFen,
    };
    counts[classify(event)] += 1;
  }
  return { sums, feesFen: totals.feesFen + feesFen, counts };
}

/** Paid less refunded less paid out, by the bills: what the provider should hold more after the day. */
export const heldByBill = ({ sums }: DayTotals): number =>
  sums.pay.billFen - sums.refund.billFen - sums.transfer.billFen;
