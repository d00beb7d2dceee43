import { CALLS, type CallInput, type CallName } from '../../src/contract/calls';
import { DAY_MS, HOUR_MS } from '../../src/contract/time';
import { MERCHANT, OWNER, type Town } from '../simulation/town';
import { findings } from './end-state';
import {
  arrivedOrder,
  buy,
  decisionInput,
  LEADER,
  offerReward,
  openRefund,
  orderInput,
  place,
  refundWish,
  richTown,
  SHOPPER,
  smallTown,
  withdrawalInput,
} from './scenarios';

/** A command about to be given, and the same id with other content. */
interface Case<Name extends CallName = CallName> {
  town: Town;
  openid: string;
  input: CallInput<Name>;
  other: Partial<CallInput<Name>>;
}

const PICTURE = 'cloud://local.local-local/goods.png';
const fixed = { kind: 'fixed' as const, overFen: 1000, offFen: 300 };

async function requested(): Promise<{ town: Town; refundNo: string }> {
  const { town, orderId, sku } = await arrivedOrder();
  await town.call(SHOPPER, 'askRefund', refundWish(town, orderId, sku));
  return { town, refundNo: openRefund(town) };
}

async function redeemed(town: Town & { pointId: string }): Promise<string[]> {
  await town.call(OWNER, 'saveReward', {
    commandId: town.commandId(),
    merchantId: MERCHANT,
    rewardId: null,
    name: '小礼物',
    summary: '',
    what: { kind: 'goods', picture: PICTURE, plate: 'mint' },
    points: 60,
    stock: 5,
    limitPerMember: null,
    active: true,
  });
  const rewardId = town.data.dump().rewards[0]?._id ?? '';
  const codes: string[] = [];
  for (let number = 0; number < 2; number += 1) {
    const input = { commandId: town.commandId(), rewardId, seenPoints: 60, pointId: town.pointId };
    const { redemption } = await town.call(SHOPPER, 'redeemReward', input);
    codes.push(redemption.code ?? '');
  }
  return codes;
}

const campaign = (town: Town, productId: string) => ({
  commandId: town.commandId(),
  merchantId: MERCHANT,
  title: '丹东 99 草莓',
  summary: '',
  items: [
    { productId, priceTiers: [{ fromUnits: 1, priceFen: 1000 }], stock: 5, limitPerMember: null, commissionBps: null },
  ],
  opensAt: town.now,
  closesAt: town.now + HOUR_MS,
  arrivesAt: town.now + DAY_MS,
  pickupUntil: town.now + 2 * DAY_MS,
  threshold: { kind: 'none' as const },
});

/** Every call that is a command, in a state in which it is accepted. */
const CASES: { [Name in CallName]?: () => Promise<Case<Name>> } = {
  placeOrder: async () => {
    const town = await smallTown();
    const group = await town.openGroup(LEADER, town.pointId);
    const input = orderInput(town, group, { units: 2 });
    return { town, openid: SHOPPER, input, other: { note: '放门口' } };
  },
  cancelOrder: async () => {
    const town = await smallTown();
    const group = await town.openGroup(LEADER, town.pointId);
    const orderId = await buy(town, SHOPPER, group, { units: 3 });
    const sku = group.skus[0] ?? '';
    const input = { commandId: town.commandId(), orderId, lines: [{ sku, units: 1 }] };
    return { town, openid: SHOPPER, input, other: { lines: [{ sku, units: 2 }] } };
  },
  redeemReward: async () => {
    const town = await richTown();
    const rewardId = await offerReward(town);
    const input = { commandId: town.commandId(), rewardId, seenPoints: 120, pointId: null };
    return { town, openid: SHOPPER, input, other: { pointId: town.pointId } };
  },
  askWithdrawal: async () => {
    const town = await richTown();
    return { town, openid: LEADER, input: withdrawalInput(town), other: { amountFen: 1400 } };
  },
  decideWithdrawal: async () => {
    const town = await richTown();
    const input = await decisionInput(town, 'reject');
    return { town, openid: OWNER, input, other: { decision: { kind: 'reject', reason: '资料不对' } } };
  },
  askRefund: async () => {
    const { town, orderId, sku } = await arrivedOrder();
    return { town, openid: SHOPPER, input: refundWish(town, orderId, sku), other: { reason: '少了一盒' } };
  },
  decideRefund: async () => {
    const { town, refundNo } = await requested();
    const input = {
      commandId: town.commandId(),
      refundNo,
      decision: { kind: 'rejected' as const, answer: '看过照片了' },
    };
    return { town, openid: OWNER, input, other: { decision: { kind: 'approved', answer: '' } } };
  },
  appealRefund: async () => {
    const { town, refundNo } = await requested();
    const decision = { kind: 'rejected' as const, answer: '看过照片了' };
    await town.call(OWNER, 'decideRefund', { commandId: town.commandId(), refundNo, decision });
    const input = { commandId: town.commandId(), refundNo, text: '再看一下' };
    return { town, openid: SHOPPER, input, other: { text: '请再看一下' } };
  },
  refundOrder: async () => {
    const { town, orderId, sku } = await arrivedOrder();
    const input = { commandId: town.commandId(), orderId, lines: [{ sku, units: 1, goodwillFen: 0 }], note: '' };
    return { town, openid: OWNER, input, other: { lines: [{ sku, units: 2, goodwillFen: 0 }] } };
  },
  openGroup: async () => {
    const town = await smallTown();
    const productId = town.data.dump().products[0]?._id ?? '';
    const { campaignId } = await town.call(OWNER, 'publishCampaign', campaign(town, productId));
    const second = await town.call(OWNER, 'publishCampaign', campaign(town, productId));
    const input = { commandId: town.commandId(), campaignId, pointId: town.pointId };
    return { town, openid: LEADER, input, other: { campaignId: second.campaignId } };
  },
  collectOrder: async () => {
    const { town, orderId, sku } = await arrivedOrder();
    const input = { commandId: town.commandId(), orderId, by: 'code' as const, lines: [{ sku, units: 1 }] };
    return { town, openid: LEADER, input, other: { lines: [{ sku, units: 2 }] } };
  },
  undoCollect: async () => {
    const { town, orderId } = await arrivedOrder();
    await town.call(LEADER, 'collectOrder', { commandId: town.commandId(), orderId, by: 'code' });
    // It has no content of its own: what its id may be used for otherwise is tried below.
    return { town, openid: LEADER, input: { commandId: town.commandId(), orderId }, other: {} };
  },
  handOverRedemption: async () => {
    const town = await richTown();
    const [code = '', second = ''] = await redeemed(town);
    const input = { commandId: town.commandId(), pointId: town.pointId, code };
    return { town, openid: LEADER, input, other: { code: second } };
  },
  saveProduct: async () => {
    const town = await smallTown();
    const input = {
      commandId: town.commandId(),
      merchantId: MERCHANT,
      name: '丹东 99 草莓',
      spec: '1 份',
      category: '水果',
      picture: PICTURE,
      hero: PICTURE,
      plate: 'blush' as const,
      summary: '',
      fresh: true,
    };
    return { town, openid: OWNER, input, other: { fresh: false } };
  },
  publishCampaign: async () => {
    const town = await smallTown();
    const productId = town.data.dump().products[0]?._id ?? '';
    return { town, openid: OWNER, input: campaign(town, productId), other: { title: '丹东 100 草莓' } };
  },
  giveCoupons: async () => {
    const town = await richTown();
    const about = { commandId: town.commandId(), merchantId: MERCHANT, tier: null, title: '券', terms: fixed };
    const input = { ...about, expiresAt: town.now + 30 * DAY_MS };
    return { town, openid: OWNER, input, other: { terms: { ...fixed, offFen: 400 } } };
  },
  saveReward: async () => {
    const town = await smallTown();
    const input = {
      commandId: town.commandId(),
      merchantId: MERCHANT,
      rewardId: null,
      name: '满 10 减 3',
      summary: '',
      what: { kind: 'coupon' as const, terms: fixed, days: 30 },
      points: 120,
      stock: 5,
      limitPerMember: 2,
      active: true,
    };
    return { town, openid: OWNER, input, other: { points: 100 } };
  },
};

const COMMANDS = (Object.keys(CALLS) as CallName[]).filter((call) => 'commandId' in CALLS[call].input.entries);
let repeats = 0;
let refusals = 0;

/** Everything that is stored, whatever it is. */
const stored = (town: Town): string => JSON.stringify(town.data.dump());

/** An answer without the instants and the paper of a payment, which are new each time. */
const lasting = (answer: unknown): unknown =>
  JSON.parse(
    JSON.stringify(answer, (name, value: unknown) => (name === 'now' || name === 'payment' ? undefined : value)),
  );

test('every call with a command id has a case', () => {
  expect(Object.keys(CASES).sort()).toEqual([...COMMANDS].sort());
});

test.each(COMMANDS)('%s: the same again is answered the same, the id with other content is refused', async (call) => {
  const make = CASES[call] as (() => Promise<Case>) | undefined;
  if (!make) throw new Error(`there is no case for ${call}`);
  const { town, openid, input, other } = await make();
  const first = await town.answer(openid, call, input);
  expect(first).toMatchObject({ ok: true });
  const after = stored(town);
  const again = await town.answer(openid, call, input);
  expect(lasting(again)).toEqual(lasting(first));
  expect(stored(town)).toBe(after);
  repeats += 1;
  if (Object.keys(other).length > 0) {
    const reused = await town.answer(openid, call, { ...input, ...other } as CallInput<CallName>);
    expect(reused).toMatchObject({ ok: false, error: { code: 'commandReused' } });
    expect(stored(town)).toBe(after);
    refusals += 1;
  }
  await town.settleDown();
  expect(findings(town)).toEqual([]);
});

test('one id for a hand-over and for its undoing is refused', async () => {
  const { town, orderId } = await arrivedOrder();
  const commandId = town.commandId();
  await town.call(LEADER, 'collectOrder', { commandId, orderId, by: 'code' });
  const after = stored(town);
  const reply = await town.answer(LEADER, 'undoCollect', { commandId, orderId });
  expect(reply).toMatchObject({ ok: false, error: { code: 'commandReused' } });
  expect(stored(town)).toBe(after);
  refusals += 1;
});

test('an id of an unpaid order that was cancelled is not one for some of its units', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  const orderId = await place(town, SHOPPER, group, { units: 2 });
  const commandId = town.commandId();
  await town.call(SHOPPER, 'cancelOrder', { commandId, orderId });
  const lines = [{ sku: group.skus[0] ?? '', units: 1 }];
  const reply = await town.answer(SHOPPER, 'cancelOrder', { commandId, orderId, lines });
  expect(reply).toMatchObject({ ok: false, error: { code: 'commandReused' } });
  refusals += 1;
});

afterAll(() => {
  process.stdout.write(
    `E5  command ids: ${COMMANDS.length} commands, ${repeats} repeated and answered the same, ${refusals} with other content refused; nothing written\n`,
  );
});
