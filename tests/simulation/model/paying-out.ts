import type { Books } from './books';
import type { Happening, WithdrawalFacts } from './history';
import { sumOf } from './numbers';
import { money, type Posting } from './postings';

/** From payable to withdrawing, and then out or back (rulebook section 12); undefined: there is no such withdrawal. */
export function payOut(
  books: Books,
  { kind, withdrawalId, at }: Happening & { kind: 'withdraw' | 'withdrawn' | 'withdraw-failed' },
): Posting[] | undefined {
  const facts = books.history.withdrawals.find((each) => each.withdrawalId === withdrawalId);
  if (!facts) return undefined;
  const { role, merchantId: m, memberId, amountFen } = facts;
  const payee = `${role}:${m}:${memberId}`;
  const where = `withdrawal ${withdrawalId}`;
  if (kind === 'withdraw') {
    checkRequest(books, facts, payee, at);
    books.openPayouts.set(payee, withdrawalId);
    return [money(`${payee}:payable`, `${payee}:withdrawing`, amountFen)];
  }
  books.c.same(where, 'the open withdrawal of its payee', withdrawalId, books.openPayouts.get(payee));
  books.openPayouts.delete(payee);
  const to = kind === 'withdrawn' ? `wechat:${m}:clearing` : `${payee}:payable`;
  return [money(`${payee}:withdrawing`, to, amountFen)];
}

function checkRequest(books: Books, facts: WithdrawalFacts, payee: string, at: number): void {
  const { withdrawalId, merchantId, amountFen } = facts;
  const { c, history } = books;
  const where = `withdrawal ${withdrawalId}`;
  const account = `${payee}:payable`;
  // A correction of the same instant may have come after the look at the balance.
  const lately = books.takenBack.filter(
    (each) => each.account === account && Math.abs(each.at - at) <= history.clocksApartMs,
  );
  const most = (books.balances.get(account) ?? 0) + sumOf(lately, ({ amount }) => amount);
  c.must(amountFen <= most, where, `${amountFen} fen were asked for, payable were ${most}`);
  const { minFen = 0, maxFen = 0 } = books.settings.get(merchantId)?.withdrawal ?? {};
  c.must(amountFen >= minFen && amountFen <= maxFen, where, `${amountFen} fen are not within ${minFen} to ${maxFen}`);
  c.must(!books.openPayouts.has(payee), where, `${books.openPayouts.get(payee)} was open`);
}
