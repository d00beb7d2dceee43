import type { CallInput } from '../../../src/contract/calls';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/contract/time';
import { LEADER, MERCHANT, OWNER, PICTURE, type Neighbourhood } from '../../usecases/neighbourhood';

const DOZEN_MONTHS_MS = 400 * DAY_MS;

/**
 * A little more than a year in a neighbourhood, in which every kind of journal is posted: what the books hold at its end
 * must verify clean, with some things still under way.
 */
export async function liveStory(t: Neighbourhood): Promise<void> {
  const corrected = await anInvitedOrder(t);
  await pointsForEverybody(t);
  await pointsAndCoupon(t);
  await groupsThatComeToNothing(t);
  await payouts(t);
  await refundsAfterCompletion(t, corrected);
  await pointsShop(t);
  await aDebt(t);
  await aYearLater(t);
  await stillUnderWay(t);
}

async function completeGroup(t: Neighbourhood, groupId: string): Promise<void> {
  await t.closeAndDecide();
  await t.call(LEADER, 'markArrived', { groupId });
  const { rows } = await t.call(LEADER, 'listPickups', { pointId: t.pointId, filter: 'waiting' });
  for (const { orderId } of rows)
    await t.call(LEADER, 'collectOrder', { commandId: t.commandId(), orderId, by: 'row' });
  await t.advance(7 * DAY_MS + MINUTE_MS);
  await t.settleDown();
}

/** A neighbour brings another one; the price falls while they buy, and the difference goes back. */
async function anInvitedOrder(t: Neighbourhood): Promise<string> {
  const { groupId, sku } = await t.openGroup({
    tiers: [
      [1, 3280],
      [3, 2680],
    ],
    stock: 50,
    limit: 10,
  });
  const { code } = await t.call('openid-inviter', 'shareGroup', { groupId });
  await t.call('openid-shopper', 'getGroup', { groupId }, code);
  const orderId = await t.buy('openid-shopper', groupId, sku, { units: 4, price: 3280 });
  await t.buy('openid-second', groupId, sku, { price: 2680 });
  await completeGroup(t, groupId);
  return orderId;
}

/** One large order makes points to spend; check-ins add to them. */
async function pointsForEverybody(t: Neighbourhood): Promise<void> {
  const { groupId, sku } = await t.openGroup({ tiers: [[1, 60_000]] });
  await t.buy('openid-shopper', groupId, sku, { price: 60_000 });
  await t.buy('openid-second', groupId, sku, { price: 60_000 });
  await completeGroup(t, groupId);
  for (let day = 0; day < 3; day += 1) {
    await t.call('openid-shopper', 'checkIn', { merchantId: MERCHANT });
    await t.advance(DAY_MS);
  }
}

async function coupon(t: Neighbourhood, openid: string): Promise<string> {
  await t.call(OWNER, 'giveCoupons', {
    commandId: t.commandId(),
    merchantId: MERCHANT,
    tier: null,
    title: '满 50 减 8',
    terms: { kind: 'fixed', overFen: 5000, offFen: 833 },
    expiresAt: (await t.now()) + 300 * DAY_MS,
  });
  const { coupons } = await t.call(openid, 'getMembership', { merchantId: MERCHANT });
  const [first] = coupons;
  if (!first) throw new Error('there is no coupon');
  return first.couponId;
}

/** Points and a coupon pay part of an order of two lines' worth; one unit goes back while the group is open. */
async function pointsAndCoupon(t: Neighbourhood): Promise<void> {
  const { groupId, sku } = await t.openGroup({ tiers: [[1, 1999]], stock: 20, limit: 8 });
  const couponId = await coupon(t, 'openid-shopper');
  const options = { units: 5, price: 1999, points: 300, couponId };
  const orderId = await t.buy('openid-shopper', groupId, sku, options);
  await t.call('openid-shopper', 'cancelOrder', { commandId: t.commandId(), orderId, lines: [{ sku, units: 1 }] });
  await completeGroup(t, groupId);
}

/** What is cancelled, times out, fails, or is paid too late gives everything back. */
async function groupsThatComeToNothing(t: Neighbourhood): Promise<void> {
  const failing = await t.openGroup({ tiers: [[1, 3000]], stock: 9, threshold: { kind: 'people', count: 5 } });
  const couponId = await coupon(t, 'openid-second');
  const options = { units: 2, price: 3000, points: 200, couponId };
  await t.buy('openid-second', failing.groupId, failing.sku, options);
  const left = await t.place('openid-shopper', failing.groupId, failing.sku, { price: 3000, points: 100 });
  await t.advance(16 * MINUTE_MS);
  await t.settleDown();
  await t.pay(left, 'late');
  await t.settleDown();
  await t.closeAndDecide();
  await t.advance(5 * MINUTE_MS);

  const cancelled = await t.openGroup({ stock: 9 });
  await t.buy('openid-third', cancelled.groupId, cancelled.sku, { units: 2 });
  await t.place('openid-second', cancelled.groupId, cancelled.sku);
  await t.call(OWNER, 'cancelGroup', { groupId: cancelled.groupId });
  await t.settleDown();
  await t.advance(5 * MINUTE_MS);
  await t.settleDown();
}

async function askPayout(t: Neighbourhood, openid: string, role: 'leader' | 'inviter', amountFen: number) {
  const asking = { commandId: t.commandId(), merchantId: MERCHANT, role, amountFen };
  return (await t.call(openid, 'askWithdrawal', asking)).withdrawal.withdrawalId;
}

async function decidePayout(t: Neighbourhood, withdrawalId: string, approve: boolean): Promise<void> {
  const decision = approve ? { kind: 'approve' as const } : { kind: 'reject' as const, reason: '资料不全' };
  await t.call(OWNER, 'decideWithdrawal', { commandId: t.commandId(), merchantId: MERCHANT, withdrawalId, decision });
}

/** One is paid, one expires, one is rejected; the inviter's is paid. */
async function payouts(t: Neighbourhood): Promise<void> {
  const paid = await askPayout(t, LEADER, 'leader', 1_000);
  await decidePayout(t, paid, true);
  await t.cloud.post('/dev/transfer', { billNo: paid, outcome: 'confirmed', delayMs: 0 });
  await t.call(LEADER, 'checkWithdrawal', { withdrawalId: paid });
  await decidePayout(t, await askPayout(t, LEADER, 'leader', 500), false);
  const expiring = await askPayout(t, LEADER, 'leader', 700);
  await decidePayout(t, expiring, true);
  const invited = await askPayout(t, 'openid-inviter', 'inviter', 200);
  await decidePayout(t, invited, true);
  await t.cloud.post('/dev/transfer', { billNo: invited, outcome: 'confirmed', delayMs: 0 });
  await t.advance(25 * HOUR_MS);
  await t.settleDown();
}

/** The merchant takes goods back, and is generous, after the rewards were posted. */
async function refundsAfterCompletion(t: Neighbourhood, orderId: string): Promise<void> {
  const [line] = (await t.call('openid-shopper', 'getOrder', { orderId })).order.lines;
  const sku = line?.sku ?? '';
  for (const lines of [[{ sku, units: 1, goodwillFen: 0 }], [{ sku, units: 0, goodwillFen: 345 }]]) {
    await t.call(OWNER, 'refundOrder', { commandId: t.commandId(), orderId, lines, note: '有几颗坏了' });
    await t.advance(2 * MINUTE_MS);
    await t.settleDown();
  }
  const asked = await t.openGroup({ tiers: [[1, 1500]] });
  const other = await t.buy('openid-second', asked.groupId, asked.sku, { units: 3, price: 1500 });
  await t.closeAndDecide();
  const wish = { orderId: other, lines: [{ sku: asked.sku, units: 1 }], reason: '少了一份', pictures: [] };
  await t.call('openid-second', 'askRefund', { commandId: t.commandId(), ...wish });
  await t.call('openid-second', 'askRefund', { commandId: t.commandId(), ...wish });
  const { rows } = await t.call(OWNER, 'listRefunds', { merchantId: MERCHANT, filter: 'open' });
  const kinds = ['approved', 'rejected'] as const;
  for (const [index, { refund }] of rows.entries()) {
    const decision = { kind: kinds[index] ?? 'rejected', answer: '看过照片了' };
    await t.call(OWNER, 'decideRefund', { commandId: t.commandId(), refundNo: refund.refundNo, decision });
  }
  await t.advance(2 * MINUTE_MS);
  await t.settleDown();
}

type Reward = CallInput<'saveReward'>['what'];

async function reward(t: Neighbourhood, name: string, what: Reward, points: number): Promise<string> {
  const saved = await t.call(OWNER, 'saveReward', {
    commandId: t.commandId(),
    merchantId: MERCHANT,
    rewardId: null,
    name,
    summary: '',
    what,
    points,
    stock: 10,
    limitPerMember: 3,
    active: true,
  });
  return saved.reward.rewardId;
}

/** Coupons from the points shop, and goods that are fetched. */
async function pointsShop(t: Neighbourhood): Promise<void> {
  const terms = { kind: 'percent' as const, overFen: 0, offBps: 1250, capFen: 300 };
  const couponId = await reward(t, '八七五折', { kind: 'coupon', terms, days: 30 }, 60);
  const goodsId = await reward(t, '帆布袋', { kind: 'goods', picture: PICTURE, plate: 'blush' }, 40);
  const redeem = (openid: string, rewardId: string, seenPoints: number, pointId: string | null) =>
    t.call(openid, 'redeemReward', { commandId: t.commandId(), rewardId, seenPoints, pointId });
  await redeem('openid-second', couponId, 60, null);
  await redeem('openid-second', goodsId, 40, t.pointId);
  const { groupId, sku } = await t.openGroup({ tiers: [[1, 2499]] });
  const { coupons } = await t.call('openid-second', 'getMembership', { merchantId: MERCHANT });
  const mine = coupons.find(({ title }) => title === '八七五折')?.couponId ?? null;
  await t.buy('openid-second', groupId, sku, { units: 2, price: 2499, couponId: mine });
  await completeGroup(t, groupId);
}

/** Points that were spent are taken back: a debt, which the next check-in begins to fill. */
async function aDebt(t: Neighbourhood): Promise<void> {
  const { groupId, sku } = await t.openGroup({ tiers: [[1, 10_000]] });
  const orderId = await t.buy('openid-third', groupId, sku, { price: 10_000 });
  await completeGroup(t, groupId);
  const what = { kind: 'goods' as const, picture: PICTURE, plate: 'blush' as const };
  const rewardId = await reward(t, '保温杯', what, 130);
  const redeeming = { commandId: t.commandId(), rewardId, seenPoints: 130, pointId: t.pointId };
  await t.call('openid-third', 'redeemReward', redeeming);
  const lines = [{ sku, units: 1, goodwillFen: 0 }];
  await t.call(OWNER, 'refundOrder', { commandId: t.commandId(), orderId, lines, note: '' });
  await t.advance(2 * MINUTE_MS);
  await t.settleDown();
  await t.call('openid-third', 'checkIn', { merchantId: MERCHANT });
}

/** Lots end; points that were spent from them and come back now last 30 days more. */
async function aYearLater(t: Neighbourhood): Promise<void> {
  await t.advance(300 * DAY_MS);
  const { groupId, sku } = await t.openGroup({ tiers: [[1, 5000]] });
  const orderId = await t.buy('openid-second', groupId, sku, { price: 5000, units: 2, points: 100 });
  await completeGroup(t, groupId);
  await t.advance(DOZEN_MONTHS_MS - 300 * DAY_MS);
  const lines = [{ sku, units: 1, goodwillFen: 0 }];
  await t.call(OWNER, 'refundOrder', { commandId: t.commandId(), orderId, lines, note: '' });
  await t.advance(5 * MINUTE_MS);
  await t.settleDown();
}

/** Unpaid with points held, paid in an open group, a payout and a refund asked for. */
async function stillUnderWay(t: Neighbourhood): Promise<void> {
  const { groupId, sku } = await t.openGroup({ tiers: [[1, 2000]], stock: 12, limit: 6 });
  await t.call('openid-shopper', 'checkIn', { merchantId: MERCHANT });
  await t.buy('openid-shopper', groupId, sku, { units: 2, price: 2000 });
  const { code } = await t.call('openid-inviter', 'shareGroup', { groupId });
  await t.call('openid-newcomer', 'getGroup', { groupId }, code);
  await t.buy('openid-newcomer', groupId, sku, { price: 2000 });
  await t.place('openid-third', groupId, sku, { price: 2000 });
  await askPayout(t, LEADER, 'leader', 900);
  await t.settleDown();
}
