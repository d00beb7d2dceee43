import type { Instant } from '../../src/contract/time';
import { mayComplete } from '../core/order/order-rules';
import { freePickupCode } from './complete-order';
import type { MerchantDocument, OrderDocument } from './documents';
import { finishGroups } from './finish-groups';
import { openCasesOf } from './open-cases';
import type { Ports, Store } from './ports';
import { postSettlement, settlementReads } from './post-settlement';
import { StagedTransaction } from './staged-transaction';
import { readById, theOne } from './views/read-by-id';

/**
 * Orders that one transaction settles: five operations each, or six with the member's first. A transaction lives 30 s and locks
 * what it writes: this many take 2 s on the local cloud, and 10 s where an operation takes 30 ms.
 */
export const SETTLED_TOGETHER = 50;

/**
 * Completes collected orders and settles their rewards, each exactly once (rulebook section 7), many in a transaction. What
 * can't be done together comes back to be done one by one: orders with an open case, and all of a transaction that failed,
 * be it for one of its orders. orders: at most 100.
 */
export async function completeTogether(
  ports: Ports,
  orders: readonly OrderDocument[],
  now: Instant,
  together = SETTLED_TOGETHER,
): Promise<OrderDocument[]> {
  const { store } = ports;
  if (orders.length === 0) return [];
  const openCases = await openCasesOf(
    store,
    orders.map(({ _id }) => _id),
  );
  const isReady = (order: OrderDocument): boolean => mayComplete(order.lines, openCases.get(order._id) ?? 0, now);
  const ready = orders.filter(isReady);
  const left = orders.filter((order) => !isReady(order));
  const merchants = await readById(
    store,
    'merchants',
    ready.map(({ merchantId }) => merchantId),
  );
  const completed: OrderDocument[] = [];
  for (let start = 0; start < ready.length; start += together) {
    const batch = ready.slice(start, start + together);
    ((await settleTogether(ports, batch, merchants, now)) ? completed : left).push(...batch);
  }
  for (const order of completed) await freePickupCode(store, order);
  await finishGroups(
    store,
    completed.map(({ groupId }) => groupId),
    now,
  );
  return left;
}

/** false: nothing was written, or it is not known. */
async function settleTogether(
  { store, log }: Ports,
  orders: readonly OrderDocument[],
  merchants: ReadonlyMap<string, MerchantDocument>,
  now: Instant,
): Promise<boolean> {
  const known = await readAhead(store, orders, now);
  let attempts = 0;
  try {
    await store.transact(async (transaction) => {
      // A batch that lost against another writer would take as long again, and what is in its way concerns few of its orders.
      attempts += 1;
      if (attempts > 1) throw new Error('another writer was first');
      const staged = new StagedTransaction(transaction);
      known(staged);
      for (const order of orders) await postSettlement(staged, order, theOne(merchants, order.merchantId), now);
      await staged.flush();
    });
    return true;
  } catch (error) {
    log.warn('settledOneByOne', {
      orders: orders.length,
      message: error instanceof Error ? error.message : String(error),
    });
    return false;
  }
}

/** Reads all that the settlements decide by, in bulk. */
async function readAhead(
  store: Store,
  orders: readonly OrderDocument[],
  now: Instant,
): Promise<(staged: StagedTransaction) => void> {
  const reads = orders.map((order) => settlementReads(order, now));
  const membershipIds = [...new Set(reads.flatMap(({ memberships }) => memberships))];
  const monthIds = [...new Set(reads.flatMap(({ referralMonths }) => referralMonths))];
  const memberships = await store.getMany('memberships', membershipIds);
  const months = monthIds.length === 0 ? [] : await store.getMany('referralMonths', monthIds);
  return (staged) => {
    staged.know('memberships', membershipIds, memberships);
    staged.know('referralMonths', monthIds, months);
    staged.know(
      'orders',
      orders.map(({ _id }) => _id),
      orders,
    );
  };
}
