import type { Books } from './books';
import { DAY_MS, dayOf, startOfDay } from './calendar';
import { GRACE_MS } from './comparison';
import type { History } from './history';
import { NOTICE_MS, STAY_MS } from './standing';

/** What a member is told about their tier is true, and not too early (rulebook section 10). */
export function tellOfTier(books: Books, { kind, merchantId, memberId, at }: History['tierNotices'][number]): void {
  const { c, history } = books;
  const { standing } = books.member(merchantId, memberId);
  if (standing.changedAround(at, history.clocksApartMs)) standing.isUncertain = true;
  if (standing.isUncertain) {
    // Nobody knows which came first, so that what follows from it cannot be told either.
    if (kind === 'fell') standing.fall(at);
    return;
  }
  const where = `member ${memberId}`;
  const up = standing.upAt ?? -Infinity;
  c.must(standing.isShort(at), where, `${kind} at ${at}, with growth enough`);
  if (kind === 'willFall') {
    c.must(at >= up + STAY_MS - NOTICE_MS, where, `${kind} at ${at}, went up at ${up}`);
    standing.noticeAt = at;
    return;
  }
  const from = Math.max(up + STAY_MS, (standing.noticeAt ?? Infinity) + NOTICE_MS);
  c.must(at >= from, where, `${kind} at ${at}, could not before ${from}`);
  standing.fall(at);
}

/** What the daily job must have done long before the last look. */
export function checkDailyWork({ c, history, members }: Books): void {
  const { endedAt } = history;
  const today = startOfDay(endedAt);
  for (const { memberId, purse, standing, expiredDay } of members.values()) {
    const where = `member ${memberId}`;
    const over = purse.points.filter((point) => point.expiresAt <= today - DAY_MS).length;
    // A day has one expiry: what came back over after it waits for the next day.
    if (expiredDay !== dayOf(endedAt)) c.must(over === 0, where, `${over} points are over and still there`);
    const { shortSince, noticeAt, isUncertain } = standing;
    if (shortSince === null || isUncertain) continue;
    const up = standing.upAt ?? -Infinity;
    const dueAt =
      noticeAt === null ? Math.max(shortSince, up + STAY_MS - NOTICE_MS) : Math.max(up + STAY_MS, noticeAt + NOTICE_MS);
    c.must(dueAt + GRACE_MS > endedAt, where, noticeAt === null ? 'was never told of a fall' : 'never fell');
  }
}
