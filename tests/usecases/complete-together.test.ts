import { advanceOrder } from '../../cloudfunctions/usecases/complete-order';
import { completeTogether } from '../../cloudfunctions/usecases/complete-together';
import type { OrderDocument, RefundDocument } from '../../cloudfunctions/usecases/documents';
import { foldJournals } from '../../cloudfunctions/usecases/fold-journals';
import { newMembership } from '../../cloudfunctions/usecases/memberships';
import type { Log, Ports, Store, Transaction } from '../../cloudfunctions/usecases/ports';
import { runDueWork } from '../../cloudfunctions/usecases/run-due-work';
import { checkBook } from '../../cloudfunctions/core/audit/check-book';
import type { Account } from '../../src/contract/ledger';
import { storePorts } from '../bench/settlement/bench-ports';
import {
  collectedOrder,
  groupDocument,
  groupIdOf,
  merchantDocument,
  MERCHANT_ID,
  memberId,
  NOW,
  pickupCodeDocument,
  type ShopShape,
} from '../bench/settlement/shop-documents';
import { MemoryStore } from '../simulation/world/memory-store';

/** Members buy three times, and half of them were brought by one of the others. */
const SHAPE: ShopShape = { members: 4, leaders: 2, groupSize: 6, everyInvited: 2 };
const ORDERS = 12;

/** Half of the referrals are in points, and their inviter is a member who buys, too; the month's cap is soon reached. */
function orderOf(n: number): OrderDocument {
  const order = collectedOrder(n, SHAPE);
  const referral = order.terms?.referral;
  if (!order.terms || !referral) return order;
  const points = { ...referral, inviterId: memberId(1), unit: 'POINT' as const, perMonthLimit: 400 };
  return { ...order, terms: { ...order.terms, referral: n % 4 === 0 ? points : referral } };
}

async function openShop(orders: readonly OrderDocument[]): Promise<MemoryStore> {
  const store = new MemoryStore();
  await store.insert('merchants', merchantDocument());
  for (let n = 0; n < ORDERS; n += SHAPE.groupSize)
    await store.insert('groups', groupDocument(groupIdOf(n, SHAPE), (n / SHAPE.groupSize) % SHAPE.leaders));
  await store.insertMissing('orders', orders);
  await store.insertMissing('pickupCodes', orders.map(pickupCodeDocument));
  return store;
}

const allOrders = (): OrderDocument[] => Array.from({ length: ORDERS }, (_, n) => orderOf(n));

/** Ports that keep what is logged instead of failing by it. */
function listening(store: Store): { ports: Ports; said: string[] } {
  const said: string[] = [];
  const hear: Log['warn'] = (event) => void said.push(event);
  return { ports: { ...storePorts(store), log: { info: () => undefined, warn: hear, error: hear } }, said };
}

/** Everything that was written, but for how often a document was. */
function written(store: MemoryStore): unknown {
  const { journals, orders, memberships, referralMonths, groups, pickupCodes } = store.dump();
  const without = (documents: readonly { _id: string; rev?: number }[]): unknown[] =>
    documents.map(({ rev: _rev, ...fields }) => fields).sort((a, b) => (a._id < b._id ? -1 : 1));
  return [journals, orders, memberships, referralMonths, groups, pickupCodes].map(without);
}

const statesOf = (store: MemoryStore): string[] => store.dump().orders.map(({ state }) => state);

async function expectBalanced(store: MemoryStore): Promise<void> {
  await foldJournals({ store }, NOW);
  const { journals, balances } = store.dump();
  const byAccount = new Map(balances.map(({ _id, balance }) => [_id as Account, balance]));
  expect(checkBook(journals, byAccount)).toEqual([]);
}

test('many orders in one transaction leave what one by one leaves', async () => {
  const [together, single] = [await openShop(allOrders()), await openShop(allOrders())];
  expect(await completeTogether(storePorts(together), allOrders(), NOW, ORDERS)).toEqual([]);
  for (const order of allOrders()) await advanceOrder(storePorts(single), order, NOW);
  expect(written(together)).toEqual(written(single));
  expect(new Set(statesOf(together))).toEqual(new Set(['completed']));
  expect(together.dump().referralMonths.find(({ inviterId }) => inviterId === memberId(1))?.used).toBe(400);
  expect(together.dump().groups.map(({ dueAt }) => dueAt)).toEqual([NOW, NOW]);
  expect(together.dump().pickupCodes).toEqual([]);
  await expectBalanced(together);
});

test('each document is written once, however many orders of a batch concern it', async () => {
  const store = await openShop(allOrders());
  store.resetCounts();
  await completeTogether(storePorts(store), allOrders(), NOW, ORDERS);
  const { calls } = store.counts();
  // A journal for each order and each member's first one, 4 memberships, 2 counters of a month.
  expect(calls).toMatchObject({ insert: ORDERS + 4 + 4 + 2, replace: ORDERS, get: 0, remove: ORDERS, update: 2 });
  await expectBalanced(store);
});

test('one order that cannot be settled stops no other one', async () => {
  const broken = { ...orderOf(5), terms: null };
  const orders = allOrders().map((order, n) => (n === 5 ? broken : order));
  const store = await openShop(orders);
  const { ports, said } = listening(store);
  expect(await completeTogether(ports, orders, NOW, ORDERS)).toEqual(orders);
  expect(new Set(statesOf(store))).toEqual(new Set(['collected']));
  expect(store.dump().journals).toEqual([]);
  await runDueWork(ports, NOW);
  expect(statesOf(store).map((state) => state === 'completed')).toEqual(orders.map((_, n) => n !== 5));
  expect(said.slice(0, 3)).toEqual(['settledOneByOne', 'settledOneByOne', 'jobItemFailed']);
  // The failed one waits, so that it is not in the way of the next batch at once.
  expect((await store.get('orders', broken._id))?.dueAt).toBeGreaterThan(NOW);
  await expectBalanced(store);
});

test('a batch that meets another writer writes nothing, and its orders are settled one by one', async () => {
  const store = await openShop(allOrders());
  const other = new Interfering(store, async () => {
    const membership = newMembership(MERCHANT_ID, memberId(2), NOW);
    await store.insert('memberships', { ...membership, rev: 1 });
  });
  const { ports, said } = listening(other);
  const left = await completeTogether(ports, allOrders(), NOW, ORDERS);
  expect(left).toHaveLength(ORDERS);
  expect([said, store.dump().journals]).toEqual([['settledOneByOne'], []]);
  await runDueWork(ports, NOW);
  expect(new Set(statesOf(store))).toEqual(new Set(['completed']));
  await expectBalanced(store);
});

test('an order that changed after it was read is not settled by what it was', async () => {
  const store = await openShop(allOrders());
  const stale = allOrders();
  await store.replace('orders', { ...stale[3]!, note: 'changed' });
  const { ports } = listening(store);
  const left = await completeTogether(ports, stale, NOW, ORDERS);
  expect(left).toHaveLength(ORDERS);
  await advanceOrder(ports, stale[3]!, NOW);
  expect((await store.get('orders', stale[3]!._id))?.state).toBe('collected');
  await runDueWork(ports, NOW);
  expect(new Set(statesOf(store))).toEqual(new Set(['completed']));
});

test('an order with an open case waits, the others do not', async () => {
  const store = await openShop(allOrders());
  const open = { _id: 'r1', rev: 0, orderId: orderOf(4)._id, state: 'sending', dueAt: null, followUpAt: null };
  await store.insert('refunds', open as unknown as RefundDocument);
  const { ports } = listening(store);
  expect((await completeTogether(ports, allOrders(), NOW, ORDERS)).map(({ _id }) => _id)).toEqual([orderOf(4)._id]);
  await runDueWork(ports, NOW);
  const waiting = await store.get('orders', orderOf(4)._id);
  expect(waiting).toMatchObject({ state: 'collected' });
  expect(waiting!.dueAt).toBeGreaterThan(NOW);
  // Its group is not finished without it.
  expect(store.dump().groups.map(({ state }) => state)).toEqual(['arrived', 'finished']);
  await expectBalanced(store);
});

test('a group that nobody told of its last order is finished by its daily look', async () => {
  const orders = allOrders().map((order) => ({ ...order, state: 'completed' as const, dueAt: null }));
  const store = await openShop(orders);
  const { ports } = listening(store);
  const [group] = store.dump().groups;
  await store.update('groups', group!._id, {}, { set: { dueAt: NOW } });
  await runDueWork(ports, NOW);
  expect(await store.get('groups', group!._id)).toMatchObject({ state: 'finished', dueAt: null });
});

/** Does something else just before the first transaction. */
class Interfering implements Store {
  private done = false;
  constructor(
    private readonly store: Store,
    private readonly meanwhile: () => Promise<void>,
  ) {}

  get: Store['get'] = (...args) => this.store.get(...args);
  getMany: Store['getMany'] = (...args) => this.store.getMany(...args);
  find: Store['find'] = (...args) => this.store.find(...args);
  count: Store['count'] = (...args) => this.store.count(...args);
  insert: Store['insert'] = (...args) => this.store.insert(...args);
  insertMissing: Store['insertMissing'] = (...args) => this.store.insertMissing(...args);
  replace: Store['replace'] = (...args) => this.store.replace(...args);
  update: Store['update'] = (...args) => this.store.update(...args);
  remove: Store['remove'] = (...args) => this.store.remove(...args);
  async transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    if (!this.done) await this.meanwhile();
    this.done = true;
    return this.store.transact(work);
  }
}
