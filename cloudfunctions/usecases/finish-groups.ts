import type { OrderState } from '../../src/contract/order';
import type { Instant } from '../../src/contract/time';
import type { Store } from './ports';

const UNDER_WAY: readonly OrderState[] = ['unpaid', 'paid', 'confirmed', 'arrived', 'collected'];

/**
 * Lets the job look at the groups whose last order has come to its end: they may be finished. A group that is missed by an
 * interruption is looked at daily all the same, see advanceGroup.
 */
export async function finishGroups(store: Store, groupIds: Iterable<string>, now: Instant): Promise<void> {
  for (const groupId of new Set(groupIds)) {
    const left = await store.find('orders', { where: { groupId, state: { in: UNDER_WAY } }, limit: 1 });
    if (left.length === 0)
      await store.update('groups', groupId, { state: { in: ['formed', 'arrived'] } }, { set: { dueAt: now } });
  }
}
