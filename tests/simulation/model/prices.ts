import { MINUTE_MS } from './calendar';
import type { Comparison } from './comparison';
import { tierPrice, type GroupEnd } from './group-end';
import type { History, Item, OrderFacts, Settings } from './history';
import type { Order } from './order';

/** Units that began or ceased to count as paid in a group. */
interface Movement {
  at: number;
  orderId: string;
  units: ReadonlyMap<string, number>;
}

/** The tiers that a member may have had at an instant, at a group's merchant. */
export type TiersAround = (merchantId: string, memberId: string, at: number) => ReadonlySet<string>;

/**
 * Every unit price is one that was allowed when the order was placed: that of the tier reached by the paid units then,
 * or the member price where it is lower (rulebook section 3). What was being paid or cancelled at the same instant may
 * have counted or not; otherwise there is one price.
 */
export function checkPrices(
  history: History,
  orders: ReadonlyMap<string, Order>,
  groups: ReadonlyMap<string, GroupEnd>,
  tiersAround: TiersAround,
  c: Comparison,
): void {
  const movements = new Map<string, Movement[]>();
  for (const order of orders.values()) {
    const { groupId } = order.facts;
    movements.set(groupId, [...(movements.get(groupId) ?? []), ...movementsOf(order)]);
  }
  const settings = new Map(history.merchants.map((merchant) => [merchant.merchantId, merchant.settings]));
  for (const { facts, lines } of orders.values()) {
    const group = groups.get(facts.groupId);
    const rules = settings.get(facts.merchantId);
    if (!group || !rules) continue;
    const tiers = tiersAround(facts.merchantId, facts.memberId, facts.placedAt);
    checkOpen(facts, group, rules, tiers, history.clocksApartMs, c);
    for (const { sku, p } of lines) {
      const item = group.facts.items.find((each) => each.sku === sku);
      const counts = possibleCounts(movements.get(facts.groupId) ?? [], facts, sku, history);
      const allowed = new Set(item ? [...counts].flatMap((count) => pricesAt(item, count, tiers)) : []);
      const wanted = [...allowed].sort((a, b) => a - b).join(' or ');
      c.must(allowed.has(p), `order ${facts.orderId}`, `${sku} was sold at ${p} fen, by the model at ${wanted || 'no price'}`);
    }
  }
}

function movementsOf({ facts, lines, paidAt, decided }: Order): Movement[] {
  if (paidAt === null) return [];
  const { orderId } = facts;
  const paid = { at: paidAt, orderId, units: new Map(lines.map(({ sku, n }) => [sku, n])) };
  const cancelled = decided.filter(({ restock }) => restock);
  return [
    paid,
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
    // What came after it cannot have counted; a function that was interrupted left the counting to the timer.
    if (units === 0 || movement.orderId === orderId || movement.at > placedAt + clocksApartMs) continue;
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

/** Orders are placed only while `opensAt - early <= now < closesAt`. */
function checkOpen(
  { orderId, placedAt }: OrderFacts,
  { facts }: GroupEnd,
  settings: Settings,
  tiers: ReadonlySet<string>,
  apartMs: number,
  c: Comparison,
): void {
  const early = settings.tiers.filter(({ tier }) => tiers.has(tier)).map(({ earlyMinutes }) => earlyMinutes);
  const from = facts.opensAt - Math.max(0, ...early) * MINUTE_MS;
  const stopped = Math.min(facts.closedAt ?? Infinity, facts.cancelledAt ?? Infinity) + apartMs;
  const until = Math.min(facts.closesAt, stopped);
  const isOpen = from <= placedAt && placedAt < until;
  c.must(isOpen, `order ${orderId}`, `it was placed at ${placedAt}, its group was open from ${from} to ${until}`);
}
