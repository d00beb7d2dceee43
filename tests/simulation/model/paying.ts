import type { Books, Member } from './books';
import type { RewardTerms } from './history';
import type { Order } from './order';
import { money, points, withoutDebt, type Posting } from './postings';
import { comingBack } from './purse';
import { termsOf } from './rewards';

/** Points chosen at placing are held. */
export function hold(books: Books, { facts, where }: Order, at: number): Posting[] {
  const { merchantId: m, memberId: id, orderId, points: wanted } = facts;
  const { purse } = books.member(m, id);
  const has = purse.available(at);
  books.c.must(wanted <= has, where, `it holds ${wanted} points of ${has}`);
  const held = purse.hold(orderId, wanted, at);
  books.of(orderId).paidWith = held;
  return [points(`member:${m}:${id}:points`, `member:${m}:${id}:held`, withoutDebt(held))];
}

/** The order was cancelled. */
export function release(books: Books, { facts, where, cancelledAt }: Order, at: number): Posting[] {
  const { merchantId: m, memberId: id, orderId } = facts;
  books.c.same(where, 'when its points came back', cancelledAt, at);
  const moved = books.member(m, id).purse.release(orderId, at);
  return [points(`member:${m}:${id}:held`, `member:${m}:${id}:points`, moved)];
}

/** A payment is confirmed; one that comes after the cancellation moves the money only. */
export function pay(books: Books, order: Order, at: number): Posting[] {
  const { merchantId: m, memberId: id, orderId } = order.facts;
  const paid = money(`wechat:${m}:clearing`, `merchant:${m}:pending`, order.cost.payFen);
  if (order.paidAt === null) {
    books.c.must(order.cancelledAt !== null, order.where, 'its payment was booked, and it is still unpaid');
    return [paid];
  }
  books.c.same(order.where, 'when its payment was booked', order.paidAt, at);
  const member = books.member(m, id);
  const used = member.purse.payWithHeld(orderId);
  books.of(orderId).terms = termsAt(books, order, member, at);
  return [paid, points(`member:${m}:${id}:held`, `programme:${m}:points`, withoutDebt(used))];
}

function termsAt(books: Books, order: Order, { standing, settings }: Member, at: number): RewardTerms {
  const { memberId, merchantId, orderId } = order.facts;
  // Where the tier changed at the very instant of the payment, either is right.
  const shown = books.shownOrders.get(orderId)?.terms?.tier;
  const possible = standing.tiersAround(at, books.history.clocksApartMs);
  const tier = shown !== undefined && possible.has(shown) ? shown : standing.tier;
  const inviterId = books.inviterOf(memberId);
  return termsOf(settings, tier, at, {
    memberId,
    boundAt: books.facts.get(memberId)?.createdAt ?? 0,
    inviterId,
    leaderId: books.leaderOf(order),
    inviterIsStaff: books.facts.get(inviterId ?? '')?.staffOf.includes(merchantId) ?? false,
  });
}

/** A refund is paid back, with the points that it gives back; undefined: there is no such refund. */
export function refund(books: Books, refundNo: string, at: number): Posting[] | undefined {
  const known = books.decided.get(refundNo);
  if (!known) return refundLate(books, refundNo);
  const { order, refund: decided } = known;
  const { merchantId: m, memberId: id, orderId } = order.facts;
  const source = decided.settled ? `merchant:${m}:payable` : `merchant:${m}:pending`;
  const back = comingBack(books.of(orderId).paidWith, decided.pointsBefore, decided.points);
  const moved = books.member(m, id).purse.giveBack(back, at);
  return [
    money(source, `wechat:${m}:clearing`, decided.fen),
    points(`programme:${m}:points`, `member:${m}:${id}:points`, moved),
  ];
}

/** A payment that came after the cancellation goes back in full (rulebook section 3). */
function refundLate(books: Books, refundNo: string): Posting[] | undefined {
  const facts = books.refundFacts.get(refundNo);
  const order = books.orders.get(facts?.orderId ?? '');
  if (!order || facts?.reason !== 'latePayment') return undefined;
  const isLate = order.cancelledAt !== null && books.posted.has(`pay:${order.facts.orderId}`);
  books.c.must(isLate, `refund ${refundNo}`, 'no payment came too late');
  const { merchantId: m } = order.facts;
  return [money(`merchant:${m}:pending`, `wechat:${m}:clearing`, order.cost.payFen)];
}
