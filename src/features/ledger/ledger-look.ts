import type { LedgerKind } from '@/components/points-ledger-row/points-ledger-row';
import type { LedgerRow } from '@/contract/views';

const LOOKS: Readonly<Record<LedgerRow['kind'], LedgerKind>> = {
  orderDone: 'earn',
  checkIn: 'check-in',
  firstOrder: 'gift',
  spent: 'spend',
  spendReturned: 'refund-back',
  refundReturned: 'refund-back',
  correction: 'correction',
  expired: 'expiry',
  redeemed: 'spend',
  withdrawal: 'withdrawal',
  withdrawalReturned: 'refund-back',
  other: 'earn',
};

/** How a row of the ledger is drawn. */
export const ledgerLook = ({ kind }: LedgerRow): LedgerKind => LOOKS[kind];
