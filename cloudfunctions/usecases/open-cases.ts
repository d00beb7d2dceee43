import { isOpen } from '../core/refund/refund-states';
import type { Store } from './ports';

/**
 * How many after-sale cases and refunds of each order are open: those keep it from completing (rulebook section 4).
 * Orders without one are left out.
 */
export async function openCasesOf(store: Store, orderIds: readonly string[]): Promise<Map<string, number>> {
  const refunds =
    orderIds.length === 0 ? [] : await store.find('refunds', { where: { orderId: { in: orderIds } }, limit: 1000 });
  const open = new Map<string, number>();
  for (const { orderId, state } of refunds) if (isOpen(state)) open.set(orderId, (open.get(orderId) ?? 0) + 1);
  return open;
}
