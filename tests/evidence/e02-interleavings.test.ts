import { HOUR_MS, MINUTE_MS } from '../../src/contract/time';
import { applyPayment } from '../../cloudfunctions/usecases/apply-payment';
import { cancelUnpaid } from '../../cloudfunctions/usecases/close-unpaid';
import { placeOrder } from '../../cloudfunctions/usecases/place-order';
import { recentMerchant, recentPoint } from '../../cloudfunctions/usecases/recent';
import { CALLS } from '../../src/contract/calls';
import * as v from 'valibot';
import { MERCHANT, OWNER, SUB_MCH, type Instance, type Town } from '../simulation/town';
import { exploreAll, exploreRandom, type MakeWorld, type Step } from '../simulation/world/scheduler';
import { drain, findings } from './end-state';
import { buy, INVITER, LEADER, orderInput, place, richTown, SCENARIOS, SHOPPER, smallTown } from './scenarios';

/**
 * E2: two commands at once, step by step. Every schedule there is where each has at most 6 steps; beyond that schedules of
 * chance from a seed. After each the books are right, and what had to happen once happened once.
 */
const FULL = process.env.LINTUAN_FULL === '1';
const SCHEDULES = FULL ? 400 : 40;
let all = 0;
let byChance = 0;

/** An instance whose store calls are steps, once it knows the merchant and the point like one that is warm. */
async function warm(town: Town, step: Step): Promise<Instance> {
  let isWarm = false;
  const store = town.data.withStep((label) => (isWarm ? step(label) : Promise.resolve()));
  const instance = town.instance(store);
  const [point] = town.data.dump().points;
  await recentMerchant(store, MERCHANT, instance.now);
  if (point) await recentPoint(store, point._id, instance.now);
  isWarm = true;
  return instance;
}

/** Both at once, and afterwards: what is wrong. */
const world =
  (
    prepare: () => Promise<{ town: Town; acts: ((instance: Instance) => Promise<unknown>)[]; check: () => void }>,
  ): MakeWorld =>
  async (scheduler) => {
    const { town, acts, check } = await prepare();
    const instances: Instance[] = [];
    const steps: (Step | undefined)[] = [];
    for (const [index] of acts.entries())
      instances.push(await warm(town, (label) => steps[index]?.(label) ?? Promise.resolve()));
    for (const [index, act] of acts.entries())
      void scheduler.spawn(String.fromCharCode(97 + index), (step) => {
        steps[index] = step;
        return act(instances[index] as Instance).catch(() => undefined);
      });
    return async () => {
      check();
      await drain(town);
      expect(findings(town)).toEqual([]);
    };
  };

const count = (town: Town, id: string): number => town.data.dump().journals.filter(({ _id }) => _id === id).length;
const payment = (orderId: string, openid: string) => ({
  orderId,
  subMchId: SUB_MCH,
  transactionId: 'tx',
  fen: 1000,
  openid,
});

async function unpaidOrder() {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId, [{ stock: 5 }]);
  const orderId = await place(town, INVITER, group);
  return { town, group, orderId };
}

test('two reports of one payment', async () => {
  all += await exploreAll(
    world(async () => {
      const { town, orderId } = await unpaidOrder();
      town.provider.pay(orderId);
      town.provider.reports.length = 0;
      const act = ({ ports, now }: Instance) => applyPayment(ports, now, payment(orderId, INVITER));
      const check = () => {
        expect(count(town, `pay:${orderId}`)).toBe(1);
        expect(town.data.dump().progress.map(({ orders }) => orders)).toContain(1);
      };
      return { town, acts: [act, act], check };
    }),
    14,
  );
}, 120_000);

test('a payment and the cancellation of its order', async () => {
  const make = world(async () => {
    const { town, orderId } = await unpaidOrder();
    town.provider.pay(orderId);
    town.provider.reports.length = 0;
    const check = () => {
      const order = town.data.dump().orders.find(({ _id }) => _id === orderId);
      expect(count(town, `pay:${orderId}`)).toBe(1);
      expect(order?.state === 'paid' || town.data.dump().refunds.length === 1).toBe(true);
    };
    return {
      town,
      acts: [
        ({ ports, now }) => applyPayment(ports, now, payment(orderId, INVITER)),
        ({ ports, now }) => cancelUnpaid(ports, now, orderId, { kind: 'cancelled', by: null, commandId: null }),
      ],
      check,
    };
  });
  if (FULL) all += await exploreAll(make, 16);
  else byChance += await exploreRandom(make, { seed: 2, schedules: SCHEDULES * 4 });
}, 300_000);

test('two shoppers and the last unit', async () => {
  const make = world(async () => {
    const town = await smallTown();
    const group = await town.openGroup(LEADER, town.pointId, [{ stock: 1 }]);
    const { members } = town.data.dump();
    const input = v.parse(CALLS.placeOrder.input, { ...orderInput(town, group), commandId: 'command-last' });
    const acts = [SHOPPER, INVITER].map((openid) => ({ ports, now }: Instance) => {
      const caller = members.find((member) => member.openid === openid);
      if (!caller) throw new Error('nobody');
      // Who picks up is known, so that nothing but the placing is done.
      return placeOrder({ ports, now, caller: { ...caller, person: input.person }, shareCode: undefined }, input);
    });
    const check = () => {
      expect(town.data.dump().orders.filter(({ groupId }) => groupId === group.groupId)).toHaveLength(1);
      expect(town.data.dump().stocks.find(({ campaignId }) => campaignId === group.campaignId)?.left).toBe(0);
    };
    return { town, acts, check };
  });
  // Who comes too late takes more steps to give back what it held.
  if (FULL) all += await exploreAll(make, 24);
  else byChance += await exploreRandom(make, { seed: 3, schedules: SCHEDULES * 4 });
}, 300_000);

/** Every piece of work of E1 against itself, as when a timer ticks twice or a tap comes twice. */
test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))(
  '%s, twice at once',
  async (_, { prepare }) => {
    byChance += await exploreRandom(
      world(async () => {
        const { town, act } = await prepare();
        return { town, acts: [act, act], check: () => undefined };
      }),
      { seed: 7, schedules: Math.ceil(SCHEDULES / 4) },
    );
  },
  120_000,
);

test('a cancellation while its group closes and is decided', async () => {
  byChance += await exploreRandom(
    world(async () => {
      const town = await smallTown();
      const group = await town.openGroup(LEADER, town.pointId, [{ threshold: { kind: 'people', count: 2 } }]);
      const orderId = await buy(town, SHOPPER, group);
      await buy(town, INVITER, group);
      town.now += 2 * HOUR_MS - MINUTE_MS;
      const commandId = town.commandId();
      const close = (instance: Instance) => town.answer(LEADER, 'closeGroup', { groupId: group.groupId }, instance);
      const cancel = (instance: Instance) => town.answer(SHOPPER, 'cancelOrder', { commandId, orderId }, instance);
      return { town, acts: [close, cancel], check: () => undefined };
    }),
    { seed: 11, schedules: SCHEDULES * 2 },
  );
}, 120_000);

test('a payment while the job gives everything of a cancelled group back', async () => {
  byChance += await exploreRandom(
    world(async () => {
      const { town, group, orderId } = await unpaidOrder();
      await town.call(OWNER, 'cancelGroup', { groupId: group.groupId });
      // The job comes late: its first look is its last, after which nothing is due for the group any more.
      town.now += 2 * MINUTE_MS;
      town.provider.pay(orderId);
      town.provider.reports.length = 0;
      const pay = ({ ports, now }: Instance) => applyPayment(ports, now, payment(orderId, INVITER));
      const check = () => {
        expect(count(town, `pay:${orderId}`)).toBe(1);
        expect(town.data.dump().refunds.map(({ fen }) => fen)).toEqual([1000]);
      };
      return { town, acts: [(instance) => town.tick(instance), pay], check };
    }),
    { seed: 23, schedules: SCHEDULES * 4 },
  );
}, 120_000);

test('two requests of one payee for the same money', async () => {
  byChance += await exploreRandom(
    world(async () => {
      const { town, acts } = await askedTwice();
      const check = () => {
        const { withdrawals, payees } = town.data.dump();
        expect(withdrawals).toHaveLength(1);
        expect(payees[0]?.openWithdrawalId).toBe(withdrawals[0]?._id);
      };
      return { town, acts, check };
    }),
    { seed: 13, schedules: SCHEDULES * 2 },
  );
}, 120_000);

async function askedTwice() {
  const town = await richTown();
  const ask = { merchantId: MERCHANT, role: 'leader', amountFen: 1_500 } as const;
  const acts = ['command-ask-1', 'command-ask-2'].map(
    (commandId) => (instance: Instance) => town.answer(LEADER, 'askWithdrawal', { ...ask, commandId }, instance),
  );
  return { town, acts };
}

test('one request twice at once is answered alike', async () => {
  byChance += await exploreRandom(
    world(async () => {
      const town = await richTown();
      const input = { commandId: 'command-ask-1', merchantId: MERCHANT, role: 'leader', amountFen: 1_500 } as const;
      const replies: unknown[] = [];
      const act = async (instance: Instance) => {
        const reply = await town.answer(LEADER, 'askWithdrawal', input, instance);
        replies.push(reply.ok ? reply.output.withdrawal.withdrawalId : reply.error.code);
      };
      const check = () => expect([replies.length, new Set(replies).size]).toEqual([2, 1]);
      return { town, acts: [act, act], check };
    }),
    { seed: 19, schedules: SCHEDULES * 4 },
  );
}, 120_000);

test('a request while the one before it ends', async () => {
  byChance += await exploreRandom(
    world(async () => {
      const {
        town,
        acts: [first, second],
      } = await askedTwice();
      await first?.(town.instance());
      const [open] = town.data.dump().withdrawals;
      const decision = { kind: 'reject', reason: '先对账' } as const;
      const input = { commandId: town.commandId(), merchantId: MERCHANT, withdrawalId: open?._id ?? '', decision };
      const reject = (instance: Instance) => town.answer('openid-owner', 'decideWithdrawal', input, instance);
      const check = () => {
        const { withdrawals } = town.data.dump();
        expect(withdrawals.filter(({ state }) => state === 'requested').length).toBe(withdrawals.length - 1);
      };
      return { town, acts: [reject, second ?? reject], check };
    }),
    { seed: 17, schedules: SCHEDULES * 2 },
  );
}, 120_000);

afterAll(() => {
  process.stdout.write(
    `E2  interleavings: ${all} schedules, all there are, of two commands, ${byChance} of chance beyond\n`,
  );
});
