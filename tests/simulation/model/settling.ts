import type { Books, OrderBooks } from './books';
import { dayOf, endOfMonth, monthOf } from './calendar';
import type { Rewards } from './history';
import { sumOf } from './numbers';
import type { Order } from './order';
import { growth, money, points, type Posting } from './postings';
import { lessOf, limitOf, NO_REWARDS, rewardsOf } from './rewards';

/** After so many questions a refund is given up, and its order no longer waits for it. */
const MOST_ATTEMPTS = 20;

/** The rewards of what was kept of an order, with the limit that was stored at its settlement. */
function reckon(books: Books, order: Order, { terms, limit, rewardedOn }: OrderBooks): Rewards {
  if (!terms) return NO_REWARDS;
  const lines = order.lines.map(({ sku }) => ({
    keptFen: rewardedOn.get(sku) ?? 0,
    commissionBps: books.rateOf(order, sku),
  }));
  return rewardsOf(lines, terms, limit ?? 0);
}

/** Completion posts all rewards at once (rulebook section 7). */
export function settle(books: Books, order: Order, at: number): Posting[] {
  const { merchantId: m, memberId: id, orderId } = order.facts;
  const { c } = books;
  c.same(order.where, 'when its rewards were posted', order.completedAt, at);
  for (const { refundNo, settled } of order.decided)
    if (!settled) c.must(isOver(books, refundNo), order.where, `it was completed while refund ${refundNo} was open`);
  const own = books.of(orderId);
  const referral = own.terms?.referral;
  const month = `${m}:${referral?.inviterId}:${monthOf(at)}`;
  const used = books.referralUsed.get(month) ?? 0;
  own.settledAt = at;
  own.rewardedOn = new Map(order.keptAtCompletion);
  own.limit = limitOf(referral, used);
  const rewards = reckon(books, order, own);
  own.rewards = rewards;
  if (referral) books.referralUsed.set(month, used + rewards.referral);

  const member = books.member(m, id);
  const until = endOfMonth(at, member.settings.pointsMonths);
  const made = `settle:${orderId}`;
  const postings = [
    ...settleMoney(books, order, own, rewards),
    points(`programme:${m}:points`, `member:${m}:${id}:points`, member.purse.earn(made, rewards.points, at, until)),
    growth(`programme:${m}:growth`, `member:${m}:${id}:growth`, rewards.growth, dayOf(at)),
  ];
  if (referral?.unit === 'POINT') {
    const { purse } = books.member(m, referral.inviterId);
    const moved = purse.earn(`${made}/inviter`, rewards.referral, at, until);
    postings.push(points(`programme:${m}:points`, `member:${m}:${referral.inviterId}:points`, moved));
  }
  member.standing.grow(dayOf(at), rewards.growth, at);
  member.ordersCompleted += 1;
  return postings;
}

function settleMoney(books: Books, order: Order, { terms, rewardedOn }: OrderBooks, rewards: Rewards): Posting[] {
  const { merchantId: m } = order.facts;
  const referral = terms?.referral;
  const inFen = referral?.unit === 'FEN' ? rewards.referral : 0;
  const rest = sumOf(rewardedOn.values(), (fen) => fen) - rewards.commissionFen - inFen;
  const pending = `merchant:${m}:pending`;
  const payable = `merchant:${m}:payable`;
  return [
    money(pending, `leader:${m}:${books.leaderOf(order)}:payable`, rewards.commissionFen),
    money(pending, `inviter:${m}:${referral?.inviterId}:payable`, inFen),
    // Where commission and referral are more than was kept, the merchant makes up for it.
    rest >= 0 ? money(pending, payable, rest) : money(payable, pending, -rest),
  ];
}

/** Open cases keep an order from completing. */
function isOver(books: Books, refundNo: string): boolean {
  const shown = books.shownRefunds.get(refundNo);
  return books.posted.has(`refund:${refundNo}`) || shown?.state === 'failed' || (shown?.attempts ?? 0) >= MOST_ATTEMPTS;
}

/**
 * A refund that was decided after the completion takes back what it had brought (rulebook section 7), once it is paid
 * back: what is still on its way corrects nothing. undefined: there is no such refund.
 */
export function correct(books: Books, refundNo: string, at: number): Posting[] | undefined {
  const known = books.decided.get(refundNo);
  if (!known?.refund.settled) return undefined;
  const { order, refund } = known;
  const { merchantId: m, memberId: id, orderId } = order.facts;
  books.c.must(
    books.posted.has(`refund:${refundNo}`),
    `refund ${refundNo}`,
    'it was corrected before it was paid back',
  );
  const own = books.of(orderId);
  const settledAt = own.settledAt ?? 0;
  const day = dayOf(settledAt);
  for (const { sku, fen } of refund.lines) own.rewardedOn.set(sku, (own.rewardedOn.get(sku) ?? 0) - fen);
  const after = reckon(books, order, own);
  const less = lessOf(own.rewards ?? NO_REWARDS, after);
  own.rewards = after;
  const member = books.member(m, id);
  const moved = member.purse.takeBack(less.points, `settle:${orderId}`, at);
  if (less.growth !== 0) member.standing.grow(day, -less.growth, at);
  return [
    takeBack(books, `leader:${m}:${books.leaderOf(order)}:payable`, m, less.commissionFen, at),
    points(`member:${m}:${id}:points`, `programme:${m}:points`, moved),
    growth(`member:${m}:${id}:growth`, `programme:${m}:growth`, less.growth, day),
    ...correctReferral(books, order, less.referral, settledAt, at),
  ];
}

function takeBack(books: Books, account: string, merchantId: string, amount: number, at: number): Posting {
  books.takenBack.push({ account, at, amount });
  return money(account, `merchant:${merchantId}:payable`, amount);
}

/** What the inviter gives back is free again in the month of the settlement, and in no other. */
function correctReferral(books: Books, { facts }: Order, less: number, settledAt: number, at: number): Posting[] {
  const { merchantId: m, orderId } = facts;
  const referral = books.of(orderId).terms?.referral;
  if (!referral) return [];
  const month = `${m}:${referral.inviterId}:${monthOf(settledAt)}`;
  books.referralUsed.set(month, (books.referralUsed.get(month) ?? 0) - less);
  if (referral.unit === 'FEN') return [takeBack(books, `inviter:${m}:${referral.inviterId}:payable`, m, less, at)];
  const taken = books.member(m, referral.inviterId).purse.takeBack(less, `settle:${orderId}/inviter`, at);
  return [points(`member:${m}:${referral.inviterId}:points`, `programme:${m}:points`, taken)];
}
