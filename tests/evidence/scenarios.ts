import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/contract/time';
import type { MerchantSettings } from '../../cloudfunctions/core/settings';
import { DEFAULT_SETTINGS } from '../../cloudfunctions/core/settings';
import { MERCHANT, OWNER, Town, type Instance, type Offer } from '../simulation/town';
import { Random } from '../simulation/world/random';

export const SHOPPER = 'openid-shopper';
export const LEADER = 'openid-leader';
export const INVITER = 'openid-inviter';

/** A piece of work that moves value, ready to be done: by a person, the provider or the timer. */
export interface Prepared {
  town: Town;
  /** Does the work once, in a function instance of its own. Repeating it is what whoever asked for it would do. */
  act: (instance: Instance) => Promise<unknown>;
}
export interface Scenario {
  name: string;
  /** The same every time: what is built for one fault is what is built for the next. */
  prepare: () => Promise<Prepared>;
}

/** A town with a leader, an inviter and one shopper whom the inviter brought. */
export async function smallTown(settings: Partial<MerchantSettings> = {}): Promise<Town & { pointId: string }> {
  const town = new Town(new Random(1));
  await town.found(settings);
  const pointId = await town.appoint(LEADER);
  const { groupId } = await town.openGroup(LEADER, pointId, [{ stock: 1 }]);
  const { code } = await town.call(INVITER, 'shareGroup', { groupId });
  await town.call(SHOPPER, 'enter', {}, code);
  return Object.assign(town, { pointId });
}

type SmallTown = Awaited<ReturnType<typeof smallTown>>;
type Group = Awaited<ReturnType<Town['openGroup']>>;

export interface Wish {
  units?: number;
  price?: number;
  points?: number;
  couponId?: string | null;
  commandId?: string;
}

export function orderInput(town: Town, group: Group, wish: Wish = {}) {
  return {
    commandId: wish.commandId ?? town.commandId(),
    groupId: group.groupId,
    lines: [{ sku: group.skus[0] ?? '', units: wish.units ?? 1, seenPriceFen: wish.price ?? 1000 }],
    couponId: wish.couponId ?? null,
    points: wish.points ?? 0,
    person: { name: '林晚', phone: '13800002086' },
    note: '',
  };
}

export async function place(town: Town, openid: string, group: Group, wish: Wish = {}): Promise<string> {
  const { order } = await town.call(openid, 'placeOrder', orderInput(town, group, wish));
  return order.orderId;
}

export async function buy(town: Town, openid: string, group: Group, wish: Wish = {}): Promise<string> {
  const orderId = await place(town, openid, group, wish);
  town.provider.pay(orderId);
  await town.settleDown();
  return orderId;
}

/** Lets a group that closes in two hours form and its orders be collected and completed. */
export async function complete(town: Town, group: Group): Promise<void> {
  await town.advance(3 * HOUR_MS, 10 * MINUTE_MS);
  await town.call(LEADER, 'markArrived', { groupId: group.groupId });
  await town.advance(15 * DAY_MS, DAY_MS);
}

/** A town whose shopper has points: one order of 200 yuan was completed. */
export async function richTown(settings: Partial<MerchantSettings> = {}): Promise<SmallTown> {
  const town = await smallTown(settings);
  const group = await town.openGroup(LEADER, town.pointId, [{ tiers: [[1, 20_000]] }]);
  await buy(town, SHOPPER, group, { price: 20_000 });
  await complete(town, group);
  return town;
}

const TIERED: Partial<Offer> = {
  tiers: [
    [1, 3280],
    [3, 2680],
  ],
};

/** Referral rewards in points instead of money. */
const REFERRAL_IN_POINTS = { referral: { ...DEFAULT_SETTINGS.referral, unit: 'POINT' as const } };

export async function giveCoupon(town: Town): Promise<string> {
  await town.call(OWNER, 'giveCoupons', {
    commandId: town.commandId(),
    merchantId: MERCHANT,
    tier: null,
    title: '满 10 减 3',
    terms: { kind: 'fixed', overFen: 1000, offFen: 300 },
    expiresAt: town.now + 90 * DAY_MS,
  });
  const [coupon] = town.data.dump().coupons;
  return coupon?._id ?? '';
}

const member =
  <Name extends Parameters<Town['answer']>[1]>(
    town: Town,
    openid: string,
    call: Name,
    input: Parameters<Town['answer']>[2],
  ) =>
  (instance: Instance) =>
    town.answer(openid, call, input as never, instance);

/** Every use case that moves value, each in the state in which it moves the most. */
export const SCENARIOS: readonly Scenario[] = [
  {
    name: 'placeOrder',
    prepare: async () => {
      const town = await smallTown();
      const group = await town.openGroup(LEADER, town.pointId);
      return { town, act: member(town, SHOPPER, 'placeOrder', orderInput(town, group, { units: 2 })) };
    },
  },
  {
    name: 'placeOrder with points and a coupon',
    prepare: async () => {
      const town = await richTown();
      const couponId = await giveCoupon(town);
      const group = await town.openGroup(LEADER, town.pointId);
      const input = orderInput(town, group, { units: 2, points: 200, couponId });
      return { town, act: member(town, SHOPPER, 'placeOrder', input) };
    },
  },
  {
    name: 'placeOrder paid with points alone, up to half and a coupon',
    prepare: async () => {
      const town = await richTown({ pointsMaxBps: 10_000 });
      const group = await town.openGroup(LEADER, town.pointId, [{ tiers: [[1, 200]] }]);
      return {
        town,
        act: member(town, SHOPPER, 'placeOrder', orderInput(town, group, { price: 200, points: 200 })),
      };
    },
  },
  {
    name: 'payment reported',
    prepare: async () => {
      const town = await smallTown();
      const group = await town.openGroup(LEADER, town.pointId);
      return paymentReported(town, group, {});
    },
  },
  {
    name: 'payment reported, with points',
    prepare: async () => {
      const town = await richTown();
      const group = await town.openGroup(LEADER, town.pointId);
      return paymentReported(town, group, { units: 2, points: 100 });
    },
  },
  {
    name: 'payment after the cancellation',
    prepare: async () => {
      const town = await smallTown();
      const group = await town.openGroup(LEADER, town.pointId);
      const orderId = await place(town, SHOPPER, group);
      // The shopper pays after the job has asked and before it closes: seen from here, a payment of a cancelled order.
      await town.data.update('orders', orderId, {}, { set: { dueAt: null } });
      await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId });
      town.provider.pay(orderId);
      const [report] = town.provider.reports.splice(0);
      return { town, act: (instance) => (report ? town.deliver(report, instance) : Promise.resolve()) };
    },
  },
  {
    name: 'job: a payment after the member cancelled, never reported',
    prepare: async () => {
      const town = await smallTown();
      const group = await town.openGroup(LEADER, town.pointId);
      const orderId = await place(town, SHOPPER, group);
      await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId });
      town.provider.pay(orderId);
      town.provider.reports.splice(0);
      town.now += 6 * MINUTE_MS;
      return { town, act: (instance) => town.tick(instance) };
    },
  },
  {
    name: 'cancelOrder, unpaid, with points and a coupon',
    prepare: async () => {
      const town = await richTown();
      const couponId = await giveCoupon(town);
      const group = await town.openGroup(LEADER, town.pointId);
      const orderId = await place(town, SHOPPER, group, { units: 2, points: 200, couponId });
      return { town, act: member(town, SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId }) };
    },
  },
  {
    name: 'cancelOrder, one unit of a paid order',
    prepare: async () => {
      const town = await richTown();
      const group = await town.openGroup(LEADER, town.pointId);
      const orderId = await buy(town, SHOPPER, group, { units: 3, points: 200 });
      const lines = [{ sku: group.skus[0] ?? '', units: 1 }];
      return { town, act: member(town, SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId, lines }) };
    },
  },
  {
    name: 'cancelOrder, all of a paid order',
    prepare: async () => {
      const town = await richTown();
      const couponId = await giveCoupon(town);
      const group = await town.openGroup(LEADER, town.pointId);
      const orderId = await buy(town, SHOPPER, group, { units: 2, points: 100, couponId });
      return { town, act: member(town, SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId }) };
    },
  },
  {
    name: 'refund reported',
    prepare: async () => {
      const town = await richTown();
      const group = await town.openGroup(LEADER, town.pointId);
      const orderId = await buy(town, SHOPPER, group, { units: 2, points: 200 });
      await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId });
      town.now += MINUTE_MS;
      const [report] = town.provider.reports.splice(0);
      return { town, act: (instance) => (report ? town.deliver(report, instance) : Promise.resolve()) };
    },
  },
  {
    name: 'job: an unpaid order times out',
    prepare: async () => {
      const town = await richTown();
      const couponId = await giveCoupon(town);
      const group = await town.openGroup(LEADER, town.pointId);
      await place(town, SHOPPER, group, { units: 2, points: 200, couponId });
      town.now += 16 * MINUTE_MS;
      return { town, act: (instance) => town.tick(instance) };
    },
  },
  {
    name: 'job: a payment without a report',
    prepare: async () => {
      const town = await smallTown();
      const group = await town.openGroup(LEADER, town.pointId);
      town.provider.pay(await place(town, SHOPPER, group));
      town.provider.reports.splice(0);
      town.now += 4 * MINUTE_MS;
      return { town, act: (instance) => town.tick(instance) };
    },
  },
  {
    name: 'job: a group forms and a difference goes back',
    prepare: async () => {
      const town = await smallTown();
      const group = await town.openGroup(LEADER, town.pointId, [TIERED]);
      await buy(town, SHOPPER, group, { units: 2, price: 3280 });
      await buy(town, INVITER, group, { units: 2, price: 3280 });
      town.now += 2 * HOUR_MS;
      await town.tick();
      town.now += 2 * MINUTE_MS;
      await town.tick();
      return { town, act: (instance) => town.tick(instance) };
    },
  },
  {
    name: 'job: a group fails',
    prepare: async () => {
      const town = await richTown();
      const group = await town.openGroup(LEADER, town.pointId, [{ threshold: { kind: 'people', count: 3 } }]);
      await buy(town, SHOPPER, group, { units: 2, points: 100 });
      town.now += 2 * HOUR_MS;
      await town.tick();
      town.now += 2 * MINUTE_MS;
      await town.tick();
      return { town, act: (instance) => town.tick(instance) };
    },
  },
  {
    name: 'cancelGroup and the job after it',
    prepare: async () => {
      const town = await smallTown();
      const group = await town.openGroup(LEADER, town.pointId);
      await buy(town, SHOPPER, group);
      await place(town, INVITER, group);
      const cancel = member(town, OWNER, 'cancelGroup', { groupId: group.groupId });
      return {
        town,
        act: async (instance) => {
          await cancel(instance);
          await town.tick(instance);
        },
      };
    },
  },
  completion('job: an order completes, its first', smallTown),
  completion('job: an order completes, the referral in points', () => smallTown(REFERRAL_IN_POINTS)),
  completion('job: an order completes, its second', richTown),
  {
    name: 'checkIn',
    prepare: async () => {
      const town = await smallTown();
      return { town, act: member(town, SHOPPER, 'checkIn', { merchantId: MERCHANT }) };
    },
  },
  {
    name: 'askRefund',
    prepare: async () => {
      const { town, orderId, sku } = await arrivedOrder();
      return { town, act: member(town, SHOPPER, 'askRefund', refundWish(town, orderId, sku)) };
    },
  },
  {
    name: 'decideRefund, approved',
    prepare: async () => {
      const { town, orderId, sku } = await arrivedOrder();
      await town.call(SHOPPER, 'askRefund', refundWish(town, orderId, sku));
      const refundNo = openRefund(town);
      const decision = { kind: 'approved' as const, answer: '' };
      return {
        town,
        act: member(town, OWNER, 'decideRefund', { commandId: town.commandId(), refundNo, decision }),
      };
    },
  },
  {
    name: 'job: a request that nobody decided',
    prepare: async () => {
      const { town, orderId, sku } = await arrivedOrder();
      await town.call(SHOPPER, 'askRefund', refundWish(town, orderId, sku));
      town.now += 48 * HOUR_MS;
      return { town, act: (instance) => town.tick(instance) };
    },
  },
  {
    name: 'refundOrder, after completion',
    prepare: async () => {
      const { town, orderId, sku } = await completedOrder();
      const lines = [{ sku, units: 1, goodwillFen: 0 }];
      const input = { commandId: town.commandId(), orderId, lines, note: '' };
      return { town, act: member(town, OWNER, 'refundOrder', input) };
    },
  },
  {
    name: 'refund after completion reported: the correction',
    prepare: () => correction({}),
  },
  {
    name: 'refund after completion reported: the correction, the referral in points',
    prepare: () => correction(REFERRAL_IN_POINTS),
  },
  {
    name: 'redeemReward, a coupon',
    prepare: async () => {
      const town = await richTown();
      const rewardId = await offerReward(town);
      const input = { commandId: town.commandId(), rewardId, seenPoints: 120, pointId: null };
      return { town, act: member(town, SHOPPER, 'redeemReward', input) };
    },
  },
  {
    name: 'job: points expire',
    prepare: async () => {
      const town = await richTown({ pointsMonths: 1 });
      town.now = Date.parse('2026-12-31T23:59:00+08:00');
      await town.settleDown();
      town.now += 2 * MINUTE_MS;
      return { town, act: (instance) => town.tick(instance) };
    },
  },
  {
    name: 'job: balances are folded',
    prepare: async () => {
      const town = await smallTown();
      const group = await town.openGroup(LEADER, town.pointId);
      for (const openid of [SHOPPER, INVITER]) {
        const orderId = await place(town, openid, group);
        town.provider.pay(orderId);
        for (const report of town.provider.reports.splice(0)) await town.deliver(report);
      }
      return { town, act: (instance) => town.tick(instance) };
    },
  },
  {
    name: 'askWithdrawal',
    prepare: async () => {
      const town = await richTown();
      return { town, act: member(town, LEADER, 'askWithdrawal', withdrawalInput(town)) };
    },
  },
  {
    name: 'decideWithdrawal, approved and sent',
    prepare: async () => {
      const town = await richTown();
      return { town, act: member(town, OWNER, 'decideWithdrawal', await decisionInput(town, 'approve')) };
    },
  },
  {
    name: 'decideWithdrawal, rejected',
    prepare: async () => {
      const town = await richTown();
      return { town, act: member(town, OWNER, 'decideWithdrawal', await decisionInput(town, 'reject')) };
    },
  },
  {
    name: 'checkWithdrawal, once it is confirmed',
    prepare: async () => {
      const town = await richTown();
      const input = await decisionInput(town, 'approve');
      await town.call(OWNER, 'decideWithdrawal', input);
      const { withdrawalId } = input;
      town.provider.endTransfer(withdrawalId, 'paid');
      return { town, act: member(town, LEADER, 'checkWithdrawal', { withdrawalId }) };
    },
  },
  {
    name: 'job: a withdrawal that nobody confirmed',
    prepare: async () => {
      const town = await richTown();
      await town.call(OWNER, 'decideWithdrawal', await decisionInput(town, 'approve'));
      town.now += DAY_MS + MINUTE_MS;
      return { town, act: (instance) => town.tick(instance) };
    },
  },
];

export const withdrawalInput = (town: Town) =>
  ({ commandId: town.commandId(), merchantId: MERCHANT, role: 'leader', amountFen: 1_500 }) as const;

export async function decisionInput(town: Town, kind: 'approve' | 'reject') {
  const { withdrawal } = await town.call(LEADER, 'askWithdrawal', withdrawalInput(town));
  const decision = kind === 'approve' ? ({ kind } as const) : ({ kind, reason: '先对账' } as const);
  const { withdrawalId } = withdrawal;
  return { commandId: town.commandId(), merchantId: MERCHANT, withdrawalId, decision };
}

/** An order of three units, paid with points among others, whose goods have arrived. */
export async function arrivedOrder(settings: Partial<MerchantSettings> = {}) {
  const town = await richTown(settings);
  const group = await town.openGroup(LEADER, town.pointId, [{ tiers: [[1, 9876]] }]);
  const orderId = await buy(town, SHOPPER, group, { units: 3, price: 9876, points: 200 });
  await town.advance(3 * HOUR_MS, 10 * MINUTE_MS);
  await town.call(LEADER, 'markArrived', { groupId: group.groupId });
  return { town, group, orderId, sku: group.skus[0] ?? '' };
}

async function completedOrder(settings: Partial<MerchantSettings> = {}) {
  const arrived = await arrivedOrder(settings);
  await arrived.town.advance(15 * DAY_MS, DAY_MS);
  return arrived;
}

async function correction(settings: Partial<MerchantSettings>): Promise<Prepared> {
  const { town, orderId, sku } = await completedOrder(settings);
  const lines = [{ sku, units: 1, goodwillFen: 0 }];
  await town.call(OWNER, 'refundOrder', { commandId: town.commandId(), orderId, lines, note: '' });
  town.now += MINUTE_MS;
  const [report] = town.provider.reports.splice(0);
  return { town, act: (instance) => (report ? town.deliver(report, instance) : Promise.resolve()) };
}

export const refundWish = (town: Town, orderId: string, sku: string) => ({
  commandId: town.commandId(),
  orderId,
  lines: [{ sku, units: 1 }],
  reason: '有一盒压坏了',
  pictures: [],
});

export const openRefund = (town: Town): string =>
  town.data.dump().refunds.find(({ state }) => state === 'requested')?._id ?? '';

export async function offerReward(town: Town): Promise<string> {
  const terms = { kind: 'fixed' as const, overFen: 1000, offFen: 300 };
  await town.call(OWNER, 'saveReward', {
    commandId: town.commandId(),
    merchantId: MERCHANT,
    rewardId: null,
    name: '满 10 减 3',
    summary: '',
    what: { kind: 'coupon', terms, days: 30 },
    points: 120,
    stock: 5,
    limitPerMember: 2,
    active: true,
  });
  const [reward] = town.data.dump().rewards;
  return reward?._id ?? '';
}

async function paymentReported(town: Town, group: Group, wish: Wish): Promise<Prepared> {
  town.provider.pay(await place(town, SHOPPER, group, wish));
  const [report] = town.provider.reports.splice(0);
  return { town, act: (instance) => (report ? town.deliver(report, instance) : Promise.resolve()) };
}

function completion(name: string, make: () => Promise<SmallTown>): Scenario {
  return {
    name,
    prepare: async () => {
      const town = await make();
      const group = await town.openGroup(LEADER, town.pointId, [{ tiers: [[1, 9876]], fresh: true }]);
      await buy(town, SHOPPER, group, { price: 9876 });
      await town.advance(3 * HOUR_MS, 10 * MINUTE_MS);
      await town.call(LEADER, 'markArrived', { groupId: group.groupId });
      await town.advance(7 * DAY_MS + HOUR_MS, DAY_MS);
      town.now += 2 * DAY_MS;
      return { town, act: (instance) => town.tick(instance) };
    },
  };
}
