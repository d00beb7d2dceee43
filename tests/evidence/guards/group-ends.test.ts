import { HOUR_MS, MINUTE_MS } from '../../../src/contract/time';
import type { Town } from '../../simulation/town';
import { buy, LEADER, place, SHOPPER, smallTown } from '../scenarios';
import { comesToRest, orderOf } from './meanwhile';

/** What keeps a group from deciding, and an order from being given back, before everything is known. */

const stateOf = (town: Town, groupId: string) => town.data.dump().groups.find(({ _id }) => _id === groupId)?.state;

test('a group waits 70 seconds after it closed for placings that are under way', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  await buy(town, SHOPPER, group);
  town.now += 2 * HOUR_MS;
  for (const ms of [0, 0, 69_000]) {
    town.now += ms;
    await town.tick();
    expect(stateOf(town, group.groupId)).toBe('closing');
  }
  town.now += MINUTE_MS;
  await town.tick();
  expect(stateOf(town, group.groupId)).toBe('formed');
  await comesToRest(town);
});

test('an order that is unpaid when its group closes counts once it is paid', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId, [{ threshold: { kind: 'people', count: 1 } }]);
  town.now += 2 * HOUR_MS - MINUTE_MS;
  const orderId = await place(town, SHOPPER, group);
  for (let minute = 0; minute < 6; minute += 1) {
    town.now += MINUTE_MS;
    await town.tick();
  }
  expect(stateOf(town, group.groupId)).toBe('closing');
  town.provider.pay(orderId);
  await town.settleDown();
  for (let minute = 0; minute < 3; minute += 1) {
    town.now += MINUTE_MS;
    await town.settleDown();
  }
  expect([stateOf(town, group.groupId), orderOf(town, orderId)?.state]).toEqual(['formed', 'confirmed']);
  await comesToRest(town);
});

test('a paid order is not cancelled by its member once its group has closed', async () => {
  const town = await smallTown();
  const group = await town.openGroup(LEADER, town.pointId);
  const orderId = await buy(town, SHOPPER, group);
  town.now += 2 * HOUR_MS;
  const reply = await town.answer(SHOPPER, 'cancelOrder', { commandId: town.commandId(), orderId });
  expect(reply).toMatchObject({ ok: false, error: { code: 'notCancellable' } });
  expect(orderOf(town, orderId)?.state).toBe('paid');
  await comesToRest(town);
});
