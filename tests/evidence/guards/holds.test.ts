import { MINUTE_MS } from '../../../src/contract/time';
import type { Instance, Town } from '../../simulation/town';
import { giveCoupon, INVITER, LEADER, orderInput, place, richTown, SHOPPER, smallTown } from '../scenarios';
import { boughtOf, comesToRest, interrupted, leftOf, meanwhile } from './meanwhile';

/** What an order takes before it stands, and gives back when it does not: stock, the member's limit, the coupon. */

const placing =
  (town: Town, input: ReturnType<typeof orderInput>, openid = SHOPPER) =>
  (instance?: Instance) =>
    town.answer(openid, 'placeOrder', input, instance);

const couponOf = (town: Town, couponId: string) => town.data.dump().coupons.find(({ _id }) => _id === couponId);

test('the last unit is sold once', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId, [{ stock: 1 }]);
  await meanwhile(
    town,
    'update stocks',
    () => place(town, INVITER, group),
    async (instance) => {
      const reply = await placing(town, orderInput(town, group))(instance);
      expect(reply).toMatchObject({ ok: false, error: { code: 'soldOut' } });
    },
  );
  expect(leftOf(town, group)).toBe(0);
  expect(boughtOf(town, group).sort()).toEqual([0, 1]);
  await comesToRest(town);
});

test('nobody takes more than the limit, at once or in parts', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId, [{ limit: 3 }]);
  expect(await placing(town, orderInput(town, group, { units: 4 }))()).toMatchObject({ error: { code: 'overLimit' } });
  await place(town, SHOPPER, group, { units: 2 });
  expect(await placing(town, orderInput(town, group, { units: 2 }))()).toMatchObject({ error: { code: 'overLimit' } });
  expect(boughtOf(town, group)).toEqual([2]);
  await place(town, SHOPPER, group, { units: 1 });
  expect(boughtOf(town, group)).toEqual([3]);
  await comesToRest(town);
});

test('who asks again after an interruption has taken everything once', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  const act = placing(town, orderInput(town, group, { units: 2 }));
  await interrupted(town, 'update stocks', act);
  expect(await act()).toMatchObject({ ok: true });
  expect([leftOf(town, group), boughtOf(town, group)]).toEqual([98, [2]]);
  await comesToRest(town);
});

test('the same tap later is the same order, and with other content it is refused', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  const input = orderInput(town, group);
  const first = await placing(town, input)();
  town.now += MINUTE_MS;
  const again = await placing(town, input)();
  expect(again).toMatchObject({ ok: true, output: { order: first.ok ? { orderId: first.output.order.orderId } : {} } });
  expect(town.data.dump().orders).toHaveLength(1);
  expect(await placing(town, { ...input, note: '多给个袋子' })()).toMatchObject({ error: { code: 'commandReused' } });
  await comesToRest(town);
});

test('of two runs of one tap the one that is refused takes nothing from the one that stands', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId, [{ stock: 1 }]);
  const other = await place(town, INVITER, group);
  const act = placing(town, orderInput(town, group));
  // The first run finds it sold out; then the unit comes back, and the second run takes it.
  const quicker = async () => {
    await town.call(INVITER, 'cancelOrder', { commandId: town.commandId(), orderId: other });
    expect(await act()).toMatchObject({ ok: true });
  };
  expect(await meanwhile(town, 'update purchases', quicker, act)).toMatchObject({ ok: true });
  expect([leftOf(town, group), boughtOf(town, group)]).toEqual([0, [0, 1]]);
  await comesToRest(town);
  expect([leftOf(town, group), boughtOf(town, group)]).toEqual([1, [0, 0]]);
});

test('one coupon pays for one order', async () => {
  const town = await richTown();
  const couponId = await giveCoupon(town);
  const group = await town.openGroup(LEADER, town.pointId);
  const [one, other] = [orderInput(town, group, { couponId }), orderInput(town, group, { couponId })];
  await meanwhile(town, 'update coupons', placing(town, other), async (instance) => {
    expect(await placing(town, one)(instance)).toMatchObject({ ok: false, error: { code: 'couponGone' } });
  });
  expect(leftOf(town, group)).toBe(99);
  await comesToRest(town);
});

test('a cancelled order gives back its own coupon, not the one that another order has by now', async () => {
  const town = await richTown();
  const couponId = await giveCoupon(town);
  const group = await town.openGroup(LEADER, town.pointId);
  const cancelled = await place(town, SHOPPER, group, { couponId });
  await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId: cancelled });
  const orderId = await place(town, SHOPPER, group, { couponId });
  town.now += 2 * MINUTE_MS;
  await town.tick();
  expect(couponOf(town, couponId)).toMatchObject({ state: 'locked', orderId });
  await comesToRest(town);
});

test('a cancelled order gives its units back once, however often the job follows up', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  const orderId = await place(town, SHOPPER, group, { units: 2 });
  await town.call(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId });
  town.now += 2 * MINUTE_MS;
  await town.tick();
  expect([leftOf(town, group), boughtOf(town, group)]).toEqual([100, [0]]);
  await comesToRest(town);
});

test('an order that is refused half way gives back what it took, and nothing else', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId, [{ stock: 10 }, { stock: 1 }]);
  const lines = group.skus.map((sku) => ({ sku, units: 2, seenPriceFen: 1000 }));
  const reply = await placing(town, { ...orderInput(town, group), lines })();
  expect(reply).toMatchObject({ ok: false, error: { code: 'soldOut' } });
  const stocks = town.data.dump().stocks.filter(({ campaignId }) => campaignId === group.campaignId);
  expect(stocks.map(({ left }) => left)).toEqual([10, 1]);
  expect(boughtOf(town, group)).toEqual([0, 0]);
  await comesToRest(town);
});

test('what was taken for an order that never came to be comes back after ten minutes', async () => {
  const town = await richTown();
  const couponId = await giveCoupon(town);
  const group = await town.openGroup(LEADER, town.pointId);
  await interrupted(town, 'update coupons', placing(town, orderInput(town, group, { units: 2, couponId })));
  expect([leftOf(town, group), boughtOf(town, group), couponOf(town, couponId)?.state]).toEqual([98, [2], 'locked']);
  town.now += 11 * MINUTE_MS;
  await town.settleDown();
  expect([leftOf(town, group), boughtOf(town, group), couponOf(town, couponId)?.state]).toEqual([100, [0], 'usable']);
  await comesToRest(town);
});

test('and comes back once, also when two jobs sweep at the same time', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  await interrupted(town, 'update stocks', placing(town, orderInput(town, group, { units: 2 })));
  town.now += 11 * MINUTE_MS;
  await meanwhile(
    town,
    'update stocks',
    () => town.tick(),
    (instance) => town.tick(instance),
  );
  expect([leftOf(town, group), boughtOf(town, group)]).toEqual([100, [0]]);
  await comesToRest(town);
});

test('a run that comes late does not go by what the job is about to take back', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  const act = placing(town, orderInput(town, group, { units: 2 }));
  await interrupted(town, 'update stocks', act);
  town.now += 11 * MINUTE_MS;
  expect(await act()).toMatchObject({ ok: false, error: { code: 'changedMeanwhile' } });
  await town.tick();
  expect(await act()).toMatchObject({ ok: true });
  expect([leftOf(town, group), boughtOf(town, group)]).toEqual([98, [2]]);
  await comesToRest(town);
});

test('what an order takes is left alone while the order may still be written', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  const input = orderInput(town, group, { units: 2 });
  await meanwhile(town, 'insert orders', () => town.tick(), placing(town, input));
  expect([leftOf(town, group), boughtOf(town, group)]).toEqual([98, [2]]);
  await comesToRest(town);
});
