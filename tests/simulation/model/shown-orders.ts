import { GRACE_MS, type Comparison } from './comparison';
import type { History, ReferralTerms, ShownOrder, ShownRefund } from './history';
import type { Books } from './books';
import type { DecidedRefund, Order } from './order';
import { countPoints, countLots, sameCounts } from './postings';
import { comingBack } from './purse';

/** Compares every order with its order, amount by amount. */
export function compareOrders(
  history: History,
  orders: ReadonlyMap<string, Order>,
  books: Books,
  c: Comparison,
): void {
  for (const shown of history.shown.orders) {
    const order = orders.get(shown._id);
    if (!order) {
      c.must(false, `order ${shown._id}`, 'the model knows no such order');
      continue;
    }
    compareOrder(shown, order, c);
    compareLines(shown, order, books, c);
    compareRewards(shown, order, books, history, c);
  }
}

function compareOrder(shown: ShownOrder, order: Order, c: Comparison): void {
  const where = `order ${shown._id}`;
  const { cost, facts } = order;
  c.same(where, 'the state', order.state(), shown.state);
  c.same(where, 'goodsFen', cost.goodsFen, shown.goodsFen);
  c.same(where, 'couponFen', cost.couponFen, shown.couponFen);
  c.same(where, 'payFen', cost.payFen, shown.payFen);
  c.same(where, 'points', facts.points, shown.points);
  c.same(where, 'unpaidUntil', order.unpaidUntil(), shown.unpaidUntil);
  c.same(where, 'paidAt', order.paidAt, shown.paidAt);
  c.same(where, 'completedAt', order.completedAt, shown.completedAt);
  c.same(where, 'hand-overs', order.undone.join(), shown.handOvers.map(({ undone }) => undone).join());
}

function compareLines(shown: ShownOrder, order: Order, books: Books, c: Comparison): void {
  const where = `order ${shown._id}`;
  c.same(where, 'how many lines', order.lines.length, shown.lines.length);
  const rates = books.rates(order);
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
    same('commissionBps', rates.get(line.sku), found?.commissionBps);
    same('arrivedAt', line.arrivedAt, found?.arrivedAt);
    same('collectedUnits', line.handedOut, found?.collectedUnits);
    same('collectedAt', line.collectedAt, found?.collectedAt);
    same('windowEndsAt', line.windowEndsAt, found?.windowEndsAt);
  });
}

function compareRewards(shown: ShownOrder, order: Order, books: Books, history: History, c: Comparison): void {
  const where = `order ${shown._id}`;
  const inviterId = books.inviterOf(order.facts.memberId);
  const boundAt = history.members.find(({ memberId }) => memberId === order.facts.memberId)?.createdAt;
  c.same(where, 'the inviter', inviterId, shown.inviter?.id);
  if (shown.inviter) c.same(where, 'when its member was bound', boundAt, shown.inviter.boundAt);
  const { terms, limit, rewards, rewardedOn, paidWith } = books.books(shown._id);
  sameCounts(c, where, 'paid with points', countPoints(paidWith), countLots(shown.lots));
  c.same(where, 'programmeVersion', terms?.programmeVersion, shown.terms?.programmeVersion);
  c.same(where, 'the tier at the payment', terms?.tier, shown.terms?.tier);
  c.same(where, 'multiplierBps', terms?.multiplierBps, shown.terms?.multiplierBps);
  c.same(where, 'the terms of the referral', textOf(terms?.referral), textOf(shown.terms?.referral));
  c.same(where, 'referralLimit', limit, shown.referralLimit);
  for (const name of ['commissionFen', 'referral', 'points', 'growth'] as const)
    c.same(where, `posted ${name}`, rewards?.[name], shown.posted?.[name]);
  const on = new Map(Object.entries(shown.rewardedFen ?? {}));
  sameCounts(c, where, 'rewarded fen of', rewards ? rewardedOn : new Map(), on);
  c.must((order.completedAt === null) === (rewards === null), where, 'completion and rewards do not go together');
}

const textOf = (terms: ReferralTerms | null | undefined): string =>
  terms ? `${terms.inviterId} ${terms.bps} ${terms.unit} ${terms.perOrderLimit} ${terms.perMonthLimit}` : 'none';

/** Compares every refund with the decision that made it, and with what the provider paid back. */
export function compareRefunds(
  history: History,
  orders: ReadonlyMap<string, Order>,
  books: Books,
  c: Comparison,
): void {
  const decided = new Map<string, { order: Order; refund: DecidedRefund }>();
  for (const order of orders.values()) {
    for (const refund of order.decided) decided.set(refund.refundNo, { order, refund });
    const isLate = order.cancelledAt !== null && books.posted.has(`pay:${order.facts.orderId}`);
    const late = history.shown.refunds.filter((each) => each.orderId === order.facts.orderId && each.late);
    c.same(`order ${order.facts.orderId}`, 'refunds of a late payment', isLate ? 1 : 0, late.length);
  }
  const providers = new Map(history.provider.refunds.map((refund) => [refund.refundNo, refund]));
  const numbers = new Set(history.shown.refunds.map(({ _id }) => _id));
  for (const refundNo of decided.keys()) c.must(numbers.has(refundNo), `refund ${refundNo}`, 'it is not there');
  for (const refundNo of providers.keys())
    c.must(numbers.has(refundNo), `refund ${refundNo}`, 'the provider paid it back, and it is not there');
  for (const shown of history.shown.refunds) {
    const known = decided.get(shown._id);
    if (known) compareRefund(shown, known.refund, known.order, books, c);
    else if (shown.late) c.same(`refund ${shown._id}`, 'fen', orders.get(shown.orderId)?.cost.payFen, shown.fen);
    else compareUndecided(shown, c);
    const isDecided = known !== undefined || shown.late;
    compareDone(shown, isDecided ? (known?.refund.at ?? null) : undefined, providers.get(shown._id), history, books, c);
  }
}

function compareRefund(shown: ShownRefund, refund: DecidedRefund, order: Order, books: Books, c: Comparison): void {
  const where = `refund ${shown._id}`;
  c.same(where, 'the reason', refund.reason, shown.reason);
  c.same(where, 'fen', refund.fen, shown.fen);
  c.same(where, 'points', refund.points, shown.points);
  c.same(where, 'whether it was decided after the settlement', refund.settled, shown.settled);
  c.same(where, 'whether its units return to stock', refund.restock, shown.restock);
  c.same(where, 'how many lines', refund.lines.length, shown.lines.length);
  refund.lines.forEach((line, index) => {
    const found = shown.lines[index];
    c.same(where, `line ${index}`, line.sku, found?.sku);
    c.same(where, `${line.sku} units`, line.units, found?.units);
    c.same(where, `${line.sku} fen`, line.fen, found?.fen);
    c.same(where, `${line.sku} points`, line.points, found?.points);
  });
  const back = comingBack(books.books(order.facts.orderId).paidWith, refund.pointsBefore, refund.points);
  sameCounts(c, where, 'gives back points', countPoints(back), countLots(shown.lots));
}

/** Nothing goes back for what is not decided or was rejected. */
function compareUndecided(shown: ShownRefund, c: Comparison): void {
  const where = `refund ${shown._id}`;
  const isOpen = shown.state === 'requested' || shown.state === 'rejected';
  c.must(isOpen, where, `it is ${shown.state}, and nobody decided so`);
  c.same(where, 'fen', 0, shown.fen);
  c.same(where, 'points', 0, shown.points);
}

/** decidedAt: undefined where it was not decided, null where that was at the payment. */
function compareDone(
  shown: ShownRefund,
  decidedAt: number | null | undefined,
  paid: History['provider']['refunds'][number] | undefined,
  { endedAt }: History,
  books: Books,
  c: Comparison,
): void {
  const where = `refund ${shown._id}`;
  const isBooked = books.refundedAt.has(shown._id);
  c.same(where, 'whether it was booked', shown.state === 'done', isBooked);
  c.same(where, 'whether it was corrected', isBooked && shown.settled, books.posted.has(`correct:${shown._id}`));
  if (shown.state === 'done' && shown.fen > 0) c.must(paid !== undefined, where, 'the provider never paid it back');
  if (paid) c.same(where, 'what the provider paid back', shown.fen, paid.fen);
  if (decidedAt === undefined || shown.state === 'failed' || endedAt - (decidedAt ?? 0) < GRACE_MS) return;
  if (decidedAt !== null) c.must(isBooked, where, 'it was never booked');
}
