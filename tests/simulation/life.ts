import type { CallInput, CallName } from '../../src/contract/calls';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/contract/time';
import { pointsToNumber } from '../../src/contract/points';
import { fenToNumber } from '../../src/contract/money';
import { available } from '../../cloudfunctions/core/points/lots';
import { unitPrice } from '../../cloudfunctions/core/pricing/price-tiers';
import { DEFAULT_SETTINGS, type MerchantSettings } from '../../cloudfunctions/core/settings';
import type { GroupDocument, OrderDocument } from '../../cloudfunctions/usecases/documents';
import { pointsStateOf } from '../../cloudfunctions/usecases/memberships';
import { MERCHANT, OWNER, Town, type Instance, type Offer } from './town';
import type { Random } from './world/random';

/** Something that somebody does; doing it again is what they do when they heard nothing. */
export interface Act {
  name: string;
  /** What makes it the same when it is done again; '' for what is not a command. */
  key: string;
  run(instance: Instance): Promise<unknown>;
}

const LEADERS = ['openid-leader-0', 'openid-leader-1'];

/** A merchant whose numbers bring the edges near: short windows, small caps, points that soon expire, rates that are too high. */
function someSettings(random: Random): Partial<MerchantSettings> {
  const tierGrowth = random.pick([20, 500]);
  return {
    windowDays: random.pick([1, 2, 7]),
    freshWindowHours: random.pick([1, 48]),
    autoCollectDays: random.pick([1, 7]),
    afterSaleDecisionHours: random.pick([2, 48]),
    pointsStep: random.pick([1, 10, 100]),
    pointsMaxBps: random.pick([2500, 5000, 10_000]),
    pointsMonths: random.pick([0, 1, 12]),
    commissionBps: random.pick([0, 800, 9900]),
    referral: {
      ...DEFAULT_SETTINGS.referral,
      unit: random.pick(['FEN', 'POINT']),
      bps: random.pick([200, 333, 5000]),
      perOrderLimit: random.pick([50, 2000]),
      perMonthLimit: random.pick([100, 50_000]),
    },
    tiers: DEFAULT_SETTINGS.tiers.map((tier, index) => ({ ...tier, growth: index * tierGrowth })),
  };
}

const PRICES: [number, number][][] = [
  [[1, 1]],
  [[1, 999]],
  [
    [1, 3280],
    [3, 2680],
  ],
  [
    [1, 1001],
    [2, 997],
    [5, 333],
  ],
  [[1, 20_000]],
];

const someOffer = (random: Random): Partial<Offer> => ({
  tiers: random.pick(PRICES),
  stock: random.pick([1, 3, 8, 50]),
  limit: random.pick([null, 2, 6]),
  threshold: random.pick([{ kind: 'none' }, { kind: 'people', count: 2 }, { kind: 'units', count: 4 }]),
  closesInMs: random.pick([30 * MINUTE_MS, 2 * HOUR_MS]),
  commissionBps: random.pick([null, 0, 1234]),
  fresh: random.chance(0.5),
});

/** A generated neighbourhood and the things that may happen in it next. */
export class Life {
  private readonly points = new Map<string, string>();
  private readonly shoppers: string[] = [];

  private constructor(
    readonly town: Town,
    private readonly random: Random,
  ) {}

  static async begin(random: Random): Promise<Life> {
    const life = new Life(new Town(random.fork()), random);
    await life.settle();
    return life;
  }

  /** The merchant, its leaders, a few groups, and members of whom some brought others. */
  private async settle(): Promise<void> {
    const { town, random } = this;
    await town.found(someSettings(random));
    for (const leader of LEADERS.slice(0, 1 + random.integer(2))) this.points.set(leader, await town.appoint(leader));
    await this.openGroup();
    if (random.chance(0.5)) await this.openGroup();
    const [group] = town.data.all('groups');
    for (let number = 0; number < 2 + random.integer(4); number += 1) {
      const openid = `openid-${number}`;
      const inviter = random.chance(0.6) ? random.pick([...this.shoppers, OWNER, LEADERS[0] ?? OWNER]) : undefined;
      const shared = inviter && group && (await town.call(inviter, 'shareGroup', { groupId: group._id }));
      await town.call(openid, 'enter', {}, shared ? shared.code : undefined);
      this.shoppers.push(openid);
    }
    if (random.chance(0.5)) await this.completeOrders();
  }

  /** A past, so that there is something to withdraw, to correct, to spend and to lose: everybody's order is completed. */
  private async completeOrders(): Promise<void> {
    const { town, random } = this;
    const [leader, pointId] = random.pick([...this.points]);
    const priceFen = random.pick([999, 9_876, 150_000]);
    const { groupId, skus } = await town.openGroup(leader, pointId, [{ tiers: [[1, priceFen]], fresh: true }]);
    for (const openid of this.shoppers) {
      const lines = [{ sku: skus[0] ?? '', units: 1 + random.integer(3), seenPriceFen: priceFen }];
      const person = { name: '林晚', phone: '13800002086' };
      const commandId = town.commandId();
      const input = { commandId, groupId, lines, couponId: null, points: 0, person, note: '' };
      const { order } = await town.call(openid, 'placeOrder', input);
      town.provider.pay(order.orderId);
    }
    await town.advance(3 * HOUR_MS);
    await town.call(leader, 'markArrived', { groupId });
    await town.advance(10 * DAY_MS, 2 * DAY_MS);
    await this.openGroup();
  }

  private async openGroup(): Promise<void> {
    const { town, random } = this;
    const [leader, pointId] = random.pick([...this.points]);
    const offers = Array.from({ length: 1 + random.integer(2) }, () => someOffer(random));
    await town.openGroup(leader, pointId, offers);
  }

  /** Someone's next act, of those that somebody can do now. */
  next(): Act {
    for (let tries = 0; tries < 12; tries += 1) {
      const act = this.random.pick(ACTS)(this.town, this.random, this.shoppers);
      if (act) return act;
    }
    return tick(this.town);
  }

  /** Time goes on by little while a group is open, now and then by days, and sooner or later another one opens. */
  async passTime(): Promise<void> {
    const { town, random } = this;
    const open = town.data.all('groups').some(({ closesAt }) => town.now < closesAt);
    const little = open && random.chance(0.9);
    const longest = little
      ? random.pick([1, 1000, MINUTE_MS, 6 * MINUTE_MS])
      : random.pick([MINUTE_MS, 20 * MINUTE_MS, 3 * HOUR_MS, DAY_MS, 9 * DAY_MS]);
    town.now += 1 + random.integer(longest);
    if (!open && random.chance(0.25)) await this.openGroup();
  }
}

type MakeAct = (town: Town, random: Random, shoppers: readonly string[]) => Act | undefined;

/** A call of a person, with a command id of its own where it takes one. */
function called<Name extends CallName>(town: Town, openid: string, call: Name, input: CallInput<Name>, key = ''): Act {
  return { name: call, key, run: (instance) => town.answer(openid, call, input, instance) };
}

const openGroups = (town: Town): GroupDocument[] =>
  town.data.all('groups').filter(({ state, closesAt }) => state === 'open' && town.now < closesAt + MINUTE_MS);

const ordersIn = (town: Town, ...states: OrderDocument['state'][]): OrderDocument[] =>
  town.data.all('orders').filter(({ state }) => states.includes(state));

function oneOf<Item>(random: Random, items: readonly Item[]): Item | undefined {
  return items.length === 0 ? undefined : random.pick(items);
}

const openidOf = (town: Town, memberId: string): string =>
  town.data.all('members').find(({ _id }) => _id === memberId)?.openid ?? '';

const placeOrder: MakeAct = (town, random, shoppers) => {
  const group = oneOf(random, openGroups(town));
  if (!group) return undefined;
  const openid = random.pick([...shoppers, LEADERS[0] ?? '']);
  const member = town.data.all('members').find((each) => each.openid === openid);
  const membership = town.data.all('memberships').find(({ memberId }) => memberId === member?._id);
  const units = town.data.all('progress').find(({ _id }) => _id === group._id)?.units ?? {};
  const items = random.shuffle(group.items).slice(0, 1 + random.integer(group.items.length));
  const lines = items.map((item) => ({
    sku: item.sku,
    units: 1 + random.integer(4),
    seenPriceFen: fenToNumber(unitPrice(item, units[item.sku] ?? 0, membership?.tier ?? 'basic')),
  }));
  const step = town.data.all('merchants')[0]?.settings.pointsStep ?? 1;
  const most = membership ? pointsToNumber(available(pointsStateOf(membership), town.now)) : 0;
  const usable = Math.floor(most / step);
  const points = usable > 0 && random.chance(0.6) ? (1 + random.integer(usable)) * step : 0;
  const coupon = oneOf(
    random,
    town.data.all('coupons').filter(({ memberId, state }) => memberId === member?._id && state === 'usable'),
  );
  const commandId = town.commandId();
  const person = { name: '林晚', phone: '13800002086' };
  const couponId = coupon && random.chance(0.7) ? coupon._id : null;
  const input = { commandId, groupId: group._id, lines, couponId, points, person, note: '' };
  return called(town, openid, 'placeOrder', input, commandId);
};

const pay: MakeAct = (town, random) => {
  const unpaid = [...town.provider.payments.values()].filter(({ state }) => state === 'notPaid');
  const payment = oneOf(random, unpaid);
  return payment && { name: 'pay', key: '', run: () => Promise.resolve(town.provider.pay(payment.orderId)) };
};

/** A report arrives: once, or to come again, or late, or never, for nothing depends on it. */
const report: MakeAct = (town, random) => {
  const { reports } = town.provider;
  if (reports.length === 0) return undefined;
  const index = random.integer(reports.length);
  if (random.chance(0.1)) return void reports.splice(index, 1);
  const [chosen] = random.chance(0.75) ? reports.splice(index, 1) : reports.slice(index, index + 1);
  if (!chosen) return undefined;
  return { name: `report ${chosen.kind}`, key: '', run: (instance) => town.deliver(chosen, instance) };
};

const tick = (town: Town): Act => ({ name: 'job', key: '', run: (instance) => town.tick(instance) });

const cancelOrder: MakeAct = (town, random) => {
  const order = oneOf(random, ordersIn(town, 'unpaid', 'paid'));
  if (!order) return undefined;
  const line = random.pick(order.lines);
  const part = order.state === 'paid' && random.chance(0.6);
  const lines = part ? [{ sku: line.sku, units: 1 + random.integer(line.units) }] : undefined;
  const commandId = town.commandId();
  return called(town, order.openid, 'cancelOrder', { commandId, orderId: order._id, lines }, commandId);
};

const groupsWith = (town: Town, ...states: GroupDocument['state'][]): GroupDocument[] =>
  town.data.all('groups').filter(({ state }) => states.includes(state));

const closeGroup: MakeAct = (town, random) => {
  const group = oneOf(random, groupsWith(town, 'open'));
  return group && called(town, openidOf(town, group.leaderId), 'closeGroup', { groupId: group._id });
};

const cancelGroup: MakeAct = (town, random) => {
  const group = random.chance(0.15) ? oneOf(random, groupsWith(town, 'open')) : undefined;
  return group && called(town, OWNER, 'cancelGroup', { groupId: group._id });
};

const markArrived: MakeAct = (town, random) => {
  const group = oneOf(random, groupsWith(town, 'formed', 'arrived'));
  if (!group) return undefined;
  const skus = random.chance(0.5) ? [random.pick(group.items).sku] : undefined;
  return called(town, openidOf(town, group.leaderId), 'markArrived', { groupId: group._id, skus });
};

const collectOrder: MakeAct = (town, random) => {
  const order = oneOf(random, ordersIn(town, 'confirmed', 'arrived'));
  if (!order) return undefined;
  const line = random.pick(order.lines);
  const lines = random.chance(0.4) ? [{ sku: line.sku, units: 1 + random.integer(line.units) }] : undefined;
  const commandId = town.commandId();
  const input = { commandId, orderId: order._id, by: random.pick(['code', 'row'] as const), lines };
  return called(town, openidOf(town, order.leaderId), 'collectOrder', input, commandId);
};

const undoCollect: MakeAct = (town, random) => {
  const order = oneOf(random, ordersIn(town, 'arrived', 'collected'));
  if (!order || random.chance(0.7)) return undefined;
  const commandId = town.commandId();
  return called(town, openidOf(town, order.leaderId), 'undoCollect', { commandId, orderId: order._id }, commandId);
};

const checkIn: MakeAct = (town, random, shoppers) =>
  called(town, random.pick(shoppers), 'checkIn', { merchantId: MERCHANT });

const checkPayment: MakeAct = (town, random) => {
  const order = oneOf(random, ordersIn(town, 'unpaid'));
  return order && called(town, order.openid, 'checkPayment', { orderId: order._id });
};

const giveCoupons: MakeAct = (town, random) => {
  if (random.chance(0.7)) return undefined;
  const commandId = town.commandId();
  const terms = random.pick([
    { kind: 'fixed' as const, overFen: 1000, offFen: 333 },
    { kind: 'fixed' as const, overFen: 0, offFen: 100_000 },
    { kind: 'percent' as const, overFen: 0, offBps: 1234, capFen: 777 },
  ]);
  const expiresAt = town.now + random.pick([DAY_MS, 30 * DAY_MS]);
  const input = { commandId, merchantId: MERCHANT, tier: null, title: '券', terms, expiresAt };
  return called(town, OWNER, 'giveCoupons', input, commandId);
};

const askRefund: MakeAct = (town, random) => {
  const order = oneOf(random, ordersIn(town, 'confirmed', 'arrived', 'collected'));
  if (!order) return undefined;
  const line = random.pick(order.lines);
  const commandId = town.commandId();
  const lines = [{ sku: line.sku, units: 1 + random.integer(line.units) }];
  const input = { commandId, orderId: order._id, lines, reason: '有一盒压坏了', pictures: [] };
  return called(town, order.openid, 'askRefund', input, commandId);
};

const decideRefund: MakeAct = (town, random) => {
  const refund = oneOf(
    random,
    town.data.all('refunds').filter(({ state }) => state === 'requested'),
  );
  if (!refund) return undefined;
  const commandId = town.commandId();
  const kind = random.pick(['approved', 'approved', 'rejected'] as const);
  const input = { commandId, refundNo: refund._id, decision: { kind, answer: '看过照片了' } };
  return called(town, OWNER, 'decideRefund', input, commandId);
};

const appealRefund: MakeAct = (town, random) => {
  const refund = oneOf(
    random,
    town.data.all('refunds').filter(({ state }) => state === 'rejected'),
  );
  if (!refund) return undefined;
  const commandId = town.commandId();
  const input = { commandId, refundNo: refund._id, text: '再看一下' };
  return called(town, openidOf(town, refund.memberId), 'appealRefund', input, commandId);
};

/** The merchant gives back units or goodwill, before completion or after it. */
const refundOrder: MakeAct = (town, random) => {
  const order = oneOf(random, ordersIn(town, 'confirmed', 'arrived', 'collected', 'completed', 'completed'));
  if (!order) return undefined;
  const line = random.pick(order.lines);
  const commandId = town.commandId();
  const units = random.integer(line.units + 1);
  const goodwillFen = units === 0 || random.chance(0.3) ? 1 + random.integer(300) : 0;
  const lines = [{ sku: line.sku, units, goodwillFen }];
  return called(town, OWNER, 'refundOrder', { commandId, orderId: order._id, lines, note: '' }, commandId);
};

const saveReward: MakeAct = (town, random) => {
  if (town.data.all('rewards').length >= 2) return undefined;
  const commandId = town.commandId();
  const terms = { kind: 'fixed' as const, overFen: 0, offFen: 200 };
  const what = random.pick([
    { kind: 'coupon' as const, terms, days: 30 },
    { kind: 'goods' as const, picture: 'cloud://local.local-local/goods.png', plate: 'mint' as const },
  ]);
  const input = {
    commandId,
    merchantId: MERCHANT,
    rewardId: null,
    name: '小礼物',
    summary: '',
    what,
    points: random.pick([1, 7, 60]),
    stock: random.pick([1, 3]),
    limitPerMember: random.pick([null, 1]),
    active: true,
  };
  return called(town, OWNER, 'saveReward', input, commandId);
};

const redeemReward: MakeAct = (town, random, shoppers) => {
  const reward = oneOf(random, town.data.all('rewards'));
  if (!reward) return undefined;
  const commandId = town.commandId();
  const pointId = reward.what.kind === 'goods' ? (town.data.all('points')[0]?._id ?? null) : null;
  const input = { commandId, rewardId: reward._id, seenPoints: pointsToNumber(reward.points), pointId };
  return called(town, random.pick(shoppers), 'redeemReward', input, commandId);
};

const askWithdrawal: MakeAct = (town, random, shoppers) => {
  const role = random.pick(['leader', 'inviter'] as const);
  const openid = role === 'leader' ? random.pick(LEADERS) : random.pick(shoppers);
  const commandId = town.commandId();
  const input = { commandId, merchantId: MERCHANT, role, amountFen: random.pick([100, 101, 333, 1500]) };
  return called(town, openid, 'askWithdrawal', input, commandId);
};

const decideWithdrawal: MakeAct = (town, random) => {
  const asked = oneOf(
    random,
    town.data.all('withdrawals').filter(({ state }) => state === 'requested'),
  );
  if (!asked) return undefined;
  const commandId = town.commandId();
  const decision = random.chance(0.8) ? { kind: 'approve' as const } : { kind: 'reject' as const, reason: '资料不对' };
  const input = { commandId, merchantId: MERCHANT, withdrawalId: asked._id, decision };
  return called(town, OWNER, 'decideWithdrawal', input, commandId);
};

/** The payee confirms in WeChat, or it fails there; the shop hears of it by asking. */
const endTransfer: MakeAct = (town, random) => {
  const waiting = [...town.provider.transfers.values()].filter(({ state }) => state === 'waitingConfirm');
  const transfer = oneOf(random, waiting);
  const end = random.pick(['paid', 'paid', 'closed'] as const);
  return (
    transfer && {
      name: 'endTransfer',
      key: '',
      run: () => Promise.resolve(town.provider.endTransfer(transfer.billNo, end)),
    }
  );
};

const checkWithdrawal: MakeAct = (town, random) => {
  const open = oneOf(
    random,
    town.data.all('withdrawals').filter(({ state }) => state === 'waitingConfirm' || state === 'approved'),
  );
  return open && called(town, openidOf(town, open.memberId), 'checkWithdrawal', { withdrawalId: open._id });
};

/** What may happen next, as often as it stands here. */
const ACTS: readonly MakeAct[] = [
  ...repeated(placeOrder, 8),
  ...repeated(pay, 6),
  ...repeated(report, 6),
  ...repeated(tick, 6),
  ...repeated(cancelOrder, 2),
  closeGroup,
  cancelGroup,
  ...repeated(markArrived, 2),
  ...repeated(collectOrder, 2),
  undoCollect,
  checkIn,
  checkPayment,
  giveCoupons,
  ...repeated(askRefund, 2),
  decideRefund,
  appealRefund,
  ...repeated(refundOrder, 2),
  saveReward,
  redeemReward,
  ...repeated(askWithdrawal, 2),
  ...repeated(decideWithdrawal, 2),
  ...repeated(endTransfer, 2),
  checkWithdrawal,
];

function repeated(act: MakeAct, times: number): MakeAct[] {
  return Array.from({ length: times }, () => act);
}
