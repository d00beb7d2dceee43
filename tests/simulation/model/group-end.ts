import { GRACE_MS, type Comparison } from './comparison';
import type { GroupFacts, History, Item, OrderFacts, RefundFacts } from './history';

/** After its closing a group waits so long, for what may be under way (rulebook section 3). */
const SETTLE_DOWN_MS = 70_000;

/** What came of a group (rulebook section 3). */
export interface GroupEnd {
  facts: GroupFacts;
  /** null: it has not decided. */
  became: 'formed' | 'failed' | 'cancelled' | null;
  /** By sku, the price of the tier that the final paid units reach. */
  finalPrices: ReadonlyMap<string, number>;
}

/** The price of the tier that so many paid units reach. */
export function tierPrice(item: Item, paidUnits: number): number {
  let price = item.priceTiers[0]?.priceFen ?? 0;
  for (const tier of item.priceTiers) if (tier.fromUnits <= paidUnits) price = tier.priceFen;
  return price;
}

export const stepOf = (order: OrderFacts, kind: string): number | null =>
  order.steps.find((step) => step.kind === kind)?.at ?? null;

/** Decides every group from the orders that were paid, less the units that their members cancelled. */
export function endGroups(history: History, c: Comparison): Map<string, GroupEnd> {
  const refunds = new Map(history.refunds.map((refund) => [refund.refundNo, refund]));
  return new Map(history.groups.map((facts) => [facts.groupId, endOf(facts, history, refunds, c)]));
}

function endOf(
  facts: GroupFacts,
  history: History,
  refunds: ReadonlyMap<string, RefundFacts>,
  c: Comparison,
): GroupEnd {
  const where = `group ${facts.groupId}`;
  const orders = history.orders.filter(({ groupId }) => groupId === facts.groupId);
  const units = new Map<string, number>();
  const people = new Set<string>();
  for (const order of orders) {
    if (stepOf(order, 'paid') === null) continue;
    const left = unitsLeft(order, refunds);
    for (const [sku, count] of left) units.set(sku, (units.get(sku) ?? 0) + count);
    if ([...left.values()].some((count) => count > 0)) people.add(order.memberId);
  }
  checkClosing(facts, orders, history, c);
  const all = [...units.values()].reduce((sum, count) => sum + count, 0);
  const { threshold } = facts;
  const reached = threshold.kind === 'none' || (threshold.kind === 'people' ? people.size : all) >= threshold.count;
  const decided = facts.decidedAt === null ? null : reached ? 'formed' : 'failed';
  if (facts.cancelledAt !== null) c.must(facts.decidedAt === null, where, 'it was cancelled and decided');
  return {
    facts,
    became: facts.cancelledAt === null ? decided : 'cancelled',
    finalPrices: new Map(facts.items.map((item) => [item.sku, tierPrice(item, units.get(item.sku) ?? 0)])),
  };
}

/** Units of an order that its member did not cancel. */
function unitsLeft(order: OrderFacts, refunds: ReadonlyMap<string, RefundFacts>): Map<string, number> {
  const left = new Map(order.lines.map(({ sku, units }) => [sku, units]));
  for (const { refundNo } of order.steps) {
    const refund = refundNo === null ? undefined : refunds.get(refundNo);
    if (refund?.reason !== 'memberCancelled') continue;
    for (const { sku, units } of refund.chosen) left.set(sku, (left.get(sku) ?? 0) - units);
  }
  return left;
}

/** It decides once, when no order is unpaid and nothing is under way any more. */
function checkClosing(facts: GroupFacts, orders: readonly OrderFacts[], history: History, c: Comparison): void {
  const where = `group ${facts.groupId}`;
  const { closedAt, closesAt, decidedAt, cancelledAt } = facts;
  const { endedAt, clocksApartMs } = history;
  if (cancelledAt !== null)
    c.must(cancelledAt < closesAt, where, `it was cancelled at ${cancelledAt}, after it closed`);
  else if (closesAt + GRACE_MS < endedAt) c.must(decidedAt !== null, where, 'it never decided');
  if (decidedAt === null) return;
  c.must(
    closedAt !== null && closedAt <= closesAt,
    where,
    `it decided and closed at ${closedAt} instead of ${closesAt}`,
  );
  c.must(
    decidedAt >= (closedAt ?? closesAt) + SETTLE_DOWN_MS,
    where,
    `it decided at ${decidedAt}, closed at ${closedAt}`,
  );
  for (const order of orders) {
    const end = stepOf(order, 'paid') ?? stepOf(order, 'cancelled') ?? stepOf(order, 'timedOut') ?? Infinity;
    c.must(end <= decidedAt + clocksApartMs, where, `it decided while order ${order.orderId} was unpaid`);
  }
}
