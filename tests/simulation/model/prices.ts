import type { Books } from './books';
import { MINUTE_MS } from './calendar';
import { tierPrice } from './group-end';
import type { GroupFacts, History, Item, OrderFacts } from './history';
import type { Order } from './order';

/** Units that began or ceased to count as paid in a group. */
interface Movement {
  at: number;
  orderId: string;
  units: ReadonlyMap<string, number>;
}

/**
 * Every unit price is one that was allowed when the order was placed: that of the tier reached by the paid units then,
 * or the member price where it is lower (rulebook section 3). What was being paid or cancelled at the same instant may
 * have counted or not; otherwise there is one price.
 */
export function checkPrices(books: Books): void {
  const { c, history, orders } = books;
  const movements = new Map<string, Movement[]>();
  for (const order of orders.values()) {
    const { groupId } = order.facts;
    movements.set(groupId, [...(movements.get(groupId) ?? []), ...movementsOf(order)]);
  }
  for (const order of orders.values()) {
    const { facts, lines, where } = order;
    const group = books.group(order);
    if (!group) continue;
    const { standing } = books.member(facts.merchantId, facts.memberId);
    const tiers = standing.tiersAround(facts.placedAt, history.clocksApartMs);
    checkOpen(order, group, tiers, history.clocksApartMs);
    for (const { sku, p } of lines) {
      const item = group.items.find((each) => each.sku === sku);
      const counts = possibleCounts(movements.get(facts.groupId) ?? [], facts, sku, history);
      const allowed = item ? [...counts].flatMap((count) => pricesAt(item, count, tiers)) : [];
      const wanted = [...new Set(allowed)].join(' or ');
      c.must(allowed.includes(p), where, `${sku} was sold at ${p} fen, by the model at ${wanted || 'no price'}`);
    }
  }
}

function movementsOf({ facts, lines, paidAt, decided }: Order): Movement[] {
  if (paidAt === null) return [];
  const { orderId } = facts;
  const cancelled = decided.filter(({ restock }) => restock);
  return [
    { at: paidAt, orderId, units: new Map(lines.map(({ sku, n }) => [sku, n])) },
    ...cancelled.map((refund) => ({
      at: refund.at,
      orderId,
      units: new Map(refund.lines.map(({ sku, units }) => [sku, -units])),
    })),
  ];
}

/** How many paid units of a sku may have counted when an order was placed. */
function possibleCounts(
  movements: readonly Movement[],
  { placedAt, orderId }: OrderFacts,
  sku: string,
  { clocksApartMs, interrupted }: History,
): Set<number> {
  let counts = new Set([0]);
  for (const movement of movements) {
    const units = movement.units.get(sku) ?? 0;
    // What came after it cannot have counted.
    if (units === 0 || movement.orderId === orderId || movement.at > placedAt + clocksApartMs) continue;
    // A function that was interrupted left the counting to the timer.
    const isSure = !interrupted && movement.at + clocksApartMs < placedAt;
    const moved = [...counts].map((count) => count + units);
    counts = new Set(isSure ? moved : [...counts, ...moved]);
  }
  return counts;
}

function pricesAt(item: Item, count: number, tiers: ReadonlySet<string>): number[] {
  const price = tierPrice(item, count);
  return [...tiers].map((tier) => Math.min(price, item.memberPricesFen?.[tier] ?? price));
}

/** Orders are placed only while `opensAt - early <= now < closesAt` (rulebook section 3). */
function checkOpen(order: Order, group: GroupFacts, tiers: ReadonlySet<string>, apartMs: number): void {
  const { facts, around, where, c } = order;
  const early = around.settings.tiers.map(({ tier, earlyMinutes }) => (tiers.has(tier) ? earlyMinutes : 0));
  const from = group.opensAt - Math.max(0, ...early) * MINUTE_MS;
  const stoppedAt = Math.min(group.closedAt ?? Infinity, group.cancelledAt ?? Infinity);
  const isOpen = from <= facts.placedAt && facts.placedAt < group.closesAt && facts.placedAt <= stoppedAt + apartMs;
  const until = Math.min(group.closesAt, stoppedAt);
  c.must(isOpen, where, `it was placed at ${facts.placedAt}, its group was open from ${from} to ${until}`);
}
