import type { PayeeRole } from '../../src/contract/withdrawal';
import type { PayeeDocument } from './documents';

/** Who is paid out, as which of their parts at a merchant. */
export interface Payee {
  role: PayeeRole;
  merchantId: string;
  memberId: string;
}

export const payeeId = ({ role, merchantId, memberId }: Payee): string => `${role}:${merchantId}:${memberId}`;

/** A payee before they ever asked for a payout. */
export const newPayee = (payee: Payee): PayeeDocument => ({
  _id: payeeId(payee),
  v: 1,
  rev: 0,
  merchantId: payee.merchantId,
  role: payee.role,
  memberId: payee.memberId,
  openWithdrawalId: null,
});
