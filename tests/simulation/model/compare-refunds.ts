import type { Books } from './books';
import { GRACE_MS } from './comparison';
import type { ShownRefund } from './history';
import type { DecidedRefund, Order } from './order';
import { countLots, countPoints, sameCounts } from './postings';
import { comingBack } from './purse';

/** Compares every refund with the decision that made it, and with what the provider paid back (rulebook section 6). */
export function compareRefunds(books: Books): void {
  const { history, orders, decided, c } = books;
  const { refunds } = history.shown;
  const paidBack = new Map(history.provider.refunds.map(({ refundNo, fen }) => [refundNo, fen]));
  for (const refundNo of new Set([...decided.keys(), ...paidBack.keys()]))
    c.must(books.shownRefunds.has(refundNo), `refund ${refundNo}`, 'it is not there');
  for (const { facts, where, cancelledAt } of orders.values()) {
    const isLate = cancelledAt !== null && books.posted.has(`pay:${facts.orderId}`);
    const late = refunds.filter((refund) => refund.late && refund.orderId === facts.orderId).length;
    c.same(where, 'refunds of a payment that came too late', isLate ? 1 : 0, late);
  }
  for (const shown of refunds) {
    const known = decided.get(shown._id);
    if (known) compareDecided(shown, known.refund, known.order, books);
    else compareUndecided(shown, orders.get(shown.orderId), books);
    comparePaidBack(shown, known?.refund, paidBack.get(shown._id), books);
  }
}

function compareDecided(shown: ShownRefund, refund: DecidedRefund, { facts, c }: Order, books: Books): void {
  const where = `refund ${shown._id}`;
  c.same(where, 'its order', facts.orderId, shown.orderId);
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
  const back = comingBack(books.of(facts.orderId).paidWith, refund.pointsBefore, refund.points);
  sameCounts(c, where, 'gives back points', countPoints(back), countLots(shown.lots));
}

/** A late payment goes back in full by itself; for what was not decided or was rejected nothing goes back. */
function compareUndecided(shown: ShownRefund, order: Order | undefined, { c }: Books): void {
  const where = `refund ${shown._id}`;
  const isOpen = shown.late || shown.state === 'requested' || shown.state === 'rejected';
  c.must(isOpen, where, `it is ${shown.state}, and nobody decided so`);
  c.same(where, 'fen', shown.late ? order?.cost.payFen : 0, shown.fen);
  c.same(where, 'points', 0, shown.points);
}

/** What is decided is paid back by the provider, booked, and after the completion corrected. */
function comparePaidBack(
  shown: ShownRefund,
  refund: DecidedRefund | undefined,
  paidFen: number | undefined,
  { c, history, posted }: Books,
): void {
  const where = `refund ${shown._id}`;
  const isBooked = posted.has(`refund:${shown._id}`);
  c.same(where, 'whether it was booked', shown.state === 'done', isBooked);
  c.same(where, 'whether it was corrected', isBooked && shown.settled, posted.has(`correct:${shown._id}`));
  if (paidFen !== undefined) c.same(where, 'what the provider paid back', shown.fen, paidFen);
  if (shown.state === 'done' && shown.fen > 0) c.must(paidFen !== undefined, where, 'the provider never paid it back');
  const isDue = refund !== undefined && shown.state !== 'failed' && refund.at + GRACE_MS < history.endedAt;
  if (isDue) c.must(isBooked, where, 'it was never booked');
}
