import { type Fields } from '../fields';

/** A payout asked for by a leader or inviter; its id is the provider's bill number. */
export interface Withdrawal {
  id: string;
  merchantId: string;
  role: string;
  memberId: string;
  amountFen: number;
  state: string;
  askedAt: number;
  dueAt: number | null;
}

export const readWithdrawal = (fields: Fields): Withdrawal => ({
  id: fields.text('_id'),
  merchantId: fields.text('merchantId'),
  role: fields.text('role'),
  memberId: fields.text('memberId'),
  amountFen: fields.integer('amountFen'),
  state: fields.text('state'),
  askedAt: fields.instant('askedAt'),
  dueAt: fields.instantOrNull('dueAt'),
});

/** A leader or inviter as somebody who is paid out: the id is role:merchant:member. */
export interface Payee {
  id: string;
  openWithdrawalId: string | null;
}

export const readPayee = (fields: Fields): Payee => ({
  id: fields.text('_id'),
  openWithdrawalId: fields.textOrNull('openWithdrawalId'),
});
