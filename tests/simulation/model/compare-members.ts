import type { Books, Member } from './books';
import type { Comparison } from './comparison';
import type { Lots, ShownMembership } from './history';
import { countLots, countPoints, sameCounts } from './postings';

/** Compares what every member has, point by point, and what every inviter was given in a month. */
export function compareMembers(books: Books): void {
  const { c, history, members, referralUsed } = books;
  const { memberships, referralMonths } = history.shown;
  for (const shown of memberships) {
    const [merchantId = '', memberId = ''] = shown._id.split(':');
    compareMember(shown, books.member(merchantId, memberId), c);
  }
  const shown = new Set(memberships.map(({ _id }) => _id));
  for (const [name, { turn }] of members)
    c.must(turn === 0 || shown.has(name), `member ${name}`, `there is no membership after ${turn} journals`);
  sameCounts(c, 'referral rewards', 'of', referralUsed, new Map(referralMonths.map(({ _id, used }) => [_id, used])));
}

function compareMember(shown: ShownMembership, member: Member, c: Comparison): void {
  const where = `member ${shown._id}`;
  const { purse, standing } = member;
  const lots = shown.lots.map(({ id, left, ...dates }): Lots => ({ lot: id, amount: left, ...dates }));
  sameCounts(c, where, 'points', countPoints(purse.points), countLots(lots));
  c.same(where, 'how many orders hold points', purse.held.size, Object.keys(shown.held).length);
  for (const [orderId, points] of purse.held)
    sameCounts(c, where, `held for ${orderId}`, countPoints(points), countLots(shown.held[orderId] ?? []));
  c.same(where, 'the debt', purse.debt, shown.debt);
  c.same(where, 'earnedInAll', purse.earned, shown.earnedInAll);
  sameCounts(c, where, 'growth of', standing.days, new Map(shown.growthDays.map(({ day, amount }) => [day, amount])));
  if (!standing.isUncertain) c.same(where, 'the tier', standing.tier, shown.tier);
  if (!standing.isUncertain && standing.upAt !== null) c.same(where, 'tierSince', standing.upAt, shown.tierSince);
  c.same(where, 'turns', member.turn, shown.turn);
  c.same(where, 'ordersCompleted', member.ordersCompleted, shown.ordersCompleted);
  c.same(where, 'the day of the last check-in', member.checkIn?.day, shown.checkIn?.day);
  c.same(where, 'the streak', member.checkIn?.streak, shown.checkIn?.streak);
}
