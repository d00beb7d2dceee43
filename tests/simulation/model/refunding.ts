import { DAY_MS } from './calendar';
import type { Step, Units } from './history';
import { sumOf } from './numbers';
import type { Order } from './order';

/** How long after the payment a merchant may start a refund (rulebook section 6). */
const START_MS = 365 * DAY_MS;
/** How long after a rejection it can be appealed against, once. */
const APPEAL_MS = 7 * DAY_MS;

/** With the forming come the final prices; where somebody paid more, the difference goes back with the next step. */
export function form(order: Order, step: Step): void {
  order.must(order.state() === 'paid' && order.around.group.became === 'formed', step, 'its group did not form');
  order.formedAt = step.at;
  const prices = order.lines.map((line) => line.f);
  const before = sumOf(order.lines, (line) => line.givenBack());
  fixPrices(order);
  order.owesDifference = sumOf(order.lines, (line) => line.givenBack()) > before;
  if (!order.owesDifference) return;
  order.lines.forEach((line, index) => {
    line.f = prices[index] ?? line.p;
  });
}

/** Everybody's final price is the lower of what they paid and the final tier's (rulebook section 3). */
function fixPrices({ lines, around }: Order): void {
  for (const line of lines) line.f = Math.min(line.p, around.group.finalPrices.get(line.sku) ?? line.p);
}

/** Who paid more gets the difference back. */
export function refundDifference(order: Order, step: Step): void {
  order.must(order.owesDifference, step, 'nobody paid more than the final price');
  order.owesDifference = false;
  decide(order, step, 'tierDifference', false, () => fixPrices(order));
}

/** A group that failed or was cancelled gives everything back; units return to stock unless the group had decided. */
export function refundAll(order: Order, step: Step): void {
  const became = step.kind === 'failed' ? 'failed' : 'cancelled';
  order.must(order.state() === 'paid', step, 'it was not paid');
  order.must(order.around.group.became === became, step, `its group ${order.around.group.became}`);
  decide(order, step, became === 'failed' ? 'groupFailed' : 'groupCancelled', became === 'cancelled', () => {
    for (const line of order.lines) line.k = line.n;
  });
}

/** Its member cancels units while the group is open. */
export function cancelUnits(order: Order, step: Step): void {
  const { cancelledAt, closesAt, closedAt } = order.around.group.facts;
  const until = Math.min(closesAt, closedAt ?? closesAt, cancelledAt ?? closesAt);
  const isOpen = step.at < closesAt && step.at <= until + order.around.clocksApartMs;
  order.must(isOpen, step, `its group was open until ${until}`);
  order.must(order.state() === 'paid', step, 'it was not paid');
  decide(order, step, 'memberCancelled', true, () => giveUnits(order, step));
  order.must((step.kind === 'refunded') === order.isGone(), step, 'that is not what was cancelled');
}

/** The merchant gives back units, goodwill, or both. */
export function refundByMerchant(order: Order, step: Step): void {
  order.must(order.formedAt !== null, step, 'its group had not formed');
  order.must(step.at < (order.paidAt ?? 0) + START_MS, step, `it was paid at ${order.paidAt}`);
  decide(order, step, 'merchant', false, (before) => {
    giveUnits(order, step);
    addGoodwill(order, step, before);
  });
}

/** A member asks for units to be refunded, until the window of their line ends, or appeals against a rejection. */
export function ask(order: Order, step: Step): void {
  const refund = order.around.refunds.get(step.refundNo ?? '');
  if (!refund) return order.must(false, step, 'there is no such request');
  order.asked.set(refund.refundNo, refund.chosen);
  if (step.kind === 'refundAppealed') {
    const rejectedAt = order.rejectedAt.get(refund.refundNo) ?? -Infinity;
    order.must(step.at < rejectedAt + APPEAL_MS, step, `the rejection was at ${rejectedAt}`);
    order.rejectedAt.set(refund.refundNo, -Infinity);
    return;
  }
  order.must(['confirmed', 'arrived', 'collected'].includes(order.state()), step, `it was ${order.state()}`);
  for (const { sku } of refund.chosen) {
    const until = order.line(sku)?.windowEndsAt ?? Infinity;
    order.must(step.at < until, step, `the window of ${sku} ended at ${until}`);
  }
}

export function reject(order: Order, { refundNo, at }: Step): void {
  order.asked.delete(refundNo ?? '');
  if (order.rejectedAt.get(refundNo ?? '') !== -Infinity) order.rejectedAt.set(refundNo ?? '', at);
}

export function approve(order: Order, step: Step): void {
  order.must(order.asked.has(step.refundNo ?? ''), step, 'nobody asked');
  order.asked.delete(step.refundNo ?? '');
  decide(order, step, 'afterSale', false, () => giveUnits(order, step));
}

/** Units that nobody has asked for elsewhere. */
function giveUnits(order: Order, step: Step): void {
  const chosen = order.around.refunds.get(step.refundNo ?? '')?.chosen;
  if (!chosen) return order.must(false, step, 'there is no such refund');
  const taken = [...order.asked.values()].flat();
  const unitsOf = (units: readonly Units[], sku: string): number =>
    sumOf(
      units.filter((each) => each.sku === sku),
      (each) => each.units,
    );
  for (const line of order.lines) {
    const wanted = unitsOf(chosen, line.sku);
    if (wanted === 0) continue;
    const free = line.n - line.k - unitsOf(taken, line.sku);
    order.must(wanted <= free, step, `${wanted} units of ${line.sku} were given back, ${free} were there`);
    line.k += wanted;
  }
}

/**
 * Goodwill is what a refund pays more than its units give, and at most what is kept after them (rulebook section 6). No
 * document has it by itself but their sum, which is compared.
 */
function addGoodwill(order: Order, step: Step, before: readonly number[]): void {
  const shown = order.around.shownRefunds.get(step.refundNo ?? '')?.lines ?? [];
  order.lines.forEach((line, index) => {
    const paid = shown.find(({ sku }) => sku === line.sku)?.fen ?? 0;
    const more = paid - (line.givenBack() - (before[index] ?? 0));
    order.must(more >= 0 && more <= line.kept(), step, `${paid} fen of ${line.sku} are not what its units give`);
    line.a += Math.max(0, more);
  });
}

/** A refund pays what is given back in all after it less what was before (rulebook section 6). */
function decide(
  order: Order,
  step: Step,
  reason: string,
  restock: boolean,
  change: (before: readonly number[]) => void,
): void {
  const before = order.lines.map((line) => ({ k: line.k, fen: line.givenBack(), points: line.pointsGivenBack() }));
  change(before.map(({ fen }) => fen));
  const lines = order.lines.map((line, index) => ({
    sku: line.sku,
    units: line.k - (before[index]?.k ?? 0),
    fen: line.givenBack() - (before[index]?.fen ?? 0),
    points: line.pointsGivenBack() - (before[index]?.points ?? 0),
  }));
  order.decided.push({
    refundNo: step.refundNo ?? '',
    at: step.at,
    reason,
    lines,
    fen: sumOf(lines, ({ fen }) => fen),
    points: sumOf(lines, ({ points }) => points),
    pointsBefore: sumOf(before, ({ points }) => points),
    settled: order.completedAt !== null,
    restock,
  });
  // What was not handed out yet may have been refunded, so that nothing is left to hand out.
  if (order.completedAt === null) for (const line of order.lines) line.beginWindow(step.at);
}
