import type { BillKind, MatchClass } from '../../../src/contract/reconciliation';
import { invariant } from '../invariant';

/**
 * One payment, refund or payout as both sides know it, in fen; null: that side does not name it. billFen is the sum of
 * all rows kept: money of a payout that came back is negative, so the two rows of one that never was sum to 0.
 */
export interface BothSides {
  billFen: number | null;
  booksFen: number | null;
}

/** Compares the two sides of an event (rulebook section 11). At least one side names it. */
export function classify({ billFen, booksFen }: BothSides): MatchClass {
  invariant(billFen !== null || booksFen !== null, 'an event that neither side names');
  if (billFen === null) return 'missingInBill';
  // What went and came back moved nothing, so the books need not know it.
  if (booksFen === null) return billFen === 0 ? 'matched' : 'missingInBooks';
  return billFen === booksFen ? 'matched' : 'different';
}

/** What the bill shows more than the books, in fen, counted toward what the provider holds: payments in, the others out. */
export function excessFen(kind: BillKind, { billFen, booksFen }: BothSides): number {
  const excess = (billFen ?? 0) - (booksFen ?? 0);
  return kind === 'pay' || excess === 0 ? excess : -excess;
}
