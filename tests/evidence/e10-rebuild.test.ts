import type { Ports, Store } from '../../cloudfunctions/usecases/ports';
import { rebuildViews } from '../../cloudfunctions/usecases/rebuild-views';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/contract/time';
import { Life } from '../simulation/life';
import type { Town } from '../simulation/town';
import { FaultyStore, faultAt } from '../simulation/world/faulty-store';
import { Random } from '../simulation/world/random';
import { byChance, Scheduler } from '../simulation/world/scheduler';
import { MERCHANT, Neighbourhood, OWNER, SETUP_SECRET } from '../usecases/neighbourhood';
import { earnFrom } from '../usecases/support/earned';
import { enterCloud } from '../usecases/support/enter-cloud';
import { findings } from './end-state';
import { bytesOf, emptied, type Depth, type Views } from './views-of-journals';

/** E10: deleting all views of the journals and rebuilding them gives the same bytes. */
const SEEDS = process.env.LINTUAN_FULL === '1' ? 1000 : 40;
const ROUNDS = 90;
/** Store calls between two at which a rebuild is ended. */
const CRASH_EVERY = process.env.LINTUAN_FULL === '1' ? 1 : 9;
const total = { views: 0, journals: 0, seeds: 0 };

/** Takes away what journals say: the documents themselves, or what is in them. */
async function drop(store: Store, { balances, memberships, referralMonths }: Views, depth: Depth): Promise<void> {
  for (const { _id } of referralMonths) await store.remove('referralMonths', _id);
  for (const balance of balances)
    if (depth === 'derived') await store.remove('balances', balance._id);
    else await store.replace('balances', { ...balance, balance: 0, applied: [] });
  for (const membership of memberships)
    if (depth === 'derived') await store.remove('memberships', membership._id);
    else await store.replace('memberships', emptied(membership));
}

async function rebuildAll(ports: Ports, now: number): Promise<void> {
  for (let round = 0; round < 500; round += 1) if ((await rebuildViews(ports, now)).done) return;
  throw new Error('the rebuild never ends');
}

/** A generated history, in which views are rebuilt now and then while everybody goes on. */
async function live(seed: number): Promise<Town> {
  const random = new Random(seed);
  const life = await Life.begin(random.fork());
  const { town } = life;
  for (let round = 0; round < ROUNDS; round += 1) {
    const scheduler = new Scheduler(byChance(random));
    for (let number = 0; number < 1 + random.integer(4); number += 1) {
      const act = life.next();
      void scheduler.spawn(act.name, (step) => act.run(town.instance(town.data.withStep(step))));
    }
    if (random.chance(0.3))
      void scheduler.spawn('rebuild', async (step) => {
        const { ports, now } = town.instance(town.data.withStep(step));
        await rebuildViews(ports, now);
      });
    await scheduler.run();
    await life.passTime();
  }
  await town.settleDown();
  return town;
}

test(`${SEEDS} generated histories in memory`, async () => {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const town = await live(seed);
    expect([seed, findings(town)]).toEqual([seed, []]);
    const depth = seed % 2 === 0 ? 'all' : 'derived';
    const before = bytesOf(town.data.dump(), depth);
    await drop(town.data, town.data.dump(), depth);
    expect(bytesOf(town.data.dump(), depth)).not.toEqual(before);
    const { ports, now } = town.instance();
    await rebuildAll(ports, now);
    expect([seed, bytesOf(town.data.dump(), depth)]).toEqual([seed, before]);
    expect(town.data.dump().rebuilds.map(({ state, failed }) => [state, failed])).toEqual([['done', 0]]);
    // What the job folds afterwards finds its journals there already.
    await town.settleDown();
    town.now += MINUTE_MS;
    await town.settleDown();
    expect([seed, findings(town)]).toEqual([seed, []]);
    total.seeds += 1;
    total.views += before.length;
    total.journals += town.data.dump().journals.length;
  }
}, 3_600_000);

test('a rebuild that ends at a store call goes on where it stopped', async () => {
  const seed = 8;
  let crashes = 0;
  for (const mode of ['crashBefore', 'crashAfter'] as const)
    for (let at = 0, crashed = true; crashed; at += CRASH_EVERY) {
      const town = await live(seed);
      const before = bytesOf(town.data.dump(), 'derived');
      await drop(town.data, town.data.dump(), 'derived');
      const { ports, now } = town.instance(new FaultyStore(town.data, faultAt(at, mode)));
      crashed = await rebuildAll(ports, now).then(
        () => false,
        () => true,
      );
      await rebuildAll(town.instance().ports, now);
      expect([mode, at, bytesOf(town.data.dump(), 'derived')]).toEqual([mode, at, before]);
      await town.settleDown();
      expect([mode, at, findings(town)]).toEqual([mode, at, []]);
      crashes += 1;
    }
  expect(crashes).toBeGreaterThan(10);
}, 600_000);

describe('on the local cloud', () => {
  let town: Neighbourhood;
  beforeAll(async () => {
    town = await Neighbourhood.start();
  }, 60_000);
  afterAll(async () => {
    await town?.stop();
  }, 30_000);

  async function realPorts(): Promise<Ports> {
    enterCloud(town.cloud.url);
    const { makePorts } = await import('../../cloudfunctions/adapters/make-ports');
    return makePorts();
  }

  async function views(): Promise<Views> {
    return {
      balances: (await town.cloud.documents('balances')) as unknown as Views['balances'],
      memberships: (await town.cloud.documents('memberships')) as unknown as Views['memberships'],
      referralMonths: (await town.cloud.documents('referralMonths')) as unknown as Views['referralMonths'],
    };
  }

  /** Orders with points and without, refunds before and after completion, check-ins, referrals in fen and in points. */
  async function liveALittle(): Promise<void> {
    const { store } = await realPorts();
    for (const [round, unit] of (['FEN', 'POINT'] as const).entries()) {
      const merchant = await store.get('merchants', MERCHANT);
      if (!merchant) throw new Error('the merchant is gone');
      const { settings } = merchant;
      const set = { settings: { ...settings, referral: { ...settings.referral, unit }, pointsStep: 10 } };
      await store.update('merchants', MERCHANT, {}, { set, increment: { rev: 1 } });
      // Function instances go by what they read at most half a minute ago.
      await town.advance(MINUTE_MS);
      const leader = `openid-leader-${round}`;
      const pointId = await town.appoint(leader, '老秦', `梧桐小院 ${round} 号`);
      const first = await town.openGroup({ closesInMs: HOUR_MS });
      const { code } = await town.call(`openid-inviter-${round}`, 'shareGroup', { groupId: first.groupId });
      const shopper = `openid-shopper-${round}`;
      const orderId = await earnFrom(town, { priceFen: 20_000, shopper, leader, pointId, shareCode: code });
      for (let day = 0; day < 3; day += 1) {
        await town.call(shopper, 'checkIn', { merchantId: MERCHANT });
        await town.advance(DAY_MS);
      }
      await correctOrder(orderId);
      const { groupId, sku } = await town.openGroup({ closesInMs: 30 * HOUR_MS });
      const paid = await town.buy(shopper, groupId, sku, { units: 3, points: 50 });
      await town.call(shopper, 'cancelOrder', {
        commandId: town.commandId(),
        orderId: paid,
        lines: [{ sku, units: 1 }],
      });
      await town.place(shopper, groupId, sku, { points: 20 });
      await town.advance(5 * MINUTE_MS);
      await town.settleDown();
    }
  }

  /** The merchant gives something back after the completion, which takes back of every reward. */
  async function correctOrder(orderId: string): Promise<void> {
    const [line] = (await town.call(OWNER, 'getOrder', { orderId })).order.lines;
    if (!line) throw new Error('an order without lines');
    const lines = [{ sku: line.sku, units: 0, goodwillFen: 5000 }];
    await town.call(OWNER, 'refundOrder', { commandId: town.commandId(), orderId, lines, note: '碰伤了一点' });
    await town.settleDown();
    await town.advance(2 * MINUTE_MS);
    await town.settleDown();
  }

  test('a lively history', async () => {
    await liveALittle();
    await town.booksBalance();
    const { store } = await realPorts();
    for (const depth of ['all', 'derived'] as const) {
      const before = await views();
      expect(before.memberships.some(({ held }) => Object.keys(held).length > 0)).toBe(true);
      expect(before.referralMonths.length).toBeGreaterThan(1);
      await drop(store, before, depth);
      const event = { secret: SETUP_SECRET, do: 'rebuildViews' };
      for (let round = 0; round < 100; round += 1) {
        const { done } = (await town.cloud.post('/dev/invoke', { function: 'job', event })) as { done: boolean };
        if (done) break;
      }
      expect(bytesOf(await views(), depth)).toEqual(bytesOf(before, depth));
      await town.booksBalance();
      total.views += bytesOf(before, depth).length;
    }
    const journals = await town.cloud.documents('journals');
    const kinds = new Set(journals.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      expect.arrayContaining(['correct', 'earn', 'hold', 'pay', 'refund', 'settle']) as unknown,
    );
    total.journals += 2 * journals.length;
  }, 300_000);
});

afterAll(() => {
  process.stdout.write(
    `E10  rebuild: ${total.views} views from ${total.journals} journals, equal bytes (${total.seeds} generated histories and one on the local cloud)\n`,
  );
});
