import type { Facts } from '../facts';
import type { Reading } from '../reading';
import type { Journal } from '../records/journal';
import type { Withdrawal } from '../records/withdrawal';
import type { Report } from '../report';
import { sum } from '../rules/money';
import { differences, movesOf, withdrawalMoves } from '../rules/moves';
import { MINUTE_MS } from '../rules/shanghai';

/** A function lives no longer: what it looked at is no older. */
const IN_BETWEEN_MS = MINUTE_MS;

interface Posted {
  asked: Journal | null;
  ended: Journal | null;
}

/** By which journal a withdrawal in a state ended; null: it has not. Other states do not exist. */
const ENDS: Readonly<Record<string, string | null>> = {
  requested: null,
  approved: null,
  waitingConfirm: null,
  paid: 'withdrawn',
  expired: 'withdraw-failed',
  failed: 'withdraw-failed',
  rejected: 'withdraw-failed',
};

/**
 * Each payout is asked for, then confirmed or given back or still open, one at a time and of what was there (rulebook
 * section 12).
 */
export function checkWithdrawals(reading: Reading, report: Report, facts: Facts): () => void {
  const posted = new Map<string, Posted>();
  const open = new Map<string, string>();
  const owed = new Map<string, number>();
  /** The last corrections of each account. */
  const corrected = new Map<string, { at: number; amount: number }[]>();
  reading.each('journals', report, (journal) => {
    if (journal.kind.startsWith('withdraw')) take(journal);
    for (const { from, to, amount } of journal.postings) {
      if (isPayees(from) && journal.kind === 'correct')
        corrected.set(from, [...(corrected.get(from) ?? []).slice(-9), { at: journal.at, amount }]);
      if (isPayees(from)) owed.set(from, (owed.get(from) ?? 0) - amount);
      if (isPayees(to)) owed.set(to, (owed.get(to) ?? 0) + amount);
    }
  });

  function correctedSince(account: string, since: number): number {
    return sum((corrected.get(account) ?? []).filter(({ at }) => at >= since).map(({ amount }) => amount));
  }

  function take(journal: Journal): void {
    const { id, kind, memo } = journal;
    const number = String(memo.withdrawalId);
    const withdrawal = facts.withdrawals.get(number);
    if (!withdrawal) return report.find('withdrawal', `${id} is of withdrawal ${number}, which is not there`);
    for (const what of differences(movesOf(journal), withdrawalMoves(kind, withdrawal)))
      report.find('withdrawal', `${id} ${what}`);
    const before = posted.get(number) ?? { asked: null, ended: null };
    posted.set(number, before);
    if (kind === 'withdraw') ask(journal, withdrawal, before);
    else end(journal, withdrawal, before);
  }

  function ask(journal: Journal, withdrawal: Withdrawal, before: Posted): void {
    const payee = `${withdrawal.role}:${withdrawal.merchantId}:${withdrawal.memberId}`;
    const other = open.get(payee);
    if (before.asked) report.find('posted twice', `${journal.id} stands for the same event as ${before.asked.id}`);
    if (other !== undefined) report.find('two open', `${journal.id} was asked for while ${other} was open`);
    // What the payee had at the moment of asking; a correction that came in between leaves a debt, and is no fault.
    const left = (owed.get(`${payee}:payable`) ?? 0) + correctedSince(`${payee}:payable`, journal.at - IN_BETWEEN_MS);
    if (withdrawal.amountFen > left)
      report.find('overdrawn', `${journal.id} takes ${withdrawal.amountFen} fen where ${left} were payable`);
    open.set(payee, withdrawal.id);
    before.asked = journal;
  }

  function end(journal: Journal, withdrawal: Withdrawal, before: Posted): void {
    if (!before.asked) report.find('withdrawal', `${journal.id} ends a payout that was not asked for before`);
    if (before.ended) report.find('posted twice', `${journal.id} ends a payout that ${before.ended.id} ended`);
    open.delete(`${withdrawal.role}:${withdrawal.merchantId}:${withdrawal.memberId}`);
    before.ended ??= journal;
  }

  reading.each('payees', report, ({ id, openWithdrawalId }) => {
    const due = open.get(id) ?? null;
    open.delete(id);
    if (openWithdrawalId !== due)
      report.find(
        'payee',
        `payee ${id} shows ${openWithdrawalId ?? 'none'} as open, the journals say ${due ?? 'none'}`,
      );
  });
  return () => {
    for (const [payee, id] of open)
      report.find('payee', `payee ${payee} is not there, though withdrawal ${id} is open`);
    for (const withdrawal of facts.withdrawals.values()) {
      report.count();
      checkState(withdrawal, posted.get(withdrawal.id) ?? { asked: null, ended: null }, report);
    }
  };
}

const isPayees = (account: string): boolean => account.startsWith('leader:') || account.startsWith('inviter:');

function checkState({ id, state }: Withdrawal, { asked, ended }: Posted, report: Report): void {
  if (!asked) report.find('withdrawal', `withdrawal ${id} has no journal withdraw:${id}`);
  const due = Object.hasOwn(ENDS, state) ? ENDS[state] : undefined;
  if (due === undefined) report.find('withdrawal', `withdrawal ${id} is in a state ${state} that there is none of`);
  else if (due !== (ended?.kind ?? null))
    report.find(
      'withdrawal',
      `withdrawal ${id} is ${state}, but ${ended ? `ended by ${ended.id}` : 'no journal ended it'}`,
    );
}
