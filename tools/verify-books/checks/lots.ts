import type { Facts } from '../facts';
import { InTurn } from '../in-turn';
import type { Reading } from '../reading';
import type { Journal } from '../records/journal';
import type { Report } from '../report';
import { LotBook } from '../rules/lot-book';
import { endOfMonth } from '../rules/shanghai';

/** Every member's lots, replayed in the order of their turns, against what is stored of them (rulebook section 9). */
export function checkLots(reading: Reading, report: Report, facts: Facts): () => void {
  const books = new Map<string, LotBook>();
  const sequences = new InTurn<Journal>((name, journal) => {
    const [merchantId = '', memberId = ''] = name.split(':');
    const book = books.get(name) ?? new LotBook(merchantId, memberId);
    books.set(name, book);
    const refund = facts.refunds.get(String(journal.memo.refundNo));
    book.replay(journal, refund, (kind, what) => report.find(kind, `${journal.id}: ${what}`));
  });
  reading.each('journals', report, (journal) => {
    for (const [memberId, turn] of journal.turns) sequences.offer(`${journal.merchantId}:${memberId}`, turn, journal);
    checkExpiry(journal, facts, report);
  });
  // What waits behind a gap is replayed before the memberships come.
  let ended = false;
  reading.each('memberships', report, (membership) => {
    if (!ended) sequences.end();
    ended = true;
    const book = books.get(membership.id) ?? new LotBook(membership.merchantId, membership.memberId);
    const lots = book.compare(membership, (kind, what) => report.find(kind, `member ${membership.id}: ${what}`));
    report.count(lots);
  });
  return () => undefined;
}

/** New points last until the end of a month: the 12th after theirs, unless the merchant says otherwise. */
function checkExpiry({ id, kind, merchantId, at, postings }: Journal, facts: Facts, report: Report): void {
  if (kind !== 'settle' && kind !== 'earn') return;
  const months = facts.merchants.get(merchantId)?.programme.pointsMonths;
  for (const { lot, expiresAt } of postings.flatMap(({ lots }) => lots ?? []))
    if (lot !== 'debt' && months !== undefined && expiresAt !== endOfMonth(at, months))
      report.find('expiry', `${id}: lot ${lot} does not expire ${months} months after the month it was earned in`);
}
