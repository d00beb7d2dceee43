import type { LedgerKind } from '@/components/points-ledger-row/points-ledger-row';
import type { LedgerRow } from '@/contract/views';

/** How a row of the commission ledger is drawn. */
export function ledgerLook({ kind, balance }: LedgerRow): LedgerKind {
  switch (kind) {
    case 'correction':
      return balance < 0 ? 'debt' : 'correction';
    case 'withdrawal':
      return 'withdrawal';
    case 'withdrawalReturned':
    case 'spendReturned':
    case 'refundReturned':
      return 'refund-back';
    case 'spent':
    case 'redeemed':
      return 'spend';
    case 'expired':
      return 'expiry';
    case 'orderDone':
    case 'firstOrder':
    case 'checkIn':
    case 'other':
      return 'earn';
  }
}
