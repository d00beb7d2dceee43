import type { Store } from '../../cloudfunctions/usecases/ports';
import type { MemberDocument } from '../../cloudfunctions/usecases/documents';
import { MINUTE_MS } from '../../src/contract/time';
import { Crash, CrashingStore, type CrashMode } from './crashing-store';
import { useNeighbourhood, SUB_MCH } from './neighbourhood';
import { enterCloud } from './support/enter-cloud';

const town = useNeighbourhood();
const MODES: readonly CrashMode[] = ['before', 'after'];
/** More store calls than any command here makes. */
const MOST_CALLS = 60;

/** The use cases in this process, over the same cloud, with a store that ends them at a chosen call. */
async function inProcess(at: number, mode: CrashMode) {
  enterCloud(town().cloud.url);
  const { makePorts } = await import('../../cloudfunctions/adapters/make-ports');
  const ports = makePorts();
  const store = new CrashingStore(ports.store, at, mode);
  return { ports: { ...ports, store: store as Store }, store, now: await town().now() };
}

async function memberOf(openid: string): Promise<MemberDocument> {
  await town().call(openid, 'enter', {});
  const members = await town().cloud.documents('members');
  return members.find((member) => member.openid === openid) as unknown as MemberDocument;
}

/** Runs the work with a crash at every call in both modes; returns how many crashes there were. */
async function everyCrash(work: (at: number, mode: CrashMode) => Promise<boolean>): Promise<number> {
  let crashes = 0;
  for (const mode of MODES)
    for (let at = 0; at < MOST_CALLS; at += 1) {
      if (!(await work(at, mode))) break;
      crashes += 1;
    }
  return crashes;
}

async function crashed(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof Crash) return true;
    throw error;
  }
}

test('placing an order, ended at every store call: the stock comes back or the order stands, and a retry places it once', async () => {
  const t = town();
  const { placeOrder } = await import('../../cloudfunctions/usecases/place-order');
  const caller = await memberOf('openid-crash-place');
  const { groupId, sku, campaignId } = await t.openGroup({ stock: 1000, limit: 900, closesInMs: 100 * 60 * MINUTE_MS });
  let expected = 1000;
  const crashes = await everyCrash(async (at, mode) => {
    const input = t.orderInput(groupId, sku, { units: 2 });
    const { ports, now } = await inProcess(at, mode);
    const context = { ports, now, caller, shareCode: undefined };
    const parsed = { ...input, lines: input.lines, points: 0 } as unknown as Parameters<typeof placeOrder>[1];
    const ended = await crashed(() => placeOrder(context, parsed));
    await t.advance(12 * MINUTE_MS);
    await t.settleDown();
    const orders = (await t.cloud.documents('orders')).filter((order) => order.groupId === groupId);
    const held = orders.filter(({ state }) => state === 'unpaid').length * 2;
    expect({ at, mode, left: await t.stockLeft(campaignId, sku) }).toEqual({ at, mode, left: expected - held });
    const retried = await t.call(caller.openid, 'placeOrder', input);
    expect(retried.order.state).toBe('unpaid');
    await t.pay(retried.order.orderId);
    expected -= 2;
    expect(await t.stockLeft(campaignId, sku)).toBe(expected);
    return ended;
  });
  process.stdout.write(`placeOrder: ${crashes} interruptions, each swept or finished\n`);
  expect(crashes).toBeGreaterThan(15);
}, 240_000);

test('booking a payment, ended at every store call: the report that comes again books it once', async () => {
  const t = town();
  const { applyPayment } = await import('../../cloudfunctions/usecases/apply-payment');
  const { groupId, sku } = await t.openGroup({ stock: 1000, closesInMs: 100 * 60 * MINUTE_MS });
  let people = 0;
  const crashes = await everyCrash(async (at, mode) => {
    const openid = `openid-crash-pay-${mode}-${at}`;
    const orderId = await t.place(openid, groupId, sku);
    const { ports, now } = await inProcess(at, mode);
    const payment = { orderId, subMchId: SUB_MCH, transactionId: 'tx', fen: 1000, openid };
    const ended = await crashed(() => applyPayment(ports, now, payment));
    await t.pay(orderId);
    await t.advance(2 * MINUTE_MS);
    await t.settleDown();
    people += 1;
    const { card } = await t.call('', 'getGroup', { groupId });
    expect({ at, mode, people: card.people, units: card.units }).toEqual({ at, mode, people, units: people });
    const journals = (await t.cloud.documents('journals')).filter(({ _id }) => String(_id).endsWith(orderId));
    expect(journals).toHaveLength(1);
    return ended;
  });
  process.stdout.write(`applyPayment: ${crashes} interruptions, each booked once\n`);
  expect(crashes).toBeGreaterThan(10);
}, 240_000);
