import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/contract/time';
import { advanceOrder } from '../../../cloudfunctions/usecases/complete-order';
import { finishRefund } from '../../../cloudfunctions/usecases/finish-refund';
import { OWNER, type Town } from '../../simulation/town';
import { buy, complete, LEADER, richTown, SHOPPER, smallTown } from '../scenarios';
import { comesToRest, journalsNamed, meanwhile, orderOf } from './meanwhile';

/** What keeps a refund from being booked twice, an order from completing too early, and a reward from staying unearned. */

/** An order of two units that is collected and whose window is about to end. */
async function collectedOrder(town: Town & { pointId: string }) {
  const group = await town.openGroup(LEADER, town.pointId, [{ tiers: [[1, 5000]] }]);
  const orderId = await buy(town, SHOPPER, group, { units: 2, price: 5000 });
  await town.advance(3 * HOUR_MS, 10 * MINUTE_MS);
  await town.call(LEADER, 'markArrived', { groupId: group.groupId });
  const by = 'code' as const;
  await town.call(LEADER, 'collectOrder', { commandId: town.commandId(), orderId, by });
  await town.advance(7 * DAY_MS - HOUR_MS, DAY_MS);
  return { orderId, sku: group.skus[0] ?? '' };
}

const giveBack = (town: Town, orderId: string, sku: string, units: number) =>
  town.call(OWNER, 'refundOrder', {
    commandId: town.commandId(),
    orderId,
    lines: [{ sku, units, goodwillFen: 0 }],
    note: '',
  });

test('a refund is booked once, however often it is heard to be done', async () => {
  const town = await richTown();
  const group = await town.openGroup(LEADER, town.pointId);
  const orderId = await buy(town, SHOPPER, group, { units: 2, points: 200 });
  await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId });
  town.now += MINUTE_MS;
  await town.settleDown();
  const refund = town.data.dump().refunds.find((each) => each.orderId === orderId);
  expect(refund?.state).toBe('done');
  const { ports, now } = town.instance();
  await finishRefund(ports, refund?._id ?? '', now);
  expect(journalsNamed(town, `refund:${refund?._id}`)).toHaveLength(1);
  await comesToRest(town);
});

test('a request is approved once, whoever of the staff was quicker', async () => {
  const town = await smallTown();
  const { orderId, sku } = await collectedOrder(town);
  const asked = { commandId: town.commandId(), orderId, lines: [{ sku, units: 1 }], reason: '压坏了', pictures: [] };
  await town.call(SHOPPER, 'askRefund', asked);
  const refundNo = town.data.dump().refunds[0]?._id ?? '';
  const approve = () => {
    const decision = { kind: 'approved' as const, answer: '' };
    return town.answer(OWNER, 'decideRefund', { commandId: town.commandId(), refundNo, decision });
  };
  expect(await approve()).toMatchObject({ ok: true });
  expect(await approve()).toMatchObject({ ok: false, error: { code: 'wrongState' } });
  expect(orderOf(town, orderId)?.lines.map(({ refundedUnits }) => refundedUnits)).toEqual([1]);
  await comesToRest(town);
});

test('an order is not completed while a request is open', async () => {
  const town = await smallTown();
  const { orderId, sku } = await collectedOrder(town);
  const input = { commandId: town.commandId(), orderId, lines: [{ sku, units: 1 }], reason: '压坏了', pictures: [] };
  await town.call(SHOPPER, 'askRefund', input);
  await town.advance(5 * HOUR_MS);
  expect(orderOf(town, orderId)?.state).toBe('collected');
  await comesToRest(town);
  expect(orderOf(town, orderId)?.state).toBe('completed');
});

test('nor when a case was opened after it was looked at', async () => {
  const town = await smallTown();
  const { orderId, sku } = await collectedOrder(town);
  town.now += 2 * HOUR_MS;
  const order = orderOf(town, orderId);
  if (!order) throw new Error('no order');
  const open = () => giveBack(town, orderId, sku, 1);
  await meanwhile(town, 'get orders', open, ({ ports, now }) => advanceOrder(ports, order, now));
  expect(orderOf(town, orderId)).toMatchObject({ state: 'collected', openCases: [{}] });
  await comesToRest(town);
});

test('a refund after the completion takes its part of every reward back, within the same limit', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId, [{ tiers: [[1, 5000]] }]);
  const orderId = await buy(town, SHOPPER, group, { units: 2, price: 5000 });
  await complete(town, group);
  expect(orderOf(town, orderId)).toMatchObject({ posted: { commissionFen: 800, referral: 200, growth: 100 } });
  await giveBack(town, orderId, group.skus[0] ?? '', 1);
  const [refund] = town.data.dump().refunds;
  await comesToRest(town);
  expect(orderOf(town, orderId)).toMatchObject({ posted: { commissionFen: 400, referral: 100, growth: 50 } });
  expect(journalsNamed(town, `correct:${refund?._id}`)).toHaveLength(1);
});

test('what an inviter gets in a month is counted from order to order', async () => {
  const referral = { bps: 200, days: 180, perOrderLimit: 2000, perMonthLimit: 300, unit: 'FEN' as const };
  const town = await smallTown({ referral });
  const orders: string[] = [];
  for (let number = 0; number < 2; number += 1) {
    const group = await town.openGroup(LEADER, town.pointId, [{ tiers: [[1, 10_000]] }]);
    orders.push(await buy(town, SHOPPER, group, { price: 10_000 }));
    await town.advance(3 * HOUR_MS, 10 * MINUTE_MS);
    await town.call(LEADER, 'markArrived', { groupId: group.groupId });
  }
  await town.advance(15 * DAY_MS, DAY_MS);
  expect(orders.map((orderId) => orderOf(town, orderId)?.posted?.referral)).toEqual([200, 100]);
  await comesToRest(town);
});
