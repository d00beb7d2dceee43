import type { Books } from './books';
import type { ReferralTerms, ShownOrder } from './history';
import type { Order } from './order';
import { countLots, countPoints, sameCounts } from './postings';

/** Compares every order that is shown with the one that was lived again, amount by amount. */
export function compareOrders(books: Books): void {
  for (const shown of books.history.shown.orders) {
    const order = books.orders.get(shown._id);
    if (!order) continue;
    compareOrder(shown, order);
    compareLines(shown, order, books);
    compareTerms(shown, order, books);
    compareRewards(shown, order, books);
  }
}

function compareOrder(shown: ShownOrder, order: Order): void {
  const { where, cost, facts, c } = order;
  c.same(where, 'the state', order.state(), shown.state);
  c.same(where, 'goodsFen', cost.goodsFen, shown.goodsFen);
  c.same(where, 'couponFen', cost.couponFen, shown.couponFen);
  c.same(where, 'payFen', cost.payFen, shown.payFen);
  c.same(where, 'points', facts.points, shown.points);
  c.same(where, 'unpaidUntil', order.unpaidUntil(), shown.unpaidUntil);
  c.same(where, 'paidAt', order.paidAt, shown.paidAt);
  c.same(where, 'completedAt', order.completedAt, shown.completedAt);
  const undone = order.handOvers.map((handOver) => handOver.undone).join();
  c.same(where, 'which hand-overs were undone', undone, shown.handOvers.map((handOver) => handOver.undone).join());
}

function compareLines(shown: ShownOrder, order: Order, books: Books): void {
  const { where, c } = order;
  c.same(where, 'how many lines', order.lines.length, shown.lines.length);
  order.lines.forEach((line, index) => {
    const found = shown.lines[index];
    const share = order.cost.lines[index];
    const same = (what: string, expected: number | null | undefined, value: number | null | undefined): void =>
      c.same(where, `${line.sku} ${what}`, expected, value);
    same('units', line.n, found?.units);
    same('finalPriceFen', line.f, found?.finalPriceFen);
    same('couponShareFen', share?.couponShare, found?.couponShareFen);
    same('pointsShare', share?.pointsShare, found?.pointsShare);
    same('netFen', line.net0, found?.netFen);
    same('refundedUnits', line.k, found?.refundedUnits);
    same('allowanceFen', line.a, found?.allowanceFen);
    same('givenBackFen', line.givenBack(), found?.givenBackFen);
    same('pointsGivenBack', line.pointsGivenBack(), found?.pointsGivenBack);
    same('commissionBps', books.rateOf(order, line.sku), found?.commissionBps);
    same('arrivedAt', line.arrivedAt, found?.arrivedAt);
    same('collectedUnits', line.handedOut, found?.collectedUnits);
    same('collectedAt', line.collectedAt, found?.collectedAt);
    same('windowEndsAt', line.windowEndsAt, found?.windowEndsAt);
  });
}

function compareTerms(shown: ShownOrder, order: Order, books: Books): void {
  const { where, facts, c } = order;
  c.same(where, 'the inviter', books.inviterOf(facts.memberId), shown.inviter?.id);
  const boundAt = books.facts.get(facts.memberId)?.createdAt;
  if (shown.inviter) c.same(where, 'when its member was bound', boundAt, shown.inviter.boundAt);
  const { terms, paidWith } = books.of(shown._id);
  sameCounts(c, where, 'paid with points', countPoints(paidWith), countLots(shown.lots));
  c.same(where, 'programmeVersion', terms?.programmeVersion, shown.terms?.programmeVersion);
  c.same(where, 'the tier at the payment', terms?.tier, shown.terms?.tier);
  c.same(where, 'multiplierBps', terms?.multiplierBps, shown.terms?.multiplierBps);
  c.same(where, 'the terms of the referral', textOf(terms?.referral), textOf(shown.terms?.referral));
}

const textOf = (terms: ReferralTerms | null | undefined): string =>
  terms ? `${terms.inviterId} ${terms.bps} ${terms.unit} ${terms.perOrderLimit} ${terms.perMonthLimit}` : 'none';

function compareRewards(shown: ShownOrder, { where, c }: Order, books: Books): void {
  const { limit, rewards, rewardedOn } = books.of(shown._id);
  c.same(where, 'referralLimit', limit, shown.referralLimit);
  for (const name of ['commissionFen', 'referral', 'points', 'growth'] as const)
    c.same(where, `posted ${name}`, rewards?.[name], shown.posted?.[name]);
  sameCounts(c, where, 'rewarded on', rewardedOn, new Map(Object.entries(shown.rewardedFen ?? {})));
}
