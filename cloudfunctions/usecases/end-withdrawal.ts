import type { Instant } from '../../src/contract/time';
import { invariant } from '../core/invariant';
import { withdrawFailedJournal, withdrawnJournal } from '../core/ledger/journals';
import { canMove, type FinalWithdrawalState } from '../core/withdrawal/withdrawal-states';
import type { WithdrawalDocument } from './documents';
import { payeeId } from './payees';
import type { Transaction } from './ports';
import { postNewJournal } from './post-journal';
import { payoutEnded } from './payout-notices';

export interface WithdrawalEnd {
  state: FinalWithdrawalState;
  endedAt: Instant;
  decision?: WithdrawalDocument['decision'];
  failure: string | null;
}

/**
 * Ends a withdrawal within a transaction that has read it: the journal that pays it out or gives it back, and the payee
 * free to ask again, and told (rulebook section 12).
 */
export async function endWithdrawal(
  transaction: Transaction,
  withdrawal: WithdrawalDocument,
  end: WithdrawalEnd,
  now: Instant,
): Promise<void> {
  const { _id: id, merchantId, role, memberId, amountFen } = withdrawal;
  invariant(
    canMove(withdrawal.state, end.state),
    `withdrawal ${id} cannot go from ${withdrawal.state} to ${end.state}`,
  );
  const payee = await transaction.get('payees', payeeId(withdrawal));
  invariant(payee?.openWithdrawalId === id, `withdrawal ${id} is not the open one of its payee`);
  const event = { id, merchantId, role, payeeId: memberId, amountFen, at: now };
  await postNewJournal(transaction, end.state === 'paid' ? withdrawnJournal(event) : withdrawFailedJournal(event));
  const ended: WithdrawalDocument = { ...withdrawal, ...end, package: null, dueAt: null };
  await transaction.replace('withdrawals', ended);
  await transaction.replace('payees', { ...payee, openWithdrawalId: null });
  await transaction.insert('notices', payoutEnded(ended, now));
}
