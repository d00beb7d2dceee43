import { GRACE_MS, type Comparison } from './comparison';
import { arrive, collectItself, complete, handOut, undo } from './handing-out';
import type { OrderFacts, Step } from './history';
import { Order, type Around } from './order';
import { approve, ask, cancelUnits, form, refundAll, refundByMerchant, refundDifference, reject } from './refunding';

/** One order, lived again step by step (rulebook sections 4 to 6). */
export function liveOrder(facts: OrderFacts, around: Around, c: Comparison): Order {
  const order = new Order(facts, around, c);
  const { where, cost } = order;
  c.must(facts.points % around.settings.pointsStep === 0, where, `${facts.points} points are not whole steps`);
  c.must(facts.points <= cost.mostPoints, where, `${facts.points} points pay for it, at most ${cost.mostPoints} may`);
  c.must(cost.couponHolds, where, 'its goods do not reach what the coupon asks for');
  for (const step of facts.steps) live(order, step);
  checkWhatWasDue(order);
  return order;
}

function live(order: Order, step: Step): void {
  switch (step.kind) {
    case 'placed':
      return order.c.same(order.where, 'when it was placed', order.facts.placedAt, step.at);
    case 'paid':
      order.must(order.state() === 'unpaid', step, `it was ${order.state()}`);
      order.paidAt = step.at;
      return;
    case 'cancelled':
      return cancel(order, step);
    case 'timedOut':
      order.must(step.at >= order.unpaidUntil(), step, `it had until ${order.unpaidUntil()}`);
      return cancel(order, step);
    case 'groupCancelled':
      return order.paidAt === null ? cancel(order, step) : refundAll(order, step);
    case 'failed':
      return refundAll(order, step);
    case 'formed':
      return form(order, step);
    case 'differenceRefunded':
      return refundDifference(order, step);
    case 'partlyRefunded':
    case 'refunded':
      return cancelUnits(order, step);
    case 'merchantRefunded':
      return refundByMerchant(order, step);
    case 'refundAsked':
    case 'refundAppealed':
      return ask(order, step);
    case 'refundRejected':
      return reject(order, step);
    case 'refundApproved':
      return approve(order, step);
    case 'arrived':
      return arrive(order, step);
    case 'collected':
      return handOut(order, step);
    case 'collectUndone':
      return undo(order, step);
    case 'autoCollected':
      return collectItself(order, step);
    case 'completed':
      return complete(order, step);
    default:
      return order.must(false, step, 'the model knows no such step');
  }
}

function cancel(order: Order, step: Step): void {
  order.must(order.state() === 'unpaid', step, `it was ${order.state()}`);
  order.cancelledAt = step.at;
}

/** What was due long before the last look has happened. */
function checkWhatWasDue(order: Order): void {
  const { around, facts, formedAt, completedAt } = order;
  const by = around.endedAt - GRACE_MS;
  const must = (isSo: boolean, wrong: string): void => order.c.must(isSo, order.where, wrong);
  const { cancelledAt, decidedAt, arrivals } = around.group.facts;
  const state = order.state();
  if (state === 'unpaid') must(order.unpaidUntil() > by, 'it is unpaid for ever');
  if (state === 'paid')
    must((cancelledAt ?? decidedAt ?? Infinity) > by, `its group ${around.group.became}, to no end`);
  must(!order.owesDifference, 'the difference to the final price never went back');
  for (const refundNo of order.asked.keys())
    must((around.refunds.get(refundNo)?.decideUntil ?? Infinity) > by, `request ${refundNo} was never decided`);
  if (formedAt === null || completedAt !== null) return;
  for (const line of order.lines) {
    if (line.arrivedAt === null && !line.isGone())
      must((arrivals[line.sku] ?? Infinity) > by, `${line.sku} never arrived in it`);
    must((line.collectsItselfAt() ?? Infinity) > by, `${line.sku} was never collected by itself`);
  }
  if (state !== 'collected' || order.asked.size > 0) return;
  const last = facts.steps[facts.steps.length - 1]?.at ?? 0;
  must(Math.max(order.windowsEndAt(), last) > by, 'it was never completed');
}
