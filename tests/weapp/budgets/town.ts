import * as v from 'valibot';
import { CALLS, type CallInput, type CallName } from '../../../src/contract/calls';
import { GROUP_STATES } from '../../../src/contract/group';
import { ORDER_STATES, type OrderState } from '../../../src/contract/order';
import { WITHDRAWAL_STATES } from '../../../src/contract/withdrawal';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/contract/time';

export const NOW = Date.parse('2026-11-21T09:41:00+08:00');
/** Rows of one answer, as the server cuts them. */
const PAGE_ROWS = 20;

type Wire<Name extends CallName> = v.InferInput<(typeof CALLS)[Name]['output']>;
type RowOf<Name extends CallName> = Wire<Name> extends { rows: (infer Row)[] } ? Row : never;
type Replies = { [Name in CallName]?: (input: CallInput<Name>) => Wire<Name> };

const NAMES = ['丹东 99 草莓', '阳光玫瑰葡萄', '牛乳吐司', '高山西兰花', '黄心小土豆', '现挖莲藕', '散养土鸡蛋'];
const SPECS = ['2 斤装', '1 串', '1 条', '2 颗', '5 斤', '3 节', '30 枚'];
const PEOPLE = ['林晚', '周立安', '陈一鸣', '王秀英', '欧阳小溪', '李想'];
const PLATES = ['blush', 'mint', 'butter', 'sky', 'oat'];

const pick = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item;
/** A file id as long as those of a real environment. */
const picture = (index: number): string =>
  `cloud://lintuan-7g2k5a1b3c4d5e6f.6c69-lintuan-7g2k5a1b3c4d5e6f-1300000000/goods/p${index % 40}.jpg`;

const POINT = {
  pointId: 'p1',
  merchantId: 'm1',
  merchantName: '晴川生鲜',
  name: '晴川里 3 号门',
  address: '晴川路 88 弄 3 号门岗亭旁边的快递架',
  hours: '每天 16:00–21:00',
  lat: 30.55,
  lng: 114.27,
  distanceM: 320,
  leader: { leaderId: 'l1', name: '周姐', avatar: '', since: NOW - 400 * DAY_MS, formedGroups: 128 },
  openGroups: 12,
};

/** What changes of a row: one number or word of it, or its state, which is a word, its colour and what is read aloud. */
export type RowChange = 'value' | 'state';

/** A neighbourhood in which every list has `rows` rows, or as many as the contract lets one answer carry. */
export class Town {
  /** What has changed since in rows of the paged lists, by their index. */
  private readonly changed = new Map<number, RowChange>();

  constructor(private readonly rows: number) {}

  /** From now on the row of every list is another one in that respect. */
  change(index: number, what: RowChange): void {
    this.changed.set(index, what);
  }

  /** The answer to a call; one that breaks the contract is a mistake of this file. */
  readonly answer = (call: string, input: unknown): unknown => {
    const name = call as CallName;
    const reply = this.replies[name] as ((input: unknown) => unknown) | undefined;
    if (!reply) throw new Error(`the town has no answer to ${call}`);
    const output = reply(v.parse(CALLS[name].input, input));
    v.parse(CALLS[name].output, output);
    return output;
  };

  private most(limit: number): number[] {
    return Array.from({ length: Math.min(this.rows, limit) }, (_, index) => index);
  }

  private paged<Row>(
    input: { cursor?: string },
    row: (index: number, changed?: RowChange) => Row,
  ): { now: number; rows: Row[]; cursor: string | null } {
    const from = Number(input.cursor ?? 0);
    const to = Math.min(this.rows, from + PAGE_ROWS);
    const rows = Array.from({ length: to - from }, (_, i) => row(from + i, this.changed.get(from + i)));
    return { now: NOW, rows, cursor: to < this.rows ? String(to) : null };
  }

  private readonly replies: Replies = {
    getHome: () => ({
      now: NOW,
      point: POINT,
      nearbyPoints: 6,
      pickup: { orderId: 'o3', orders: 2, code: '204913', until: NOW + 9 * HOUR_MS },
      cards: this.most(50).map((index) => card(index)),
      badge: 3,
    }),
    listPoints: () => ({
      now: NOW,
      points: this.most(50).map((index) => ({ ...POINT, pointId: `p${index}`, name: `晴川里 ${index + 1} 号门` })),
    }),
    getGroup: ({ groupId }) => ({
      now: NOW,
      card: { ...card(0), groupId },
      summary: '凌晨采摘，当天到，坏果包赔',
      items: this.most(6).map((index) => groupItem(index)),
      point: POINT,
      participants: [0, 1, 2].map((index) => participant(index)),
      participantCount: this.rows,
      mayPlace: true,
      opensForMeAt: NOW - HOUR_MS,
      myOrderId: null,
      myRefundFen: 0,
      rules: { unpaidMinutes: 15, windowDays: 7, freshWindowHours: 48, autoCollectDays: 7 },
    }),
    listParticipants: (input) => this.paged(input, participant),
    shareGroup: ({ groupId }) => ({
      now: NOW,
      card: { ...card(0), groupId },
      pointName: POINT.name,
      leader: { name: '周姐', avatar: '' },
      code: 'a1B2c3D4',
      path: `/pages/group/index?g=${groupId}&s=a1B2c3D4`,
      title: pick(NAMES, 0),
      picture: picture(0),
    }),
    enter: () => ({
      now: NOW,
      memberId: 'member-7f3a9c',
      nickname: '林晚',
      avatar: '',
      since: NOW - 300 * DAY_MS,
      point: POINT,
      person: { name: '林晚', phone: '13800002086' },
      leads: [{ merchantId: 'm1', merchantName: '晴川生鲜', pointId: 'p1', pointName: POINT.name, state: 'active' }],
      staffOf: [{ merchantId: 'm1', merchantName: '晴川生鲜', role: 'owner' }],
      badge: 3,
    }),
    quoteOrder: ({ lines }) => quote(lines),
    checkPayment: () => ({ order: order(1), payment: 'paid' }),
    getOrder: () => orderPage(),
    listMyOrders: (input) => this.paged(input, input.filter === 'active' ? activeOrder : order),
    getMembership: () => membership(),
    listLedger: (input) => ({
      ...this.paged(input, ledgerRow),
      unit: input.book === 'points' ? 'POINT' : input.book === 'growth' ? 'GROWTH' : 'FEN',
      balance: 128_640,
      expected: 3_120,
      expectedOrders: 4,
      earnedInAll: 402_118,
      expiring: { at: NOW + 9 * DAY_MS, points: 300 },
    }),
    listRewards: () => ({ now: NOW, merchantId: 'm1', points: 1286, rewards: this.most(100).map(reward) }),
    listRedemptions: (input) => this.paged(input, redemption),
    listWithdrawals: (input) => ({
      ...this.paged(input, withdrawal),
      merchantId: 'm1',
      merchantName: '晴川生鲜',
      money: { payableFen: 128_640, withdrawingFen: 0, paidOutFen: 204_000 },
      rules: { minFen: 100, maxFen: 199_999, confirmHours: 24 },
      open: null,
    }),
    getDesk: () => ({
      now: NOW,
      leader: { leaderId: 'l1', name: '周姐', merchantId: 'm1', merchantName: '晴川生鲜', state: 'active' },
      point: POINT,
      money: { payableFen: 128_640, expectedFen: 31_275, withdrawingFen: 0, paidOutFen: 204_000 },
      toCollect: 20,
      toArrive: 2,
      openGroups: this.most(20).map((index) => leaderGroup(index)),
      openable: 3,
    }),
    listLeaderGroups: (input) => this.paged(input, leaderGroup),
    listOpenableCampaigns: () => ({ now: NOW, campaigns: this.most(50).map((index) => campaign(index)) }),
    listPickups: (input) => ({ ...this.paged(input, pickup), counts: { waiting: 620, partly: 12, taken: 368 } }),
    getMerchantDay: () => ({
      now: NOW,
      merchantId: 'm1',
      merchantName: '晴川生鲜',
      role: 'owner',
      money: { pendingFen: 2_864_050, payableFen: 1_230_400, clearingFen: -4_094_450 },
      paidTodayFen: 783_600,
      ordersToday: 132,
      toArrive: 3,
      openGroups: 14,
      lowStock: this.most(20).map((index) => ({
        campaignId: `c${index}`,
        sku: `s${index}`,
        name: pick(NAMES, index),
        left: index % 3,
      })),
      refundsInFlight: 2,
      refundsFailed: 1,
      payoutsWaiting: 5,
      billDifferences: 1,
    }),
    getBooks: () => ({
      now: NOW,
      accounts: this.most(500).map((index) => ({
        account: index < 6 ? (pick(WHOLE, index) as string) : `member:m1:member-${index}:points`,
        unit: index < 4 ? 'FEN' : 'POINT',
        balance: index * 137,
      })),
      sums: { FEN: 0, POINT: 0, GROWTH: 0 },
      journals: 12_840,
      unapplied: 0,
    }),
    listProducts: () => ({ products: this.most(500).map(product) }),
    listCampaigns: (input) => this.paged(input, campaign),
    listMerchantOrders: (input) => this.paged(input, merchantOrder),
    listPayouts: (input) =>
      this.paged(input, (index, changed) => ({
        ...withdrawal(index, changed),
        name: pick(PEOPLE, index),
        trouble: '',
      })),
    listReconciliations: (input) => this.paged(input, reconciliation),
    getReconciliation: ({ day }) => ({
      now: NOW,
      merchantId: 'm1',
      row: { ...reconciliation(0), day },
      doneAt: NOW - HOUR_MS,
      counts: { matched: 240, missingInBooks: 3, missingInBill: 2, different: 1 },
      cumulative: { billFen: 7_836_000, booksFen: 7_836_000, findingsFen: 0, agrees: true },
      findings: this.most(100).map(finding),
      findingsInAll: this.rows,
    }),
  };
}

const WHOLE = [
  'wechat:m1:clearing',
  'merchant:m1:pending',
  'merchant:m1:payable',
  'programme:m1:points',
  'programme:m1:growth',
  'member:m1:member-5:points',
];

function card(index: number): Wire<'getHome'>['cards'][number] {
  return {
    groupId: `g${index}`,
    state: index % 5 === 4 ? 'formed' : 'open',
    title: pick(NAMES, index),
    spec: pick(SPECS, index),
    picture: picture(index),
    hero: picture(index + 1),
    plate: pick(PLATES, index),
    category: pick(['水果', '蔬菜', '烘焙'], index),
    priceFen: 2980,
    nextTier: { priceFen: 2680, unitsToGo: 12 },
    threshold: { kind: 'people', count: 30 },
    reached: index % 5 === 4,
    people: 23,
    units: 48,
    soldOut: false,
    opensAt: NOW - HOUR_MS,
    closesAt: NOW + 34.5 * HOUR_MS,
    arrivesAt: NOW + 54 * HOUR_MS,
    pickupUntil: NOW + 59 * HOUR_MS,
    items: 1,
  };
}

function groupItem(index: number): Wire<'getGroup'>['items'][number] {
  return {
    sku: `s${index}`,
    name: pick(NAMES, index),
    spec: pick(SPECS, index),
    picture: picture(index),
    plate: pick(PLATES, index),
    fresh: true,
    priceTiers: [
      { fromUnits: 1, priceFen: 2980 },
      { fromUnits: 60, priceFen: 2680 },
    ],
    priceFen: 2980,
    memberPriceFen: 2880,
    nextTier: { priceFen: 2680, unitsToGo: 12 },
    paidUnits: 48,
    left: 52,
    limitPerMember: 5,
    bought: 1,
  };
}

function participant(index: number, changed?: RowChange): RowOf<'listParticipants'> {
  return {
    number: 100_000 - index,
    name: `${pick(PEOPLE, index).slice(0, 1)}**`,
    avatar: '',
    what: changed === 'value' ? '草莓 2 份' : '草莓 1 份',
    at: NOW - (index + 6) * 10 * MINUTE_MS,
  };
}

const cost = { goodsFen: 5960, couponFen: 500, points: 400, pointsFen: 400, payFen: 5060, units: 2 };
const expected = { state: 'expected', points: 50, growth: 50, tier: 'silver', multiplierBps: 11_000 } as const;
const coupon = (index: number) => ({
  couponId: `k${index}`,
  title: '满 30 减 5',
  kind: 'fixed' as const,
  offFen: 500,
  offBps: 0,
  capFen: 0,
  overFen: 3000,
  expiresAt: NOW + 20 * DAY_MS,
});

function quote(lines: readonly { sku: string; units: number }[]): Wire<'quoteOrder'> {
  return {
    now: NOW,
    cost,
    lines: lines.map(({ sku, units }) => ({ sku, units, unitPriceFen: 2980, netFen: 2530, tierFromUnits: 1 })),
    coupon: coupon(0),
    coupons: [0, 1, 2].map((index) => ({ face: coupon(index), offFen: 500, usable: true, why: '' })),
    pointsAvailable: 1286,
    pointsStep: 100,
    pointsMost: 1200,
    pointsMaxBps: 5000,
    expected,
  };
}

const ORDERS = ORDER_STATES.filter((state) => state !== 'refunded' && state !== 'cancelled');

/** Two to be picked up, the rest on their way. */
const activeOrder = (index: number, changed?: RowChange): RowOf<'listMyOrders'> =>
  order(index, changed === 'state' ? undefined : changed, pick(ACTIVE, Math.min(index, 2 + (index % 2))));
const ACTIVE: readonly OrderState[] = ['arrived', 'arrived', 'paid', 'confirmed'];

function order(index: number, changed?: RowChange, usual: OrderState = pick(ORDERS, index)): RowOf<'listMyOrders'> {
  const state = changed === 'state' ? 'completed' : usual;
  const waits = state === 'arrived';
  return {
    orderId: `o${index}`,
    groupId: `g${index}`,
    merchantId: 'm1',
    state,
    placedAt: NOW - index * HOUR_MS,
    unpaidUntil: state === 'unpaid' ? NOW + 14 * MINUTE_MS : null,
    payFen: 5060,
    keptFen: changed === 'value' ? 2530 : 5060,
    lines: [0, 1].map((line) => ({
      sku: `s${line}`,
      name: pick(NAMES, index + line),
      spec: pick(SPECS, index + line),
      picture: picture(index + line),
      plate: pick(PLATES, index),
      units: 1,
      unitPriceFen: 2980,
      finalPriceFen: 2980,
      netFen: 2530,
      refundedUnits: 0,
      givenBackFen: 0,
      collectedUnits: 0,
      state: waits ? 'arrived' : 'waiting',
      windowEndsAt: null,
    })),
    point: POINT,
    leader: { leaderId: 'l1', name: '周姐', phone: '13900001234' },
    group: {
      state: state === 'unpaid' || state === 'paid' ? 'open' : 'arrived',
      threshold: { kind: 'people', count: 30 },
      people: 23,
      units: 48,
      closesAt: NOW + 10 * HOUR_MS,
      arrivesAt: NOW + 30 * HOUR_MS,
      pickupUntil: NOW + 35 * HOUR_MS,
    },
    pickup: waits ? { code: '204913', until: NOW + 9 * HOUR_MS, autoCollectAt: NOW + 7 * DAY_MS } : null,
  };
}

function orderPage(): Wire<'getOrder'> {
  return {
    now: NOW,
    order: order(3),
    cost,
    refunds: [],
    afterSale: { mayAsk: false, mayStart: false, startUntil: null, lines: [] },
    rewards: expected,
    person: { name: '林晚', phone: '13800002086' },
    note: '放门卫',
    timeline: (['placed', 'paid', 'formed', 'arrived'] as const).map((kind, index) => ({
      kind,
      at: NOW - (4 - index) * HOUR_MS,
      fen: null,
    })),
    mayCancel: false,
    cancelFen: 0,
  };
}

function membership(): Wire<'getMembership'> {
  return {
    now: NOW,
    merchantId: 'm1',
    merchantName: '晴川生鲜',
    tier: 'silver',
    multiplierBps: 11_000,
    growth: 820,
    nextTier: { tier: 'gold', growth: 2000, toGo: 1180 },
    tierGrowth: 500,
    earlyMinutes: 10,
    points: 1286,
    held: 100,
    debt: 0,
    expectedPoints: 59,
    expiring: { at: NOW + 9 * DAY_MS, points: 300 },
    earnedInAll: 4021,
    referral: { payableFen: 1860, expectedFen: 420, unit: 'FEN', bps: 200, days: 180 },
    checkIn: { streak: 3, today: false, rewards: [1, 1, 2, 2, 3, 3, 5], next: 2 },
    coupons: [0, 1, 2].map(coupon),
    ordersCompleted: 31,
  };
}

function ledgerRow(index: number, changed?: RowChange): RowOf<'listLedger'> {
  return {
    journalId: `settle:o${index}`,
    kind: 'orderDone',
    title: pick(NAMES, index),
    why: changed === 'value' ? '更正后' : '完成订单',
    at: NOW - index * 5 * HOUR_MS,
    amount: 108,
    balance: 128_640 - index * 108,
  };
}

function reward(index: number): Wire<'listRewards'>['rewards'][number] {
  return {
    rewardId: `w${index}`,
    kind: 'goods',
    name: pick(NAMES, index),
    summary: '兑换后到自提点取',
    picture: picture(index),
    plate: pick(PLATES, index),
    coupon: null,
    points: 800,
    stock: 50,
    left: 12,
    limitPerMember: 1,
    mayHave: 1,
    affordable: true,
    active: true,
  };
}

function redemption(index: number, changed?: RowChange): RowOf<'listRedemptions'> {
  const waits = index % 10 === 0;
  return {
    redemptionId: `x${index}`,
    rewardId: `w${index}`,
    kind: 'goods',
    name: pick(NAMES, index),
    picture: picture(index),
    plate: pick(PLATES, index),
    points: changed === 'value' ? 900 : 800,
    state: waits ? 'waiting' : 'handedOver',
    createdAt: NOW - index * DAY_MS,
    couponUntil: null,
    code: waits ? '204913' : null,
    point: { pointId: 'p1', name: POINT.name, address: POINT.address, hours: POINT.hours },
    handedOverAt: waits ? null : NOW - index * DAY_MS + HOUR_MS,
  };
}

function withdrawal(index: number, changed?: RowChange): RowOf<'listWithdrawals'> {
  const state = changed === 'state' ? 'paid' : pick(WITHDRAWAL_STATES, index);
  return {
    withdrawalId: `d${index}`,
    role: 'leader',
    amountFen: 12_000 + index,
    state,
    askedAt: NOW - index * DAY_MS,
    decidedAt: NOW - index * DAY_MS + HOUR_MS,
    confirmUntil: null,
    mayConfirm: false,
    endedAt: null,
    why: changed === 'value' ? '余额不足' : '',
  };
}

const GROUPS = GROUP_STATES.filter((state) => state !== 'cancelled');

function leaderGroup(index: number, changed?: RowChange): RowOf<'listLeaderGroups'> {
  return {
    card: { ...card(index), state: pick(GROUPS, index), people: changed === 'state' ? 24 : 23 },
    amountFen: 143_040,
    expectedCommissionFen: changed === 'value' ? 11_900 : 11_443,
    orders: 31,
    waiting: 3,
    collected: 0,
  };
}

function campaign(index: number, changed?: RowChange): RowOf<'listCampaigns'> {
  return {
    campaignId: `c${index}`,
    merchantId: 'm1',
    state: changed === 'state' ? 'ended' : 'published',
    title: pick(NAMES, index),
    summary: '凌晨采摘，当天到',
    items: [
      {
        sku: 's0',
        name: pick(NAMES, index),
        spec: pick(SPECS, index),
        picture: picture(index),
        plate: pick(PLATES, index),
        priceTiers: [
          { fromUnits: 1, priceFen: 2980 },
          { fromUnits: 60, priceFen: 2680 },
        ],
        stock: 200,
        left: changed === 'value' ? 151 : 152,
        limitPerMember: 5,
        commissionBps: 800,
      },
    ],
    opensAt: NOW - HOUR_MS,
    closesAt: NOW + 34.5 * HOUR_MS,
    arrivesAt: NOW + 54 * HOUR_MS,
    pickupUntil: NOW + 59 * HOUR_MS,
    threshold: { kind: 'people', count: 30 },
    groups: 4,
    openedGroupId: null,
  };
}

function pickup(index: number, changed?: RowChange): RowOf<'listPickups'> {
  return {
    orderId: `o${index}`,
    tail: String(100 + (index % 900)),
    name: pick(PEOPLE, index),
    phoneTail: '2086',
    state: 'arrived',
    lines: [
      { sku: 's0', name: pick(NAMES, index), waiting: changed === 'value' ? 1 : 2, taken: 0 },
      { sku: 's1', name: pick(NAMES, index + 1), waiting: 1, taken: 0 },
    ],
    collectedAt: null,
    mayUndo: false,
  };
}

function product(_: unknown, index: number): Wire<'listProducts'>['products'][number] {
  return {
    productId: `r${index}`,
    name: pick(NAMES, index),
    spec: pick(SPECS, index),
    category: '水果',
    picture: picture(index),
    plate: pick(PLATES, index),
    summary: '凌晨采摘，当天到',
    fresh: true,
  };
}

function merchantOrder(index: number, changed?: RowChange): RowOf<'listMerchantOrders'> {
  return {
    orderId: `o${index}`,
    groupId: `g${index}`,
    state: changed === 'state' ? 'completed' : pick(ORDERS, index),
    name: pick(PEOPLE, index),
    what: `${pick(NAMES, index)} ×1、${pick(NAMES, index + 1)} ×1`,
    payFen: 5060,
    refundedFen: changed === 'value' ? 2530 : 1000,
    pointName: POINT.name,
    leaderName: '周姐',
    placedAt: NOW - index * HOUR_MS,
  };
}

const dayText = (index: number): string => new Date(NOW - (index + 1) * DAY_MS).toISOString().slice(0, 10);

function reconciliation(index: number, changed?: RowChange): RowOf<'listReconciliations'> {
  const sums = { billFen: 783_600, booksFen: 783_600 };
  return {
    day: dayText(index),
    state: 'done',
    paid: sums,
    refunded: changed === 'value' ? { billFen: 1_200, booksFen: 1_200 } : sums,
    transferred: sums,
    feesFen: 4_702,
    matched: 240,
    different: 2,
    open: changed === 'state' ? 1 : 2,
  };
}

function finding(_: unknown, index: number): Wire<'getReconciliation'>['findings'][number] {
  return {
    kind: 'pay',
    number: `42000019${index}202611201234567890`,
    class: 'missingInBooks',
    title: '账单有，账本没有',
    words: '微信收到了这笔付款，店里账本没有记',
    billFen: 5060,
    booksFen: null,
    orderId: `o${index}`,
    closedAt: null,
  };
}
