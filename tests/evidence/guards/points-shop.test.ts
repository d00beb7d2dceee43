import { MINUTE_MS } from '../../../src/contract/time';
import { MERCHANT, OWNER, type Instance, type Town } from '../../simulation/town';
import { richTown, SHOPPER } from '../scenarios';
import { comesToRest, interrupted, meanwhile } from './meanwhile';

/** What keeps the points shop from giving a unit twice, or for points that were spent already. */

async function openShop(
  stock: number,
  limitPerMember: number | null = null,
): Promise<{ town: Town; rewardId: string }> {
  const town = await richTown();
  await town.call(OWNER, 'saveReward', {
    commandId: town.commandId(),
    merchantId: MERCHANT,
    rewardId: null,
    name: '减 3 元券',
    summary: '',
    what: { kind: 'coupon', terms: { kind: 'fixed', overFen: 1000, offFen: 300 }, days: 30 },
    points: 10,
    stock,
    limitPerMember,
    active: true,
  });
  return { town, rewardId: town.data.dump().rewards[0]?._id ?? '' };
}

const redeeming = (town: Town, rewardId: string, commandId = town.commandId()) => {
  const input = { commandId, rewardId, seenPoints: 10, pointId: null };
  return (instance?: Instance) => town.answer(SHOPPER, 'redeemReward', input, instance);
};

const takenOf = (town: Town) => town.data.dump().rewards[0]?.taken;

test('the last unit is given once', async () => {
  const { town, rewardId } = await openShop(1);
  await meanwhile(town, 'update rewards', redeeming(town, rewardId), async (instance) => {
    expect(await redeeming(town, rewardId)(instance)).toMatchObject({ ok: false, error: { code: 'soldOut' } });
  });
  expect([takenOf(town), town.data.dump().redemptions.length]).toEqual([1, 1]);
  await comesToRest(town);
});

test('who asks again after an interruption has taken one unit', async () => {
  const { town, rewardId } = await openShop(5);
  const act = redeeming(town, rewardId);
  await interrupted(town, 'update rewards', act);
  expect(await act()).toMatchObject({ ok: true });
  expect([takenOf(town), town.data.dump().redemptions.length]).toEqual([1, 1]);
  await comesToRest(town);
});

test('nobody gets more than the limit, at once either', async () => {
  const { town, rewardId } = await openShop(5, 1);
  await meanwhile(town, 'update rewards', redeeming(town, rewardId), async (instance) => {
    expect(await redeeming(town, rewardId)(instance)).toMatchObject({ ok: false, error: { code: 'overLimit' } });
  });
  await comesToRest(town);
  // The unit that was taken in vain is back.
  expect([takenOf(town), town.data.dump().redemptions.length]).toEqual([1, 1]);
});

test('the same tap later is the same redemption, and with other content it is refused', async () => {
  const { town, rewardId } = await openShop(5);
  const commandId = town.commandId();
  const first = await redeeming(town, rewardId, commandId)();
  town.now += MINUTE_MS;
  const again = await redeeming(town, rewardId, commandId)();
  expect(first.ok && again.ok && first.output.redemption).toEqual(again.ok && again.output.redemption);
  const other = { commandId, rewardId: 'another', seenPoints: 10, pointId: null };
  expect(await town.answer(SHOPPER, 'redeemReward', other)).toMatchObject({ error: { code: 'commandReused' } });
  await comesToRest(town);
});
