import { pointsToNumber } from '../../../src/contract/points';
import { MINUTE_MS } from '../../../src/contract/time';
import { available } from '../../../cloudfunctions/core/points/lots';
import { pointsStateOf } from '../../../cloudfunctions/usecases/memberships';
import { MERCHANT, type Town } from '../../simulation/town';
import { exploreRandom, type MakeWorld } from '../../simulation/world/scheduler';
import { giveCoupon, INVITER, LEADER, orderInput, richTown, SHOPPER, smallTown } from '../scenarios';
import { comesToRest } from './meanwhile';

/**
 * One tap runs twice at once while the last unit comes back from somebody else: whichever run places the order, what the
 * order takes stays taken, and what a run took in vain comes back.
 */

const SCHEDULES = 60;

/** Units in an order that stands, and in one that never came to be and is not swept yet. */
function unitsTaken(town: Town, { applied }: { applied: readonly { id: string; n: number }[] }): number {
  const { orders } = town.data.dump();
  const ended = (id: string) => orders.some((order) => id === `hold:${order._id}` && order.state === 'cancelled');
  return applied.filter(({ id }) => id.startsWith('hold:') && !ended(id)).reduce((sum, { n }) => sum + n, 0);
}

/** What an order that stands says it took, and nobody has: wrong in any case. */
function notHeld(town: Town): string[] {
  const { orders, stocks, purchases, coupons } = town.data.dump();
  return orders
    .filter(({ state }) => state === 'unpaid')
    .flatMap((order) => [
      ...order.lines
        .flatMap(({ sku }) => [...stocks, ...purchases].filter((view) => view.sku === sku))
        .filter((view) => !('memberId' in view) || view.memberId === order.memberId)
        .filter((view) => !view.applied.some(({ id }) => id === `hold:${order._id}`))
        .map(({ _id }) => _id),
      ...coupons.filter(({ _id, orderId }) => _id === order.couponId && orderId !== order._id).map(({ _id }) => _id),
    ]);
}

const doubleTap =
  (skus: number, withCoupon: boolean): MakeWorld =>
  async (scheduler) => {
    const town = withCoupon ? await richTown() : await smallTown();
    const couponId = withCoupon ? await giveCoupon(town) : null;
    const offers = Array.from({ length: skus }, () => ({ stock: 1 }));
    const group = await town.openGroup(LEADER, town.pointId, offers);
    const lines = group.skus.map((sku) => ({ sku, units: 1, seenPriceFen: 1000 }));
    const others = { ...orderInput(town, group), lines: lines.slice(-1) };
    const { order } = await town.call(INVITER, 'placeOrder', others);
    const cancel = { commandId: town.commandId(), orderId: order.orderId };
    const input = { ...orderInput(town, group, { couponId }), lines };
    for (const run of ['first run', 'second run'])
      void scheduler.spawn(run, (step) =>
        town.answer(SHOPPER, 'placeOrder', input, town.instance(town.data.withStep(step))),
      );
    void scheduler.spawn('the other order', (step) =>
      town.answer(INVITER, 'cancelOrder', cancel, town.instance(town.data.withStep(step))),
    );
    const stocks = () => town.data.dump().stocks.filter(({ campaignId }) => campaignId === group.campaignId);
    const purchases = () => town.data.dump().purchases.filter(({ campaignId }) => campaignId === group.campaignId);
    return async () => {
      expect(notHeld(town)).toEqual([]);
      for (const stock of stocks()) expect(stock.left).toBe(1 - unitsTaken(town, stock));
      for (const purchase of purchases()) expect(purchase.units).toBe(unitsTaken(town, purchase));
      town.now += 16 * MINUTE_MS;
      await town.settleDown();
      town.now += 11 * MINUTE_MS;
      await comesToRest(town);
      for (const { left, shared = [] } of stocks()) expect([left, shared]).toEqual([1, []]);
      for (const { units, shared = [] } of purchases()) expect([units, shared]).toEqual([0, []]);
      for (const { state } of town.data.dump().coupons) expect(state).toBe('usable');
    };
  };

test.each([
  ['one line', 1, false],
  ['two lines', 2, false],
  ['two lines and a coupon', 2, true],
] as const)(
  '%s',
  async (_, skus, withCoupon) => {
    await exploreRandom(doubleTap(skus, withCoupon), { seed: 5, schedules: SCHEDULES });
  },
  120_000,
);

test('a run that finds too few points leaves the coupon to the other run, which found enough', async () => {
  const town = await richTown({ pointsStep: 1 });
  const couponId = await giveCoupon(town);
  const group = await town.openGroup(LEADER, town.pointId);
  const membership = town.data.all('memberships').find(({ ordersCompleted }) => ordersCompleted === 1);
  const points = membership ? pointsToNumber(available(pointsStateOf(membership), town.now)) : 0;
  const input = orderInput(town, group, { couponId, points: points + 1 });
  let taken = 0;
  // The first time it takes the stock; the second time, refused, it is about to give it back.
  const refusedRun = town.data.withStep(async (label) => {
    if (!label.startsWith('update stocks') || (taken += 1) !== 2) return;
    await town.call(SHOPPER, 'checkIn', { merchantId: MERCHANT });
    await town.call(SHOPPER, 'placeOrder', input);
  });
  const reply = await town.answer(SHOPPER, 'placeOrder', input, town.instance(refusedRun));
  expect(reply).toMatchObject({ ok: true });
  const orderId = town.data.all('orders').find(({ state }) => state === 'unpaid')?._id;
  expect(town.data.all('coupons')).toMatchObject([{ state: 'locked', orderId }]);
  expect(notHeld(town)).toEqual([]);
  await comesToRest(town);
});
