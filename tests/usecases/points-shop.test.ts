import { points } from '../../src/contract/points';
import type { CallInput } from '../../src/contract/calls';
import { DAY_MS, dayOf, endOfDay, MINUTE_MS } from '../../src/contract/time';
import type { Store } from '../../cloudfunctions/usecases/ports';
import { Crash, CrashingStore, type CrashMode } from './crashing-store';
import { LEADER, MERCHANT, OWNER, PICTURE, useNeighbourhood } from './neighbourhood';
import { contextAt, portsOf } from './support/in-process';

const town = useNeighbourhood();

type Save = CallInput<'saveReward'>;
const COUPON: Save['what'] = { kind: 'coupon', terms: { kind: 'fixed', overFen: 0, offFen: 500 }, days: 7 };
const GOODS: Save['what'] = { kind: 'goods', picture: PICTURE, plate: 'oat' };

const saving = (input: Partial<Save> = {}): Save => ({
  commandId: town().commandId(),
  merchantId: MERCHANT,
  rewardId: null,
  name: '帆布袋',
  summary: '装得下一周的菜',
  what: GOODS,
  points: 15,
  stock: 10,
  limitPerMember: null,
  active: true,
  ...input,
});

async function offer(input: Partial<Save> = {}): Promise<string> {
  return (await town().call(OWNER, 'saveReward', saving(input))).reward.rewardId;
}

/** A member with a completed profile: 20 points. */
async function neighbour(openid: string): Promise<void> {
  await town().call(openid, 'choosePoint', { pointId: town().pointId });
  await town().call(openid, 'saveProfile', { nickname: '三楼的邻居', avatar: PICTURE });
}

const redeeming = (rewardId: string, input: Partial<CallInput<'redeemReward'>> = {}) => ({
  commandId: town().commandId(),
  rewardId,
  seenPoints: 15,
  pointId: town().pointId,
  ...input,
});

const pointsOf = async (openid: string) =>
  (await town().call(openid, 'getMembership', { merchantId: MERCHANT })).points;
const rewardOf = async (rewardId: string) =>
  (await town().cloud.documents('rewards')).find(({ _id }) => _id === rewardId) as
    { taken: number; applied: unknown[] } | undefined;
const redemptionsOf = async (rewardId: string) =>
  (await town().cloud.documents('redemptions')).filter((each) => each.rewardId === rewardId);

test('a completed profile brings 20 points, once', async () => {
  const t = town();
  const openid = 'openid-profile';
  await t.call(openid, 'saveProfile', { nickname: '三楼的邻居', avatar: PICTURE });
  expect(await pointsOf(openid)).toBe(0); // No pickup point is chosen, so no merchant gives them.
  await t.call(openid, 'choosePoint', { pointId: t.pointId });
  await t.call(openid, 'saveProfile', { nickname: '新邻居', avatar: PICTURE });
  expect(await pointsOf(openid)).toBe(0); // The name that everybody begins with is none of one's own.
  await Promise.all(
    ['三楼的邻居', '三楼的老邻居'].map((nickname) => t.call(openid, 'saveProfile', { nickname, avatar: PICTURE })),
  );
  expect(await pointsOf(openid)).toBe(20);
  await t.call(openid, 'saveProfile', { nickname: '四楼的邻居' });
  expect(await pointsOf(openid)).toBe(20);
  const ledger = await t.call(openid, 'listLedger', { merchantId: MERCHANT, book: 'points' });
  expect(ledger.rows).toMatchObject([{ title: '完善资料', amount: 20, balance: 20 }]);
});

test('points become a coupon that pays for an order', async () => {
  const t = town();
  const openid = 'openid-coupon';
  await neighbour(openid);
  const rewardId = await offer({ name: '五元无门槛券', what: COUPON, limitPerMember: 2 });
  const shop = await t.call(openid, 'listRewards', { merchantId: MERCHANT });
  expect(shop).toMatchObject({ points: 20 });
  expect(shop.rewards.find((each) => each.rewardId === rewardId)).toMatchObject({
    kind: 'coupon',
    coupon: { kind: 'fixed', offFen: 500, days: 7 },
    left: 10,
    mayHave: 2,
    affordable: true,
  });
  const done = await t.call(openid, 'redeemReward', redeeming(rewardId, { pointId: null }));
  const couponUntil = endOfDay(dayOf((await t.now()) + 7 * DAY_MS));
  expect(done).toMatchObject({ points: 5, redemption: { state: 'done', code: null, couponUntil } });
  expect(await pointsOf(openid)).toBe(5);
  const ledger = await t.call(openid, 'listLedger', { merchantId: MERCHANT, book: 'points', filter: 'spent' });
  expect(ledger.rows).toMatchObject([{ kind: 'redeemed', why: '五元无门槛券', amount: -15, balance: 5 }]);

  const { groupId, sku } = await t.openGroup();
  const quote = await t.call(openid, 'quoteOrder', { groupId, lines: [{ sku, units: 1 }] });
  expect(quote).toMatchObject({ coupon: { title: '五元无门槛券' }, cost: { couponFen: 500, payFen: 500 } });
  await t.buy(openid, groupId, sku, { couponId: quote.coupon?.couponId });
});

test('goods are fetched at the pickup point by their code, once', async () => {
  const t = town();
  const openid = 'openid-goods';
  await neighbour(openid);
  const rewardId = await offer();
  const { redemption } = await t.call(openid, 'redeemReward', redeeming(rewardId));
  expect(redemption).toMatchObject({ state: 'waiting', point: { pointId: t.pointId, name: '晴川里 3 号门' } });
  const code = redemption.code ?? '';
  expect(code).toMatch(/^\d{6}$/);

  // The leader who types it among the orders' codes is told what it is.
  const found = await t.refusal(LEADER, 'findPickup', { pointId: t.pointId, code });
  expect(found).toMatchObject({ code: 'rewardCode', data: { name: '帆布袋', who: '三楼的邻居' } });

  const other = code === '000000' ? '000001' : '000000';
  const hand = { commandId: t.commandId(), pointId: t.pointId, code };
  expect((await t.refusal(LEADER, 'handOverRedemption', { ...hand, code: other })).code).toBe('wrongCode');
  expect((await t.refusal(openid, 'handOverRedemption', hand)).code).toBe('forbidden');
  const [first, again] = await Promise.all([
    t.call(LEADER, 'handOverRedemption', hand),
    t.call(LEADER, 'handOverRedemption', hand),
  ]);
  expect(first.redemption).toMatchObject({ state: 'handedOver', code: null });
  expect(again.redemption).toEqual(first.redemption);
  const late = await t.refusal(OWNER, 'handOverRedemption', { ...hand, commandId: t.commandId() });
  expect(late.code).toBe('alreadyCollected');
  expect((await t.cloud.documents('pickupCodes')).filter(({ _id }) => _id === `${t.pointId}:${code}`)).toEqual([]);
  const mine = await t.call(openid, 'listRedemptions', {});
  expect(mine.rows).toMatchObject([{ rewardId, state: 'handedOver', code: null, points: 15 }]);
  expect((await t.call('openid-somebody', 'listRedemptions', {})).rows).toEqual([]);
});

test('four race for the last piece: one has it, the points of the others stay', async () => {
  const t = town();
  const racers = ['a', 'b', 'c', 'd'].map((each) => `openid-last-${each}`);
  for (const openid of racers) await neighbour(openid);
  const rewardId = await offer({ stock: 1 });
  const replies = await Promise.all(racers.map((openid) => t.reply(openid, 'redeemReward', redeeming(rewardId))));
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  for (const reply of replies) if (!reply.ok) expect(reply.error.code).toBe('soldOut');
  expect((await Promise.all(racers.map(pointsOf))).sort()).toEqual([20, 20, 20, 5]);
  await t.advance(12 * MINUTE_MS);
  await t.settleDown();
  expect(await rewardOf(rewardId)).toMatchObject({ taken: 1, applied: [] });
});

test('who saw the last piece, but comes a moment after it was taken, is told so', async () => {
  const t = town();
  const [slow, quick] = ['openid-slow', 'openid-quick'] as const;
  await neighbour(slow);
  await neighbour(quick);
  const { redeemReward } = await import('../../cloudfunctions/usecases/redeem-reward');
  const ports = await portsOf(t);
  const rewardId = await offer({ stock: 1 });
  // Between what the slow one has read and its conditional update the quick one does all of its own.
  const store = Object.create(ports.store) as Store;
  store.update = async (...args) => {
    if ((await redemptionsOf(rewardId)).length === 0) await t.call(quick, 'redeemReward', redeeming(rewardId));
    return ports.store.update(...args);
  };
  const context = await contextAt(ports, slow, await t.now());
  const reply = await redeemReward(
    { ...context, ports: { ...ports, store } },
    { ...redeeming(rewardId), seenPoints: points(15) },
  );
  expect(reply).toMatchObject({ ok: false, error: { code: 'soldOut', message: '帆布袋只剩 0 份了' } });
  expect([await pointsOf(slow), await pointsOf(quick)]).toEqual([20, 5]);
  expect(await rewardOf(rewardId)).toMatchObject({ taken: 1 });
});

test('the same command is one redemption, whenever it comes again; with other content it is refused', async () => {
  const t = town();
  const openid = 'openid-shop-again';
  await neighbour(openid);
  const rewardId = await offer({ points: 5 });
  const input = redeeming(rewardId, { seenPoints: 5 });
  const replies = await Promise.all([1, 2, 3].map(() => t.reply(openid, 'redeemReward', input)));
  for (const reply of replies) if (!reply.ok) expect(reply.error.code).toBe('changedMeanwhile');
  const first = replies.find(({ ok }) => ok);
  // After the mark was swept, and though the reward is gone, the first result stands.
  await t.call(OWNER, 'saveReward', saving({ rewardId, points: 9, active: false }));
  await t.advance(12 * MINUTE_MS);
  await t.settleDown();
  const later = await t.call(openid, 'redeemReward', input);
  expect(first?.ok && first.output.redemption).toEqual(later.redemption);
  expect(await pointsOf(openid)).toBe(15);
  expect(await rewardOf(rewardId)).toMatchObject({ taken: 1, applied: [] });
  const other = await t.refusal(openid, 'redeemReward', { ...input, pointId: null });
  expect(other.code).toBe('commandReused');
});

test('no more than the limit, not even at once; the units come back', async () => {
  const t = town();
  const openid = 'openid-limit';
  await neighbour(openid);
  const rewardId = await offer({ points: 5, limitPerMember: 1 });
  const replies = await Promise.all(
    [1, 2, 3].map(() => t.reply(openid, 'redeemReward', redeeming(rewardId, { seenPoints: 5 }))),
  );
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await t.refusal(openid, 'redeemReward', redeeming(rewardId, { seenPoints: 5 }))).code).toBe('overLimit');
  expect(await pointsOf(openid)).toBe(15);
  await t.advance(12 * MINUTE_MS);
  await t.settleDown();
  expect(await rewardOf(rewardId)).toMatchObject({ taken: 1, applied: [] });
  expect((await t.call(openid, 'listRewards', {})).rewards.find((each) => each.rewardId === rewardId)).toMatchObject({
    left: 9,
    mayHave: 0,
  });
});

test('what cannot be had is told why, and takes nothing', async () => {
  const t = town();
  const openid = 'openid-refused';
  await neighbour(openid);
  const rewardId = await offer();
  const why = async (input: Partial<CallInput<'redeemReward'>>) =>
    (await t.refusal(openid, 'redeemReward', redeeming(rewardId, input))).message;
  expect(await why({ rewardId: 'nothing' })).toBe('这样兑换品已经下架了');
  expect(await why({ seenPoints: 12 })).toBe('帆布袋现在要 15 积分（刚才是 12）');
  expect(await why({ pointId: null })).toBe('请求的内容不对：先选一个自提点');
  const elsewhere = await foreignPoint();
  expect(await why({ pointId: elsewhere })).toBe('找不到了，可能已经被移除');
  await t.call(openid, 'redeemReward', redeeming(rewardId));
  expect(await why({})).toBe('可用积分只有 5 分');
  await t.call(OWNER, 'saveReward', saving({ rewardId, stock: 1 }));
  expect(await why({})).toBe('帆布袋只剩 0 份了');
  await t.call(OWNER, 'saveReward', saving({ rewardId, active: false }));
  expect(await why({})).toBe('这样兑换品已经下架了');
  expect(await pointsOf(openid)).toBe(5);
  expect(await rewardOf(rewardId)).toMatchObject({ taken: 1 });
});

async function foreignPoint(): Promise<string> {
  const t = town();
  await t.found('mch2', '田园直供', 'openid-owner2');
  return t.appoint('openid-leader2', '老秦', '梧桐小院', 'mch2', 'openid-owner2');
}

test('staff change what they offer: once a command, the kind stays, members see only what is on offer', async () => {
  const t = town();
  const create = saving({ name: '搪瓷杯' });
  const [one, two] = await Promise.all([t.call(OWNER, 'saveReward', create), t.call(OWNER, 'saveReward', create)]);
  const { rewardId } = one.reward;
  expect(two.reward).toEqual(one.reward);
  expect((await t.refusal(OWNER, 'saveReward', { ...create, stock: 11 })).code).toBe('commandReused');
  const change = saving({ rewardId, name: '搪瓷杯', points: 30, active: false });
  await t.call(OWNER, 'saveReward', change);
  await t.call(OWNER, 'saveReward', saving({ rewardId, name: '搪瓷杯', points: 40, active: false }));
  // A repeat of the older change does not bring the older price back.
  expect((await t.call(OWNER, 'saveReward', change)).reward).toMatchObject({ points: 40 });
  expect((await t.refusal(OWNER, 'saveReward', saving({ rewardId, what: COUPON }))).code).toBe('badRequest');
  expect((await t.refusal(OWNER, 'saveReward', saving({ rewardId: 'nothing' }))).code).toBe('notFound');
  const seenBy = async (openid: string) =>
    (await t.call(openid, 'listRewards', { merchantId: MERCHANT })).rewards.some((each) => each.rewardId === rewardId);
  expect([await seenBy(OWNER), await seenBy('openid-passer-by')]).toEqual([true, false]);
});

test('redeeming, ended at every store call: a retry makes it once, and no unit is lost', async () => {
  const t = town();
  const { redeemReward } = await import('../../cloudfunctions/usecases/redeem-reward');
  const rewardId = await offer({ points: 1, stock: 1000 });
  const ports = await portsOf(t);
  let crashes = 0;
  for (const mode of ['before', 'after'] satisfies CrashMode[])
    for (let at = 0; at < 60; at += 1) {
      const openid = `openid-shop-crash-${mode}-${at}`;
      await t.call(openid, 'checkIn', { merchantId: MERCHANT });
      const input = redeeming(rewardId, { seenPoints: 1 });
      const store = new CrashingStore(ports.store, at, mode) as Store;
      const context = await contextAt(ports, openid, await t.now());
      const ended = await crashed(() =>
        redeemReward({ ...context, ports: { ...ports, store } }, { ...input, seenPoints: points(1) }),
      );
      const { redemption } = await t.call(openid, 'redeemReward', input);
      expect({ at, mode, state: redemption.state, left: await pointsOf(openid) }).toEqual({
        at,
        mode,
        state: 'waiting',
        left: 0,
      });
      if (!ended) break;
      crashes += 1;
    }
  // What was taken and never redeemed comes back, too.
  const lost = 'openid-shop-lost';
  await t.call(lost, 'checkIn', { merchantId: MERCHANT });
  const store = new CrashingStore(ports.store, 9, 'after') as Store;
  const context = await contextAt(ports, lost, await t.now());
  const input = { ...redeeming(rewardId), seenPoints: points(1) };
  expect(await crashed(() => redeemReward({ ...context, ports: { ...ports, store } }, input))).toBe(true);
  const made = (await redemptionsOf(rewardId)).length;
  expect((await rewardOf(rewardId))?.taken).toBe(made + 1);
  await t.advance(12 * MINUTE_MS);
  await t.settleDown();
  expect(await rewardOf(rewardId)).toMatchObject({ taken: made, applied: [] });
  expect(await pointsOf(lost)).toBe(1);
  process.stdout.write(`redeemReward: ${crashes} interruptions, each redeemed once\n`);
  expect(crashes).toBeGreaterThan(20);
}, 240_000);

async function crashed(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return false;
  } catch (error) {
    if (error instanceof Crash) return true;
    throw error;
  }
}
