import type { LeaderGroup } from '../../../src/contract/views';
import type { Context } from '../context';
import type { GroupDocument } from '../documents';
import { cardOf } from './group-card';
import { factsOf, readGroupFacts } from './group-facts';
import { expectedOf } from './expected-rewards';
import { readAll } from './read-all';

const PAID = ['paid', 'confirmed', 'arrived', 'collected', 'completed'] as const;
const MOST_ORDERS = 1000;

/** Groups as their leader sees them, with what they bring and how far their hand-over is. */
export async function leaderGroups({ ports, now }: Context, groups: readonly GroupDocument[]): Promise<LeaderGroup[]> {
  const [facts, orders] = await Promise.all([
    readGroupFacts(ports, groups),
    Promise.all(
      groups.map(({ _id }) => readAll(ports.store, 'orders', { groupId: _id, state: { in: PAID } }, MOST_ORDERS)),
    ),
  ]);
  return groups.map((group, index) => {
    const own = orders[index] ?? [];
    const { progress } = factsOf(facts, group);
    return {
      card: cardOf(group, factsOf(facts, group), now, 'basic'),
      amountFen: progress.amountFen,
      expectedCommissionFen: expectedOf(own).commissionFen,
      orders: progress.orders,
      waiting: own.filter(({ state }) => state === 'arrived').length,
      collected: own.filter(({ state }) => state === 'collected' || state === 'completed').length,
    };
  });
}
