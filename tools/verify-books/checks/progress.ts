import type { Facts } from '../facts';
import type { Reading } from '../reading';
import type { Progress } from '../records/views';
import type { Order } from '../records/order';
import { isBeforeDecision } from '../records/refund';
import type { Report } from '../report';
import { isWhollyRefunded } from '../rules/order-amounts';

interface Count {
  units: Map<string, number>;
  orders: number;
  amountFen: number;
  members: Set<string>;
  /** The last event of an order or refund may not have been counted yet. */
  isUnderWay: boolean;
}

/**
 * What a group shows of who joined it: its paid orders, less what was refunded before it was decided (rulebook section 3).
 * While the last event of one of its orders is on its way nothing is compared.
 */
export function checkProgress(reading: Reading, report: Report, facts: Facts): void {
  let counts: Map<string, Count> | undefined;
  reading.each('progress', report, (progress) => {
    counts ??= countAll(facts);
    const count = counts.get(progress.groupId) ?? newCount();
    if (!count.isUnderWay) compare(progress, count, report);
  });
}

const newCount = (): Count => ({ units: new Map(), orders: 0, amountFen: 0, members: new Set(), isUnderWay: false });

function countAll(facts: Facts): Map<string, Count> {
  const counts = new Map<string, Count>();
  for (const order of facts.orders.values()) {
    const count = counts.get(order.groupId) ?? newCount();
    counts.set(order.groupId, count);
    countOrder(order, facts, count);
  }
  return counts;
}

function countOrder(order: Order, facts: Facts, count: Count): void {
  const refunds = facts.refundsOf.get(order.id) ?? [];
  if (order.followUpAt !== null || refunds.some(({ followUpAt }) => followUpAt !== null)) count.isUnderWay = true;
  if (order.paidAt === null) return;
  const add = (sku: string, units: number): void => void count.units.set(sku, (count.units.get(sku) ?? 0) + units);
  const before = refunds.filter(isBeforeDecision);
  // Whoever is refunded as a whole before the decision leaves the group; later they stay among those who joined.
  const isGone = isWhollyRefunded(order.lines) && refunds.length === before.length;
  for (const { sku, units } of order.lines) add(sku, units);
  for (const { sku, units } of before.flatMap(({ lines }) => lines)) add(sku, -units);
  count.amountFen += order.payFen - before.reduce((sum, { fen }) => sum + fen, 0);
  if (isGone) return;
  count.orders += 1;
  count.members.add(order.memberId);
}

function compare({ groupId, units, orders, amountFen, members }: Progress, count: Count, report: Report): void {
  const tell = (what: string): void => report.find('progress', `group ${groupId} shows ${what}`);
  for (const sku of new Set([...units.keys(), ...count.units.keys()]))
    if ((units.get(sku) ?? 0) !== (count.units.get(sku) ?? 0))
      tell(`${units.get(sku) ?? 0} units of ${sku}, its orders say ${count.units.get(sku) ?? 0}`);
  if (orders !== count.orders) tell(`${orders} orders, there are ${count.orders}`);
  if (amountFen !== count.amountFen) tell(`${amountFen} fen, its orders say ${count.amountFen}`);
  if ([...members].sort().join() !== [...count.members].sort().join())
    tell(`${members.length} members, of its orders it would be other ones, ${count.members.size} in all`);
}
