import type { Books, Member } from './books';
import { beginningOf, DAY_MS, dayOf, endOfMonth, startOfDay } from './calendar';
import type { Happening } from './history';
import { points, withoutDebt, type Posting } from './postings';

/** Points for something else than an order (rulebook section 9); undefined: the model knows no such reward. */
export function earn(books: Books, happening: Happening & { kind: 'earn' }): Posting[] | undefined {
  const { journalId, merchantId: m, memberId: id, at } = happening;
  const member = books.member(m, id);
  const count = rewardFor(books, member, happening);
  if (count === undefined) return undefined;
  const moved = member.purse.earn(journalId, count, at, endOfMonth(at, member.settings.pointsMonths));
  return [points(`programme:${m}:points`, `member:${m}:${id}:points`, moved)];
}

function rewardFor(
  { c }: Books,
  member: Member,
  { reward, what, at }: Happening & { kind: 'earn' },
): number | undefined {
  const { pointsRewards } = member.settings;
  const where = `member ${member.memberId}`;
  switch (reward) {
    case 'checkIn': {
      c.same(where, 'the day of a check-in', dayOf(at), what);
      const { day = '', streak = 0 } = member.checkIn ?? {};
      c.must(day < what, where, `checked in for ${what} after ${day}`);
      member.checkIn = { day: what, streak: day === dayOf(beginningOf(what) - DAY_MS) ? streak + 1 : 1 };
      return pointsRewards.checkIn[(member.checkIn.streak - 1) % pointsRewards.checkIn.length];
    }
    case 'firstOrder':
      c.same(where, 'completed orders at the reward for the first', 1, member.ordersCompleted);
      return pointsRewards.firstOrder;
    case 'profile':
      return pointsRewards.profile;
    default:
      return undefined;
  }
}

/** The daily job takes all away that was over when the day began. */
export function expire(
  books: Books,
  { merchantId: m, memberId: id, day, at }: Happening & { kind: 'expire' },
): Posting[] {
  const member = books.member(m, id);
  books.c.same(`member ${id}`, 'the day of an expiry', dayOf(at), day);
  member.expiredDay = day;
  const over = member.purse.expire(startOfDay(at));
  return [points(`member:${m}:${id}:points`, `programme:${m}:points`, withoutDebt(over))];
}

/** Points become a coupon or goods; undefined: there is no such redemption. */
export function redeem(books: Books, redemptionId: string, at: number): Posting[] | undefined {
  const redemption = books.history.redemptions.find((each) => each.redemptionId === redemptionId);
  if (!redemption) return undefined;
  const { merchantId: m, memberId: id, points: wanted } = redemption;
  const { purse } = books.member(m, id);
  const has = purse.available(at);
  books.c.must(wanted <= has, `redemption ${redemptionId}`, `it takes ${wanted} points of ${has}`);
  return [points(`member:${m}:${id}:points`, `programme:${m}:points`, withoutDebt(purse.spend(wanted, at)))];
}
