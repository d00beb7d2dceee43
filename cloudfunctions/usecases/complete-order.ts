import { MINUTE_MS, type Instant } from '../../src/contract/time';
import { autoCollect, mayComplete, nextDueAt, orderStateFromLines } from '../core/order/order-rules';
import type { MerchantDocument, OrderDocument } from './documents';
import { finishGroups } from './finish-groups';
import { getMerchant } from './merchants';
import { openCasesOf } from './open-cases';
import type { Ports, Store } from './ports';
import { postSettlement } from './post-settlement';

/** How long a completion waits for a refund in flight before it is looked at again. */
const OPEN_CASE_WAIT_MS = 10 * MINUTE_MS;

/**
 * Does what is due for an order after its arrival: collects by itself, then completes (rulebook section 4). The job completes
 * many orders at once where it can, see completeTogether.
 */
export async function advanceOrder(ports: Ports, order: OrderDocument, now: Instant): Promise<void> {
  const merchant = await getMerchant(ports.store, order.merchantId);
  if (order.state === 'collected') return completeOrder(ports, order, merchant, now);
  const { lines, changed } = autoCollect(order.lines, now, merchant.settings);
  const state = changed ? orderStateFromLines(lines, true) : order.state;
  const next: OrderDocument = {
    ...order,
    lines,
    state,
    collectedAt: state === 'collected' ? now : order.collectedAt,
    timeline: changed
      ? [...order.timeline, { kind: 'autoCollected', at: now, by: null, commandId: null, fen: null }]
      : order.timeline,
  };
  await ports.store.replace('orders', { ...next, dueAt: nextDueAt({ ...next, openCases: 0 }, merchant.settings) });
}

/** Completes an order and settles its rewards in one journal, exactly once (rulebook section 7). */
async function completeOrder(
  ports: Ports,
  order: OrderDocument,
  merchant: MerchantDocument,
  now: Instant,
): Promise<void> {
  const { store } = ports;
  const openCases = (await openCasesOf(store, [order._id])).get(order._id) ?? 0;
  if (!mayComplete(order.lines, openCases, now)) {
    const dueAt = openCases > 0 ? now + OPEN_CASE_WAIT_MS : nextDueAt({ ...order, openCases }, merchant.settings);
    await store.replace('orders', { ...order, dueAt });
    return;
  }
  const isCompleted = await store.transact(async (transaction) => {
    const current = await transaction.get('orders', order._id);
    if (current?.state === 'completed') return true;
    // Changed since its cases were counted: it is still due, and will be looked at again.
    if (current?.rev !== order.rev) return false;
    await postSettlement(transaction, current, merchant, now);
    return true;
  });
  if (!isCompleted) return;
  await freePickupCode(store, order);
  await finishGroups(store, [order.groupId], now);
}

/** A code is reserved until its order is completed (rulebook section 4). */
export async function freePickupCode(store: Store, order: OrderDocument): Promise<void> {
  if (order.pickupCode !== null) await store.remove('pickupCodes', `${order.pointId}:${order.pickupCode}`);
}
