import { ACTORS, type Actor } from '../../src/contract/actors';
import { CALL_NAMES, CALLS, type CallInput, type CallName } from '../../src/contract/calls';
import type { ErrorCode } from '../../src/contract/errors';
import { dayOf, HOUR_MS } from '../../src/contract/time';
import { LEADER, MERCHANT, Neighbourhood, OWNER, PICTURE } from '../usecases/neighbourhood';
import { earnFrom } from '../usecases/support/earned';

/** How a call says that the caller may not: whoever is not allowed hears one of these. */
const REFUSALS: readonly ErrorCode[] = ['signInFirst', 'forbidden', 'notFound'];
const WRITES = /insertDocument|modifyDocument|removeDocument|commitTransaction|wxPayApi/;

const OPENID: Record<Actor, string> = {
  visitor: '',
  member: 'openid-m-member',
  otherMember: 'openid-m-other',
  leader: LEADER,
  otherLeader: 'openid-m-leader2',
  owner: OWNER,
  operator: 'openid-m-operator',
  finance: 'openid-m-finance',
  otherStaff: 'openid-m-owner2',
};

interface World {
  town: Neighbourhood;
  groupId: string;
  sku: string;
  campaignId: string;
  orderId: string;
  refundNo: string;
  pointId: string;
  leaderId: string;
  strangerId: string;
  rewardId: string;
  withdrawalId: string;
  now: number;
}

const REWARD = {
  merchantId: MERCHANT,
  name: '帆布袋',
  summary: '',
  what: { kind: 'goods' as const, picture: PICTURE, plate: 'oat' as const },
  points: 100,
  stock: 5,
  limitPerMember: null,
  active: true,
};

const item = (world: World) => ({
  productId: world.sku,
  priceTiers: [{ fromUnits: 1, priceFen: 1000 }],
  stock: 5,
  limitPerMember: null,
  commissionBps: null,
});

const withdrawal = (town: Neighbourhood) =>
  ({ commandId: town.commandId(), merchantId: MERCHANT, role: 'inviter', amountFen: 100 }) as const;

/** A well-formed input of every call about the same member's order, group, point and merchant. */
const INPUTS: { [Name in CallName]: (world: World) => CallInput<Name> } = {
  getHome: () => ({}),
  listPoints: () => ({}),
  getGroup: ({ groupId }) => ({ groupId }),
  listParticipants: ({ groupId }) => ({ groupId }),
  enter: () => ({}),
  choosePoint: ({ pointId }) => ({ pointId }),
  saveProfile: () => ({ nickname: '三楼的邻居' }),
  quoteOrder: ({ groupId, sku }) => ({ groupId, lines: [{ sku, units: 1 }] }),
  placeOrder: ({ town, groupId, sku }) => town.orderInput(groupId, sku),
  startPayment: ({ orderId }) => ({ orderId }),
  checkPayment: ({ orderId }) => ({ orderId }),
  cancelOrder: ({ town, orderId }) => ({ commandId: town.commandId(), orderId }),
  listMyOrders: () => ({ filter: 'all' }),
  getOrder: ({ orderId }) => ({ orderId }),
  shareGroup: ({ groupId }) => ({ groupId }),
  getShareCode: ({ groupId }) => ({ groupId }),
  getMembership: () => ({ merchantId: MERCHANT }),
  listLedger: () => ({ merchantId: MERCHANT, book: 'points' }),
  checkIn: () => ({ merchantId: MERCHANT }),
  listRewards: () => ({ merchantId: MERCHANT }),
  redeemReward: ({ town, rewardId, pointId }) => ({ commandId: town.commandId(), rewardId, seenPoints: 100, pointId }),
  listRedemptions: () => ({}),
  askRefund: ({ town, orderId, sku }) => ({
    commandId: town.commandId(),
    orderId,
    lines: [{ sku, units: 1 }],
    reason: '有两颗坏了',
    pictures: [PICTURE],
  }),
  appealRefund: ({ town, refundNo }) => ({ commandId: town.commandId(), refundNo, text: '照片里看得到' }),
  listRefunds: () => ({ merchantId: MERCHANT, filter: 'all' }),
  decideRefund: ({ town, refundNo }) => ({
    commandId: town.commandId(),
    refundNo,
    decision: { kind: 'rejected', answer: '照片看不清' },
  }),
  refundOrder: ({ town, orderId, sku }) => ({
    commandId: town.commandId(),
    orderId,
    lines: [{ sku, units: 1, goodwillFen: 0 }],
    note: '',
  }),
  retryRefund: ({ refundNo }) => ({ refundNo }),
  applyAsLeader: () => ({
    merchantId: MERCHANT,
    name: '新团长',
    phone: '13900000000',
    point: { name: '南门', address: '晴川路 20 号', hours: '9:00–20:00', lat: 31, lng: 121 },
  }),
  getDesk: () => ({ merchantId: MERCHANT }),
  listLeaderGroups: () => ({ merchantId: MERCHANT, filter: 'open' }),
  listOpenableCampaigns: () => ({ merchantId: MERCHANT }),
  openGroup: ({ town, campaignId, pointId }) => ({ commandId: town.commandId(), campaignId, pointId }),
  closeGroup: ({ groupId }) => ({ groupId }),
  cancelGroup: ({ groupId }) => ({ groupId }),
  markArrived: ({ groupId }) => ({ groupId }),
  listPickups: ({ pointId }) => ({ pointId, filter: 'waiting' }),
  findPickup: ({ pointId }) => ({ pointId, code: '000000' }),
  collectOrder: ({ town, orderId }) => ({ commandId: town.commandId(), orderId, by: 'row' }),
  undoCollect: ({ town, orderId }) => ({ commandId: town.commandId(), orderId }),
  handOverRedemption: ({ town, pointId }) => ({ commandId: town.commandId(), pointId, code: '000000' }),
  getMerchantDay: () => ({ merchantId: MERCHANT }),
  listProducts: () => ({ merchantId: MERCHANT }),
  saveProduct: ({ town }) => ({
    commandId: town.commandId(),
    merchantId: MERCHANT,
    name: '土鸡蛋',
    spec: '30 枚',
    category: '蛋',
    picture: PICTURE,
    hero: PICTURE,
    plate: 'butter',
    summary: '',
    fresh: false,
  }),
  publishCampaign: (world) => ({
    commandId: world.town.commandId(),
    merchantId: MERCHANT,
    title: '土鸡蛋',
    summary: '',
    items: [item(world)],
    opensAt: world.now,
    closesAt: world.now + 10 * HOUR_MS,
    arrivesAt: world.now + 20 * HOUR_MS,
    pickupUntil: world.now + 30 * HOUR_MS,
    threshold: { kind: 'none' },
  }),
  listCampaigns: () => ({ merchantId: MERCHANT }),
  listMerchantOrders: () => ({ merchantId: MERCHANT, filter: 'all' }),
  approveLeader: ({ leaderId }) => ({ merchantId: MERCHANT, leaderId }),
  setStaff: ({ strangerId }) => ({ merchantId: MERCHANT, memberId: strangerId, role: 'operator' }),
  giveCoupons: ({ town, now }) => ({
    commandId: town.commandId(),
    merchantId: MERCHANT,
    tier: null,
    title: '满 20 减 2',
    terms: { kind: 'fixed', overFen: 2000, offFen: 200 },
    expiresAt: now + 100 * HOUR_MS,
  }),
  saveReward: ({ town }) => ({ commandId: town.commandId(), rewardId: null, ...REWARD }),
  askWithdrawal: ({ town }) => withdrawal(town),
  confirmWithdrawal: ({ withdrawalId }) => ({ withdrawalId }),
  checkWithdrawal: ({ withdrawalId }) => ({ withdrawalId }),
  listWithdrawals: () => ({ merchantId: MERCHANT, role: 'inviter' }),
  listPayouts: () => ({ merchantId: MERCHANT, filter: 'all' }),
  decideWithdrawal: ({ town, withdrawalId }) => ({
    commandId: town.commandId(),
    merchantId: MERCHANT,
    withdrawalId,
    decision: { kind: 'approve' },
  }),
  getBooks: () => ({ merchantId: MERCHANT }),
  listReconciliations: () => ({ merchantId: MERCHANT }),
  getReconciliation: ({ now }) => ({ merchantId: MERCHANT, day: dayOf(now) }),
};

let world: World;

async function build(): Promise<World> {
  const town = await Neighbourhood.start();
  await town.found('mch2', '田园直供', OPENID.otherStaff);
  await town.appoint(OPENID.otherLeader, '老秦', '梧桐小院', 'mch2', OPENID.otherStaff);
  for (const role of ['operator', 'finance'] as const)
    await town.call(OWNER, 'setStaff', { merchantId: MERCHANT, memberId: await town.memberId(OPENID[role]), role });
  const withdrawalId = await askedByMember(town);
  const { groupId, sku, campaignId } = await town.openGroup();
  const orderId = await town.place(OPENID.member, groupId, sku);
  const paidId = await town.buy(OPENID.member, groupId, sku);
  const cancelled = await town.call(OPENID.member, 'cancelOrder', { commandId: town.commandId(), orderId: paidId });
  const commandId = town.commandId();
  const { reward } = await town.call(OWNER, 'saveReward', { commandId, rewardId: null, ...REWARD });
  await town.call(OPENID.otherMember, 'enter', {});
  return {
    town,
    groupId,
    sku,
    campaignId,
    orderId,
    refundNo: cancelled.refunds[0]?.refundNo ?? '',
    pointId: town.pointId,
    leaderId: await town.memberId(LEADER),
    strangerId: await town.memberId('openid-m-stranger'),
    rewardId: reward.rewardId,
    withdrawalId,
    now: await town.now(),
  };
}

/** The member brings a neighbour, whose completed order earns a little, and asks for it. */
async function askedByMember(town: Neighbourhood): Promise<string> {
  const { groupId } = await town.openGroup();
  const { code } = await town.call(OPENID.member, 'shareGroup', { groupId });
  const sale = { priceFen: 20_000, shopper: 'openid-m-brought', leader: LEADER, pointId: town.pointId };
  await earnFrom(town, { ...sale, shareCode: code });
  return (await town.call(OPENID.member, 'askWithdrawal', withdrawal(town))).withdrawal.withdrawalId;
}

/** Seen from a call about no document, or one that everybody may see, each caller is themselves. */
const may = (call: CallName, actor: Actor): boolean => {
  const allowed: readonly Actor[] = CALLS[call].may;
  return allowed.includes(actor);
};

const cells = CALL_NAMES.flatMap((call) => ACTORS.map((actor) => ({ call, actor, allowed: may(call, actor) })));

jest.setTimeout(60_000);
beforeAll(async () => {
  world = await build();
}, 60_000);
afterAll(async () => {
  await world?.town.booksBalance();
  await world?.town.stop();
}, 60_000);

describe('whoever may not is refused, and the refusal writes nothing', () => {
  test.each(cells.filter(({ allowed }) => !allowed))('$actor · $call', async ({ call, actor }) => {
    const error = await world.town.refusal(OPENID[actor], call, INPUTS[call](world) as never);
    expect(REFUSALS).toContain(error.code);
    const newest = (await world.town.cloud.get('/dev/calls?limit=5')) as {
      call?: string;
      operations: { action: string }[];
    }[];
    // The timer's ticks are no calls.
    const last = newest.find((each) => each.call !== undefined);
    expect(last?.call).toBe(call);
    expect(last?.operations.filter(({ action }) => WRITES.test(action))).toEqual([]);
  });
});

describe('whoever may is not refused for who they are', () => {
  test.each(cells.filter(({ allowed }) => allowed))('$actor · $call', async ({ call, actor }) => {
    const reply = await world.town.reply(OPENID[actor], call, INPUTS[call](world) as never);
    if (!reply.ok) expect(REFUSALS).not.toContain(reply.error.code);
  });
});

test('the matrix is printed', () => {
  const allowed = cells.filter((cell) => cell.allowed).length;
  process.stdout.write(
    `authorisation: ${CALL_NAMES.length} calls x ${ACTORS.length} actors, ${allowed} allowed, ${cells.length - allowed} refused\n`,
  );
  expect(cells).toHaveLength(CALL_NAMES.length * ACTORS.length);
});
