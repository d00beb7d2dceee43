import type { Journal, JournalKind } from '../../../src/contract/ledger';
import type { BillKind } from '../../../src/contract/reconciliation';
import { clearing } from '../ledger/accounts';
import { deltas } from '../ledger/journal';
import { payId, refundId, withdrawnId } from '../ledger/journals';

/** An event that moves money at the provider. number: the order's, the refund's or the payout's, as on the bill. */
export interface MoneyEvent {
  kind: BillKind;
  number: string;
}

const KINDS: Partial<Record<JournalKind, BillKind>> = { pay: 'pay', refund: 'refund', withdrawn: 'transfer' };

/** The journal that books an event of the bill. */
export function journalIdOf({ kind, number }: MoneyEvent): string {
  switch (kind) {
    case 'pay':
      return payId(number);
    case 'refund':
      return refundId(number);
    case 'transfer':
      return withdrawnId(number);
  }
}

/** What names an event of a merchant in all collections: merchant, kind and number. */
export const eventKey = (merchantId: string, { kind, number }: MoneyEvent): string => `${merchantId}:${kind}:${number}`;

/**
 * The event that a journal books, with its amount in fen as the bill shows it; null where no money moves at the
 * provider: a payment of nothing, a refund of points alone, and every other kind.
 */
export function moneyEventOf(
  journal: Pick<Journal, '_id' | 'kind' | 'merchantId' | 'postings'>,
): (MoneyEvent & { fen: number }) | null {
  const kind = KINDS[journal.kind];
  const moved = deltas(journal).get(clearing(journal.merchantId)) ?? 0;
  if (kind === undefined || moved === 0) return null;
  // Clearing is counted from the provider's side: a payment takes from it, the others give to it.
  return { kind, number: journal._id.slice(journal._id.indexOf(':') + 1), fen: kind === 'pay' ? -moved : moved };
}
