import type { Comparison } from './comparison';
import type { History, Lots, ShownMembership } from './history';
import type { Books, Member } from './books';
import { countLots, countPoints, sameCounts } from './postings';

/** Compares what every member has, point by point, and what every inviter was given in a month. */
export function compareMembers(history: History, books: Books, c: Comparison): void {
  const { memberships, referralMonths } = history.shown;
  const shown = new Map(memberships.map((membership) => [membership._id, membership]));
  for (const [name, member] of books.members) {
    const found = shown.get(name);
    if (found) compareMember(found, member, c);
    else c.must(isEmpty(member), `member ${name}`, 'there is no membership');
  }
  for (const { _id } of memberships)
    if (!books.members.has(_id)) compareMember(shown.get(_id)!, books.member(...splitName(_id)), c);
  const used = new Map(referralMonths.map(({ _id, used: fen }) => [_id, fen]));
  sameCounts(c, 'referral rewards', 'of', books.referralUsed, used);
}

const isEmpty = ({ purse, standing, turn }: Member): boolean =>
  purse.points.length === 0 && purse.held.size === 0 && purse.debt === 0 && standing.days.size === 0 && turn === 0;

function splitName(name: string): [merchantId: string, memberId: string] {
  const [merchantId = '', memberId = ''] = name.split(':');
  return [merchantId, memberId];
}

function compareMember(shown: ShownMembership, member: Member, c: Comparison): void {
  const where = `member ${shown._id}`;
  const { purse, standing } = member;
  const lots = shown.lots.map(({ id, left, earnedAt, expiresAt }): Lots => ({ lot: id, amount: left, earnedAt, expiresAt }));
  sameCounts(c, where, 'points', countPoints(purse.points), countLots(lots));
  c.same(where, 'how many orders hold points', purse.held.size, Object.keys(shown.held).length);
  for (const [orderId, points] of purse.held)
    sameCounts(c, where, `held for ${orderId}`, countPoints(points), countLots(shown.held[orderId] ?? []));
  c.same(where, 'the debt', purse.debt, shown.debt);
  c.same(where, 'earnedInAll', purse.earned, shown.earnedInAll);
  sameCounts(c, where, 'growth of', standing.days, new Map(shown.growthDays.map(({ day, amount }) => [day, amount])));
  c.same(where, 'the tier', standing.tier, shown.tier);
  if (standing.upAt !== null) c.same(where, 'tierSince', standing.upAt, shown.tierSince);
  c.same(where, 'turns', member.turn, shown.turn);
  c.same(where, 'ordersCompleted', member.ordersCompleted, shown.ordersCompleted);
  c.same(where, 'the day of the last check-in', member.checkIn?.day, shown.checkIn?.day);
  c.same(where, 'the streak', member.checkIn?.streak, shown.checkIn?.streak);
}
