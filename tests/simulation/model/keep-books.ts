import { Books } from './books';
import type { Comparison } from './comparison';
import { checkDailyWork, tellOfTier } from './daily-work';
import { earn, expire, redeem } from './earning';
import type { GroupEnd } from './group-end';
import type { Happening, History, ShownJournal } from './history';
import type { Order } from './order';
import { hold, pay, refund, release } from './paying';
import { payOut } from './paying-out';
import { sameJournal, type Posting } from './postings';
import { correct, settle } from './settling';

/**
 * Keeps the books again, one happening after the other, and compares each journal with what it should move (rulebook
 * sections 7 and 9 to 12).
 */
export function keepBooks(
  history: History,
  orders: ReadonlyMap<string, Order>,
  groups: ReadonlyMap<string, GroupEnd>,
  c: Comparison,
): Books {
  const books = new Books(history, orders, groups, c);
  const shown = new Map(history.shown.journals.map((journal) => [journal._id, journal]));
  const notices = [...history.tierNotices].sort((a, b) => a.at - b.at);
  for (const happening of history.happenings) {
    // Whatever may have come before a notice, by another clock, is known by then.
    while (notices[0] && notices[0].at + history.clocksApartMs < happening.at) tellOfTier(books, notices.shift()!);
    keep(books, happening, shown);
  }
  for (const notice of notices) tellOfTier(books, notice);
  checkDailyWork(books);
  return books;
}

function keep(books: Books, happening: Happening, shown: ReadonlyMap<string, ShownJournal>): void {
  const { journalId } = happening;
  const { c, balances, posted } = books;
  const where = `journal ${journalId}`;
  c.must(!posted.has(journalId), where, 'it was posted twice');
  posted.add(journalId);
  const postings = postingsOf(books, happening);
  if (!postings) return c.must(false, where, 'it is about nothing that there is');
  const moving = postings.filter(({ amount }) => amount !== 0);
  for (const { from, to, amount } of moving) {
    balances.set(from, (balances.get(from) ?? 0) - amount);
    balances.set(to, (balances.get(to) ?? 0) + amount);
  }
  const journal = shown.get(journalId);
  if (!journal) return c.must(false, where, 'it is not there');
  sameJournal(c, journal, moving);
  takeTurns(books, journal);
}

/** What a journal should move; undefined: there is nothing that it could be about. */
function postingsOf(books: Books, happening: Happening): Posting[] | undefined {
  const { at } = happening;
  switch (happening.kind) {
    case 'hold':
    case 'release':
    case 'pay':
    case 'settle': {
      const order = books.orders.get(happening.orderId);
      return order && OF_ORDERS[happening.kind](books, order, at);
    }
    case 'refund':
      return refund(books, happening.refundNo, at);
    case 'correct':
      return correct(books, happening.refundNo, at);
    case 'earn':
      return earn(books, happening);
    case 'expire':
      return expire(books, happening);
    case 'redeem':
      return redeem(books, happening.redemptionId, at);
    case 'withdraw':
    case 'withdrawn':
    case 'withdraw-failed':
      return payOut(books, happening);
  }
}

const OF_ORDERS = { hold, release, pay, settle };

/** Each member's journals are numbered from 1, in the order in which they were committed. */
function takeTurns(books: Books, { _id, merchantId, turns }: ShownJournal): void {
  for (const [memberId, turn] of Object.entries(turns)) {
    const member = books.member(merchantId, memberId);
    member.turn += 1;
    books.c.same(`journal ${_id}`, `the turn of ${memberId}`, member.turn, turn);
  }
}
