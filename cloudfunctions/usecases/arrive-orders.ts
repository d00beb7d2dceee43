import type { Instant } from '../../src/contract/time';
import { nextDueAt, orderStateFromLines } from '../core/order/order-rules';
import { pickupCode } from '../core/pickup/pickup-code';
import { invariant } from '../core/invariant';
import { sha256Hex } from '../core/canonical';
import type { GroupDocument, MerchantDocument, OrderDocument } from './documents';
import { getMerchant } from './merchants';
import { notice } from './notices';
import { ordersOfGroup } from './group-progress';
import type { Ports, Store } from './ports';

/**
 * Tells every order of a group which of its goods have arrived, and gives it a pickup code at the first arrival (rulebook
 * section 4). Repeating it changes nothing. Returns how many orders changed.
 */
export async function arriveOrders(ports: Ports, group: GroupDocument, now: Instant): Promise<number> {
  if (Object.keys(group.arrivals).length === 0) return 0;
  const merchant = await getMerchant(ports.store, group.merchantId);
  let changed = 0;
  for (const order of await ordersOfGroup(ports.store, group._id))
    if (await arriveOrder(ports, merchant, group, order, now)) changed += 1;
  return changed;
}

async function arriveOrder(
  ports: Ports,
  merchant: MerchantDocument,
  group: GroupDocument,
  order: OrderDocument,
  now: Instant,
): Promise<boolean> {
  const { store } = ports;
  if (!isUnderWay(order) || !order.lines.some((line) => waits(group, line))) return false;
  const code = order.pickupCode ?? (await reserveCode(store, order, now));
  const changed = await store.transact(async (transaction) => {
    const current = await transaction.get('orders', order._id);
    if (!current || !isUnderWay(current)) return false;
    const lines = current.lines.map((line) => (waits(group, line) ? { ...line, arrivedAt: now } : line));
    const state = orderStateFromLines(lines, true);
    const arrived: OrderDocument = {
      ...current,
      lines,
      state,
      arrivedAt: now,
      pickupCode: code,
      timeline: [...current.timeline, { kind: 'arrived', at: now, by: null, commandId: null, fen: null }],
    };
    await transaction.replace('orders', {
      ...arrived,
      dueAt: nextDueAt({ ...arrived, openCases: 0 }, merchant.settings),
    });
    return true;
  });
  if (changed) await store.insert('notices', notice(order, 'arrived', now, `:${now}`));
  return changed;
}

const isUnderWay = (order: OrderDocument): boolean =>
  order.state === 'confirmed' || order.state === 'arrived' || order.state === 'collected';

const waits = (group: GroupDocument, line: OrderDocument['lines'][number]): boolean =>
  line.arrivedAt === null && group.arrivals[line.sku] !== undefined && line.refundedUnits < line.units;

/** Reserves a code that no other uncollected order of the point has. Derived from the order: a repeat finds its own. */
async function reserveCode(store: Store, order: OrderDocument, now: Instant): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const code = pickupCode(Number.parseInt(sha256Hex(`${order._id}:${attempt}`).slice(0, 12), 16) / 2 ** 48);
    const id = `${order.pointId}:${code}`;
    if (await store.insert('pickupCodes', { _id: id, v: 1, pointId: order.pointId, orderId: order._id, at: now }))
      return code;
    if ((await store.get('pickupCodes', id))?.orderId === order._id) return code;
  }
  invariant(false, `point ${order.pointId} has no pickup code left`);
}
