import type { Books } from './books';
import { GRACE_MS, type Comparison } from './comparison';
import type { GroupEnd } from './group-end';
import type { History } from './history';
import type { Order } from './order';
import { sameCounts } from './postings';

type ShownProgress = History['shown']['progress'][number];

/** Compares what became of every group, and who joined it (rulebook section 3). */
export function compareGroups({ history, orders, c }: Books, groups: ReadonlyMap<string, GroupEnd>): void {
  const progress = new Map(history.shown.progress.map((each) => [each._id, each]));
  for (const { _id, state, finalPricesFen } of history.shown.groups) {
    const where = `group ${_id}`;
    const group = groups.get(_id);
    if (!group) continue;
    const mine = [...orders.values()].filter(({ facts }) => facts.groupId === _id);
    if (group.became !== null) c.same(where, 'the state', stateOf(group, mine, history, state), state);
    if (group.became === 'formed')
      sameCounts(c, where, 'the final price of', group.finalPrices, new Map(Object.entries(finalPricesFen)));
    compareProgress(where, mine, progress.get(_id), c);
  }
}

function stateOf({ became, facts }: GroupEnd, orders: readonly Order[], history: History, shown: string): string {
  if (became !== 'formed') return became ?? '';
  const isOver = orders.every((order) => ['completed', 'refunded', 'cancelled'].includes(order.state()));
  const lastAt = Math.max(facts.decidedAt ?? 0, ...orders.flatMap((order) => order.facts.steps.map(({ at }) => at)));
  // It is looked at once a day, so that it may not be known yet.
  if (isOver && (shown === 'finished' || lastAt + GRACE_MS < history.endedAt)) return 'finished';
  return facts.items.every(({ sku }) => facts.arrivals[sku] !== undefined) ? 'arrived' : 'formed';
}

/** Its paid orders, less what was refunded before it decided. */
function compareProgress(
  where: string,
  orders: readonly Order[],
  shown: ShownProgress | undefined,
  c: Comparison,
): void {
  const units = new Map<string, number>();
  const members = new Set<string>();
  let count = 0;
  let amountFen = 0;
  for (const { facts, paidAt, lines, cost, decided } of orders) {
    if (paidAt === null) continue;
    const left = new Map(lines.map(({ sku, n }) => [sku, n]));
    amountFen += cost.payFen;
    for (const refund of decided) {
      if (!refund.restock) continue;
      amountFen -= refund.fen;
      for (const { sku, units: back } of refund.lines) left.set(sku, (left.get(sku) ?? 0) - back);
    }
    for (const [sku, n] of left) units.set(sku, (units.get(sku) ?? 0) + n);
    if ([...left.values()].every((n) => n === 0)) continue;
    count += 1;
    members.add(facts.memberId);
  }
  sameCounts(c, where, 'paid units of', units, new Map(Object.entries(shown?.units ?? {})));
  c.same(where, 'orders', count, shown?.orders ?? 0);
  c.same(where, 'amountFen', amountFen, shown?.amountFen ?? 0);
  c.same(where, 'members', [...members].sort().join(), [...(shown?.members ?? [])].sort().join());
}
