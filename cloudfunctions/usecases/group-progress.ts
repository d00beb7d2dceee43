import { finalUnits, groupProgress, type GroupProgress } from '../core/group/group-rules';
import type { OrderDocument } from './documents';
import type { Store } from './ports';

/** A query answers at most 1 MB, and an order with many lines is some kilobytes. */
const PAGE = 100;

/** Every order of a group, oldest first. */
export async function ordersOfGroup(store: Store, groupId: string): Promise<OrderDocument[]> {
  const orders: OrderDocument[] = [];
  for (;;) {
    const after = orders.at(-1)?.key ?? '';
    const page = await store.find('orders', {
      where: { groupId, key: { gt: after } },
      sort: [['key', 1]],
      limit: PAGE,
    });
    orders.push(...page);
    if (page.length < PAGE) return orders;
  }
}

/** How far a group has come, counted from its orders: what decides, where the progress document only shows. */
export async function groupProgressNow(
  store: Store,
  groupId: string,
): Promise<{ progress: GroupProgress; units: Map<string, number>; orders: OrderDocument[] }> {
  const orders = await ordersOfGroup(store, groupId);
  return { progress: groupProgress(orders), units: finalUnits(orders), orders };
}
