import { points } from '../../src/contract/points';
import { DAY_MS, dayOf, endOfMonthAfter, HOUR_MS, MINUTE_MS, monthOf, startOfDay } from '../../src/contract/time';
import type { Account } from '../../src/contract/ledger';
import type { MembershipDocument } from '../../cloudfunctions/usecases/documents';
import type { Store } from '../../cloudfunctions/usecases/ports';
import { Crash, CrashingStore, type CrashMode } from './crashing-store';
import { LEADER, MERCHANT, OWNER, PICTURE, useNeighbourhood } from './neighbourhood';
import { contextAt, portsOf } from './support/in-process';

const town = useNeighbourhood();

const membership = (openid: string) => town().call(openid, 'getMembership', { merchantId: MERCHANT });

async function stored(openid: string): Promise<MembershipDocument> {
  const memberId = await town().memberId(openid);
  const all = await town().cloud.documents('memberships');
  return all.find((each) => each.memberId === memberId) as unknown as MembershipDocument;
}

/** Days and amounts of what expired for a member, in the order of days. */
async function expiries(openid: string): Promise<[day: string, amount: number][]> {
  const account: Account = `member:${MERCHANT}:${await town().memberId(openid)}:points`;
  const ports = await portsOf(town());
  const journals = await ports.store.find('journals', { where: { accounts: account }, limit: 1000 });
  return journals
    .filter(({ kind }) => kind === 'expire')
    .map((journal): [string, number] => [String(journal.memo.day), journal.postings[0]?.amount ?? 0])
    .sort();
}

async function notices(openid: string): Promise<{ kind: string; data: Record<string, string> }[]> {
  const memberId = await town().memberId(openid);
  const kinds = ['pointsExpiring', 'tierWillFall', 'tierFell'];
  const all = (await town().cloud.documents('notices')).filter((each) => each.memberId === memberId);
  return all
    .filter(({ kind }) => kinds.includes(kind as string))
    .map(({ kind, data }) => ({ kind: kind as string, data: data as Record<string, string> }))
    .reverse();
}

async function neighbour(openid: string): Promise<void> {
  await town().call(openid, 'choosePoint', { pointId: town().pointId });
  await town().call(openid, 'saveProfile', { nickname: '三楼的邻居', avatar: PICTURE });
}

/** Everybody named buys for 600 yuan and fetches it; a week later the orders are completed. */
async function completeOrders(...openids: string[]): Promise<void> {
  const t = town();
  const { groupId, sku } = await t.openGroup({ tiers: [[1, 60_000]] });
  const orders: string[] = [];
  for (const openid of openids) orders.push(await t.buy(openid, groupId, sku, { price: 60_000 }));
  await t.closeAndDecide();
  await t.call(LEADER, 'markArrived', { groupId });
  for (const orderId of orders) await t.call(LEADER, 'collectOrder', { commandId: t.commandId(), orderId, by: 'code' });
  await t.advance(7 * DAY_MS + HOUR_MS);
  await t.settleDown();
}

async function goTo(instant: number): Promise<void> {
  const left = instant - (await town().now());
  if (left > 0) await town().advance(left);
}

/** Something to spend points on. */
async function offerBag(price: number): Promise<string> {
  const { reward } = await town().call(OWNER, 'saveReward', {
    commandId: town().commandId(),
    merchantId: MERCHANT,
    rewardId: null,
    name: '帆布袋',
    summary: '',
    what: { kind: 'goods', picture: PICTURE, plate: 'oat' },
    points: price,
    stock: 9,
    limitPerMember: null,
    active: true,
  });
  return reward.rewardId;
}

/** A year in one neighbourhood. It begins on the 5th of a month, so that what a month's end does stands apart. */
test('a year of points and growth: told, expired, fallen, each on its day', async () => {
  const t = town();
  await goTo(endOfMonthAfter(await t.now(), 0) + 4 * DAY_MS + 10 * HOUR_MS);
  const holds = 'openid-year-holds';
  const refunded = 'openid-year-refunded';
  const falls = 'openid-year-falls';
  const saved = 'openid-year-saved';
  await completeOrders(holds, refunded, falls, saved);
  const earned = await t.now();
  for (const openid of [holds, refunded, falls, saved])
    expect(await membership(openid)).toMatchObject({ points: 650, growth: 600, tier: 'silver' });
  const expiresAt = endOfMonthAfter(earned, 12);
  expect((await membership(falls)).expiring).toEqual({ at: expiresAt, points: 650 });
  const month = monthOf(expiresAt - 1);

  // On the first day of the month that takes them, and not before, everybody is told, once.
  await goTo(startOfDay(`${month}-01`) - HOUR_MS);
  expect(await notices(falls)).toEqual([]);
  await t.advance(2 * HOUR_MS);
  const words = expect.stringMatching(/^\d{4}年\d{1,2}月(28|29|30|31)日$/) as string;
  expect(await notices(falls)).toEqual([{ kind: 'pointsExpiring', data: { points: '650 分', when: words } }]);

  // The growth leaves with its 365th day: a notice. An order completed within the week withdraws it.
  await goTo(startOfDay(dayOf(earned)) + 365 * DAY_MS - 4 * DAY_MS);
  const { groupId, sku } = await t.openGroup({ tiers: [[1, 60_000]] });
  const orderId = await t.buy(saved, groupId, sku, { price: 60_000 });
  await t.closeAndDecide();
  await t.call(LEADER, 'markArrived', { groupId });
  await t.call(LEADER, 'collectOrder', { commandId: t.commandId(), orderId, by: 'code' });
  expect(await membership(falls)).toMatchObject({ tier: 'silver', growth: 600 });
  await goTo(startOfDay(dayOf(earned)) + 365 * DAY_MS + HOUR_MS);
  for (const openid of [falls, saved]) {
    expect(await membership(openid)).toMatchObject({ tier: 'silver', growth: 0 });
    expect((await stored(openid)).noticeAt).not.toBeNull();
    expect((await notices(openid)).slice(1)).toMatchObject([
      { kind: 'tierWillFall', data: { tier: '银卡', growth: '再得 500 成长值就能留住' } },
    ]);
  }
  await t.advance(4 * DAY_MS);
  expect(await membership(saved)).toMatchObject({ tier: 'silver', growth: 600 });
  expect((await stored(saved)).noticeAt).toBeNull();
  await t.advance(5 * DAY_MS);
  expect(await membership(falls)).toMatchObject({ tier: 'basic', growth: 0 });
  expect((await notices(falls)).slice(2)).toEqual([{ kind: 'tierFell', data: { tier: '普通', before: '银卡' } }]);
  expect(await membership(saved)).toMatchObject({ tier: 'silver' });
  expect(await notices(saved)).toHaveLength(2);

  // Just before the month ends: one pays with points and cancels later, one lets an order run out of time.
  await goTo(expiresAt - 9 * MINUTE_MS);
  const late = await t.openGroup({ tiers: [[1, 1000]], closesInMs: 100 * HOUR_MS });
  const paid = await t.buy(refunded, late.groupId, late.sku, { points: 100 });
  await t.place(holds, late.groupId, late.sku, { points: 200 });
  expect(await membership(holds)).toMatchObject({ points: 450, held: 200 });
  // What is left can be spent until the end.
  const redeeming = { rewardId: await offerBag(50), seenPoints: 50, pointId: t.pointId };
  await t.call(holds, 'redeemReward', { commandId: t.commandId(), ...redeeming });
  expect(await membership(holds)).toMatchObject({ points: 400, held: 200 });

  await goTo(expiresAt + MINUTE_MS);
  const today = dayOf(expiresAt);
  expect(await membership(holds)).toMatchObject({ points: 0, held: 200, expiring: null });
  expect(await expiries(holds)).toEqual([[today, 400]]);
  expect(await expiries(falls)).toEqual([[today, 650]]);
  expect(await expiries(refunded)).toEqual([[today, 550]]);
  // The second order's points of the one who was saved live on, those of the first are gone.
  expect(await membership(saved)).toMatchObject({ points: 660 });
  expect(await expiries(saved)).toEqual([[today, 650]]);
  const short = await t.refusal(falls, 'redeemReward', { commandId: t.commandId(), ...redeeming });
  expect(short).toMatchObject({ code: 'notEnoughPoints', data: { available: 0 } });

  // The order runs out of time: its points come back expired, cannot be spent, and go the next day.
  await t.advance(20 * MINUTE_MS);
  await t.settleDown();
  expect(await membership(holds)).toMatchObject({ points: 0, held: 0 });
  const overdue = (await stored(holds)).lots.map((lot) => [Number(lot.left), lot.expiresAt]);
  expect(overdue).toEqual([
    [50, expiresAt],
    [150, expiresAt],
  ]);
  expect((await t.refusal(holds, 'redeemReward', { commandId: t.commandId(), ...redeeming })).code).toBe(
    'notEnoughPoints',
  );
  await goTo(startOfDay(today) + 3 * HOUR_MS);
  expect(await expiries(holds)).toHaveLength(1);

  // The paid one is cancelled: its points expire 30 days after the refund instead.
  await t.call(refunded, 'cancelOrder', { commandId: t.commandId(), orderId: paid });
  await t.advance(5 * MINUTE_MS);
  await t.settleDown();
  const back = await membership(refunded);
  expect(back).toMatchObject({ points: 100, expiring: { points: 100 } });
  const until = back.expiring?.at ?? 0;
  expect(Math.round((until - (await t.now())) / DAY_MS)).toBe(30);

  await goTo(startOfDay(today) + DAY_MS + MINUTE_MS);
  expect(await expiries(holds)).toEqual([
    [today, 400],
    [dayOf(expiresAt + DAY_MS), 200],
  ]);
  await goTo(until - MINUTE_MS);
  expect(await membership(refunded)).toMatchObject({ points: 100 });
  await goTo(until + MINUTE_MS);
  expect(await membership(refunded)).toMatchObject({ points: 0 });
  expect(await expiries(refunded)).toHaveLength(1);
  await goTo(startOfDay(dayOf(until)) + DAY_MS + MINUTE_MS);
  expect(await expiries(refunded)).toEqual([
    [today, 550],
    [dayOf(until + DAY_MS), 100],
  ]);
  // The refund's points, which went on a day of their own, were told in their month.
  expect((await notices(refunded)).filter(({ kind }) => kind === 'pointsExpiring')).toHaveLength(2);
}, 600_000);

test('at the very instant points are over: a millisecond before they buy, then no more', async () => {
  const t = town();
  const openid = 'openid-instant';
  await neighbour(openid);
  const { redeemReward } = await import('../../cloudfunctions/usecases/redeem-reward');
  const ports = await portsOf(t);
  const rewardId = await offerBag(5);
  const expiresAt = (await membership(openid)).expiring?.at ?? 0;
  const redeemAt = async (now: number) => {
    const input = { commandId: t.commandId(), rewardId, seenPoints: points(5), pointId: t.pointId };
    return redeemReward(await contextAt(ports, openid, now), input);
  };
  expect(await redeemAt(expiresAt - 1)).toMatchObject({ ok: true, output: { points: 15 } });
  expect(await redeemAt(expiresAt)).toMatchObject({ ok: false, error: { code: 'notEnoughPoints' } });
});

test('a job that was away for months ends right: everything over is gone, by one journal, nothing else', async () => {
  const t = town();
  const openid = 'openid-away';
  await t.call(openid, 'checkIn', { merchantId: MERCHANT });
  const first = (await membership(openid)).expiring?.at ?? 0;
  await t.advance(40 * DAY_MS);
  await t.call(openid, 'checkIn', { merchantId: MERCHANT });
  await t.advance(40 * DAY_MS);
  await t.call(openid, 'checkIn', { merchantId: MERCHANT });
  const { _id, lots } = await stored(openid);
  expect(lots).toHaveLength(3);
  const { reviewMembership } = await import('../../cloudfunctions/usecases/review-membership');
  const ports = await portsOf(t);
  await reviewMembership(ports, { _id, merchantId: MERCHANT }, first - 1);
  expect(await expiries(openid)).toEqual([]);
  // 50 days after the first expiry: two lots are over, the third has days to go.
  const late = first + 50 * DAY_MS + 5 * HOUR_MS;
  await Promise.all([1, 2, 3].map(() => reviewMembership(ports, { _id, merchantId: MERCHANT }, late)));
  expect(await expiries(openid)).toEqual([[dayOf(late), 2]]);
  expect((await stored(openid)).lots).toMatchObject([{ left: 1 }]);
  await reviewMembership(ports, { _id, merchantId: MERCHANT }, late + 100 * DAY_MS);
  expect(await expiries(openid)).toEqual([
    [dayOf(late), 2],
    [dayOf(late + 100 * DAY_MS), 1],
  ]);
  expect((await stored(openid)).dueAt).toBeNull();
});

test('the daily work, ended at every store call: the next run ends it, once', async () => {
  const t = town();
  const { reviewMembership } = await import('../../cloudfunctions/usecases/review-membership');
  const ports = await portsOf(t);
  let crashes = 0;
  for (const mode of ['before', 'after'] satisfies CrashMode[])
    for (let at = 0; at < 40; at += 1) {
      const openid = `openid-daily-crash-${mode}-${at}`;
      await t.call(openid, 'checkIn', { merchantId: MERCHANT });
      const expiresAt = (await membership(openid)).expiring?.at ?? 0;
      const { _id } = await stored(openid);
      const id = { _id, merchantId: MERCHANT };
      const before = crashes;
      // In the month of the expiry, to be told; then after it.
      for (const now of [expiresAt - 3 * DAY_MS, expiresAt + HOUR_MS]) {
        const store = new CrashingStore(ports.store, at, mode) as Store;
        if (await crashed(() => reviewMembership({ store }, id, now))) crashes += 1;
        await reviewMembership(ports, id, now);
      }
      const once = { at, mode, expiries: [[dayOf(expiresAt), 1]], told: 1 };
      expect({ at, mode, expiries: await expiries(openid), told: (await notices(openid)).length }).toEqual(once);
      if (crashes === before) break;
    }
  process.stdout.write(`reviewMembership: ${crashes} interruptions, each day's work done once\n`);
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
