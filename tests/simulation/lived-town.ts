import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/contract/time';
import { DEFAULT_SETTINGS } from '../../cloudfunctions/core/settings';
import { drain } from '../evidence/end-state';
import { buy, orderInput, place, smallTown, INVITER, LEADER, SHOPPER } from '../evidence/scenarios';
import { MERCHANT, OWNER, type Town } from './town';

type Lived = Town & { pointId: string };

const NEIGHBOUR = 'openid-neighbour';
const PICTURE = 'cloud://local.local-local/goods.png';

/**
 * A town in which everything happened that the model reckons, each at least once: for the model's own tests. What
 * becomes of it is nobody's concern here.
 */
export async function livedTown(referralUnit: 'FEN' | 'POINT'): Promise<Lived> {
  const town = await smallTown({
    referral: { ...DEFAULT_SETTINGS.referral, unit: referralUnit, perMonthLimit: 900 },
    tiers: DEFAULT_SETTINGS.tiers.map((tier, index) => ({ ...tier, growth: index * 150 })),
    pointsMonths: 1,
    windowDays: 2,
  });
  await town.call(NEIGHBOUR, 'enter', {});
  await completeFirstOrders(town);
  await spendPoints(town);
  await orderInTiers(town);
  await endGroupsOtherwise(town);
  await payOut(town);
  await refundAfterCompletion(town);
  await drain(town);
  await growOld(town);
  return town;
}

/** Two orders that are completed; the first brings its member up a tier, and points for a first order. */
async function completeFirstOrders(town: Lived): Promise<void> {
  for (const openid of [SHOPPER, NEIGHBOUR]) await town.call(openid, 'checkIn', { merchantId: MERCHANT });
  const group = await town.openGroup(LEADER, town.pointId, [{ tiers: [[1, 20_000]] }]);
  await buy(town, SHOPPER, group, { price: 20_000, units: 2 });
  await buy(town, NEIGHBOUR, group, { price: 20_000 });
  await town.advance(3 * HOUR_MS, 10 * MINUTE_MS);
  await town.call(LEADER, 'markArrived', { groupId: group.groupId });
  const [order] = town.data.dump().orders;
  const collect = { commandId: town.commandId(), orderId: order?._id ?? '', by: 'row' as const };
  await town.call(LEADER, 'collectOrder', { ...collect, lines: [{ sku: group.skus[0] ?? '', units: 1 }] });
  await town.call(LEADER, 'undoCollect', { commandId: town.commandId(), orderId: order?._id ?? '' });
  await town.call(LEADER, 'collectOrder', { ...collect, commandId: town.commandId() });
  await town.advance(DAY_MS, HOUR_MS);
  await town.call(SHOPPER, 'checkIn', { merchantId: MERCHANT });
  await town.advance(11 * DAY_MS, DAY_MS);
}

/** Points become a coupon and goods, and pay for orders; one of them times out, one is paid after its cancellation. */
async function spendPoints(town: Lived): Promise<void> {
  const terms = { kind: 'fixed' as const, overFen: 1000, offFen: 333 };
  const offers = [
    { kind: 'coupon' as const, terms, days: 60 },
    { kind: 'goods' as const, picture: PICTURE, plate: 'mint' as const },
  ];
  for (const what of offers) {
    const about = { merchantId: MERCHANT, rewardId: null, name: '小礼物', summary: '', what, points: 60 };
    const limits = { stock: 3, limitPerMember: 1, active: true };
    await town.call(OWNER, 'saveReward', { commandId: town.commandId(), ...about, ...limits });
  }
  for (const { _id: rewardId, what } of town.data.dump().rewards) {
    const pointId = what.kind === 'goods' ? town.pointId : null;
    await town.call(SHOPPER, 'redeemReward', { commandId: town.commandId(), rewardId, seenPoints: 60, pointId });
  }
  const group = await town.openGroup(LEADER, town.pointId, [{ tiers: [[1, 1001]] }, { tiers: [[1, 500]] }]);
  const [coupon] = town.data.dump().coupons;
  const wish = orderInput(town, group, { units: 2, price: 1001, points: 200, couponId: coupon?._id ?? null });
  const lines = [...wish.lines, { sku: group.skus[1] ?? '', units: 3, seenPriceFen: 500 }];
  const { order } = await town.call(SHOPPER, 'placeOrder', { ...wish, lines });
  town.provider.pay(order.orderId);
  await town.settleDown();
  const part = [{ sku: group.skus[1] ?? '', units: 1 }];
  await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId: order.orderId, lines: part });
  await place(town, NEIGHBOUR, group, { units: 2, price: 1001, points: 100 });
  await town.advance(20 * MINUTE_MS, MINUTE_MS);
  const late = await place(town, NEIGHBOUR, group, { price: 1001 });
  await town.call(NEIGHBOUR, 'cancelOrder', { commandId: town.commandId(), orderId: late });
  town.provider.pay(late);
  await town.settleDown();
  await town.advance(3 * HOUR_MS, 10 * MINUTE_MS);
  await afterSale(town, order.orderId, group.skus);
}

/** A member asks for refunds: one is approved, one rejected and appealed against; the merchant gives goodwill. */
async function afterSale(town: Lived, orderId: string, skus: readonly string[]): Promise<void> {
  for (const sku of skus) {
    const lines = [{ sku, units: 1 }];
    const about = { commandId: town.commandId(), orderId, lines, reason: '有一盒压坏了', pictures: [] };
    await town.call(SHOPPER, 'askRefund', about);
  }
  const requests = town.data.dump().refunds.filter(({ state }) => state === 'requested');
  for (const [index, { _id: refundNo }] of requests.entries()) {
    const decision = { kind: index === 0 ? ('approved' as const) : ('rejected' as const), answer: '看过照片了' };
    await town.call(OWNER, 'decideRefund', { commandId: town.commandId(), refundNo, decision });
    if (index > 0)
      await town.call(SHOPPER, 'appealRefund', { commandId: town.commandId(), refundNo, text: '再看一下' });
  }
  const lines = [{ sku: skus[1] ?? '', units: 0, goodwillFen: 7 }];
  await town.call(OWNER, 'refundOrder', { commandId: town.commandId(), orderId, lines, note: '抱歉' });
  const { groupId } = town.data.dump().orders.find(({ _id }) => _id === orderId) ?? { groupId: '' };
  await town.call(LEADER, 'markArrived', { groupId });
  await town.advance(13 * DAY_MS, DAY_MS);
}

/** A group whose price falls while it fills, so that a difference goes back; one unit is cancelled. */
async function orderInTiers(town: Lived): Promise<void> {
  const tiers: [number, number][] = [
    [1, 3280],
    [3, 2680],
  ];
  const group = await town.openGroup(LEADER, town.pointId, [{ tiers, limit: 5 }]);
  const first = await buy(town, SHOPPER, group, { units: 3, price: 3280 });
  await buy(town, NEIGHBOUR, group, { units: 2, price: 2680 });
  const lines = [{ sku: group.skus[0] ?? '', units: 1 }];
  await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId: first, lines });
  await town.advance(3 * HOUR_MS, 10 * MINUTE_MS);
  await town.call(LEADER, 'markArrived', { groupId: group.groupId });
  await town.advance(10 * DAY_MS, DAY_MS);
}

/** A group that fails, and one that is cancelled. */
async function endGroupsOtherwise(town: Lived): Promise<void> {
  const failing = await town.openGroup(LEADER, town.pointId, [{ threshold: { kind: 'people', count: 3 }, stock: 5 }]);
  await buy(town, SHOPPER, failing, { units: 2, points: 100 });
  await buy(town, NEIGHBOUR, failing);
  const cancelled = await town.openGroup(LEADER, town.pointId, [{ stock: 5 }]);
  await buy(town, INVITER, cancelled);
  await place(town, NEIGHBOUR, cancelled);
  await town.call(OWNER, 'cancelGroup', { groupId: cancelled.groupId });
  await town.advance(3 * HOUR_MS, 10 * MINUTE_MS);
}

/** The leader is paid out once, refused once, and does not confirm once. */
async function payOut(town: Lived): Promise<void> {
  for (const end of ['paid', 'rejected', 'expired'] as const) {
    const { withdrawal } = await town.call(LEADER, 'askWithdrawal', {
      commandId: town.commandId(),
      merchantId: MERCHANT,
      role: 'leader',
      amountFen: 1500,
    });
    const { withdrawalId } = withdrawal;
    const decision =
      end === 'rejected' ? { kind: 'reject' as const, reason: '资料不对' } : { kind: 'approve' as const };
    await town.call(OWNER, 'decideWithdrawal', {
      commandId: town.commandId(),
      merchantId: MERCHANT,
      withdrawalId,
      decision,
    });
    if (end === 'paid') town.provider.endTransfer(withdrawalId, 'paid');
    await town.advance(2 * DAY_MS, HOUR_MS);
  }
}

/** The merchant gives units and goodwill back of what was completed: rewards are corrected, down to a debt of points. */
async function refundAfterCompletion(town: Lived): Promise<void> {
  const completed = town.data.dump().orders.filter(({ state }) => state === 'completed');
  for (const { _id: orderId, lines } of completed) {
    const [line] = lines;
    if (!line || line.refundedUnits === line.units) continue;
    const wishes = [
      { sku: line.sku, units: 0, goodwillFen: 100 },
      { sku: line.sku, units: 1, goodwillFen: 0 },
    ];
    for (const wish of wishes)
      await town.call(OWNER, 'refundOrder', { commandId: town.commandId(), orderId, lines: [wish], note: '补偿' });
    await town.advance(HOUR_MS, 10 * MINUTE_MS);
  }
}

/** Time goes on until points expire and tiers fall. */
const growOld = (town: Lived): Promise<void> => town.advance(60 * DAY_MS, DAY_MS);
