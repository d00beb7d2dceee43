import { DAY_MS, HOUR_MS, MINUTE_MS, wallClock } from '../../src/contract/time';
import type { CallInput } from '../../src/contract/calls';
import type { MemberDocument, OrderDocument, RefundDocument } from '../../cloudfunctions/usecases/documents';
import type { Payments, Ports } from '../../cloudfunctions/usecases/ports';
import { LEADER, MERCHANT, OWNER, PICTURE, useNeighbourhood } from './neighbourhood';
import { enterCloud } from './support/enter-cloud';

const town = useNeighbourhood();

interface Bought {
  openid: string;
  units: number;
  points?: number;
  couponId?: string | null;
}

/** Orders of one sku in one formed group, in the order of the shoppers. */
async function formed(price: number, shoppers: readonly Bought[], leader = LEADER, pointId = town().pointId) {
  const t = town();
  const { groupId, sku } = await t.openGroup({ tiers: [[1, price]], leader, pointId });
  const orderIds: string[] = [];
  for (const { openid, ...wish } of shoppers) orderIds.push(await t.buy(openid, groupId, sku, { ...wish, price }));
  await t.closeAndDecide();
  return { groupId, sku, orderIds };
}

async function collect(orderId: string, leader = LEADER, lines?: CallInput<'collectOrder'>['lines']): Promise<void> {
  await town().call(leader, 'collectOrder', { commandId: town().commandId(), orderId, by: 'row', lines });
}

/** The same, arrived and handed out. */
async function handedOut(price: number, shoppers: readonly Bought[], leader = LEADER, pointId = town().pointId) {
  const orders = await formed(price, shoppers, leader, pointId);
  await town().call(leader, 'markArrived', { groupId: orders.groupId });
  for (const orderId of orders.orderIds) await collect(orderId, leader);
  return orders;
}

async function completed(price: number, shoppers: readonly Bought[], leader = LEADER, pointId = town().pointId) {
  const orders = await handedOut(price, shoppers, leader, pointId);
  await town().advance(7 * DAY_MS + MINUTE_MS);
  await town().settleDown();
  return orders;
}

const ask = (openid: string, orderId: string, sku: string, units: number) =>
  town().call(openid, 'askRefund', askInput(orderId, sku, units));

const askInput = (orderId: string, sku: string, units: number): CallInput<'askRefund'> => ({
  commandId: town().commandId(),
  orderId,
  lines: [{ sku, units }],
  reason: '有两颗压坏了',
  pictures: [PICTURE],
});

const decide = (refundNo: string, decision: CallInput<'decideRefund'>['decision']) =>
  town().call(OWNER, 'decideRefund', { commandId: town().commandId(), refundNo, decision });

const give = (orderId: string, sku: string, units: number, goodwillFen = 0): CallInput<'refundOrder'> => ({
  commandId: town().commandId(),
  orderId,
  lines: [{ sku, units, goodwillFen }],
  note: '补偿一下',
});

/** Lets what is under way at the provider come back. */
async function moneyBack(): Promise<void> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await town().advance(2 * MINUTE_MS);
    await town().settleDown();
    const refunds = await town().cloud.documents('refunds');
    if (!refunds.some(({ state }) => state === 'approved' || state === 'sending')) return;
  }
}

async function refundOf(refundNo: string): Promise<RefundDocument> {
  const refunds = await town().cloud.documents('refunds');
  return refunds.find(({ _id }) => _id === refundNo) as unknown as RefundDocument;
}

async function orderOf(orderId: string): Promise<OrderDocument> {
  const orders = await town().cloud.documents('orders');
  return orders.find(({ _id }) => _id === orderId) as unknown as OrderDocument;
}

/** The amounts that a journal moves, by the account that they leave; undefined where there is none. */
async function postings(journalId: string): Promise<[from: string, amount: number][] | undefined> {
  const journal = (await town().cloud.documents('journals')).find(({ _id }) => _id === journalId);
  const moved = journal?.postings as { from: string; amount: number }[] | undefined;
  return moved?.map(({ from, amount }) => [from, amount]);
}

/** The use cases in this process, over the same cloud. */
async function inProcess(payments: Partial<Payments> = {}): Promise<{ ports: Ports; now: number }> {
  enterCloud(town().cloud.url);
  const { makePorts } = await import('../../cloudfunctions/adapters/make-ports');
  return { ports: answering(makePorts(), payments), now: await town().now() };
}

/** The ports with a provider that answers some questions as told. */
const answering = (ports: Ports, payments: Partial<Payments>): Ports => ({
  ...ports,
  payments: Object.assign(Object.create(ports.payments) as Payments, payments),
});

/** Changes the merchant's settings for what is paid from now on: functions remember them for half a minute. */
async function setReferral(change: Record<string, unknown>): Promise<void> {
  const { ports } = await inProcess();
  const set = Object.fromEntries(Object.entries(change).map(([name, value]) => [`settings.referral.${name}`, value]));
  await ports.store.update('merchants', MERCHANT, {}, { set });
  await town().advance(MINUTE_MS);
}

describe('a member asks', () => {
  test('is shown what would come back, and gets it once the merchant approves', async () => {
    const t = town();
    const { sku, orderIds } = await formed(1001, [{ openid: 'openid-ask', units: 3 }]);
    const [orderId = ''] = orderIds;
    const before = await t.call('openid-ask', 'getOrder', { orderId });
    expect(before.afterSale).toMatchObject({
      mayAsk: true,
      mayStart: false,
      lines: [{ units: 3, amounts: [{ fen: 1001 }, { fen: 2002 }, { fen: 3003 }], all: { fen: 3003 }, keptFen: 3003 }],
    });
    const input = askInput(orderId, sku, 2);
    const asked = await t.call('openid-ask', 'askRefund', input);
    expect(asked.refunds).toMatchObject([
      {
        state: 'requested',
        fen: 0,
        lines: [{ sku, units: 2, name: '丹东 99 草莓' }],
        request: { text: '有两颗压坏了', pictures: [PICTURE], answers: [], estimate: { fen: 2002, points: 0 } },
      },
    ]);
    expect(asked.refunds[0]?.request?.decideUntil).toBe((asked.refunds[0]?.at ?? 0) + 48 * HOUR_MS);
    expect(asked.order.keptFen).toBe(3003);
    // The same tap twice is one request; what it asks for is nobody else's.
    expect((await t.call('openid-ask', 'askRefund', input)).refunds).toHaveLength(1);
    const other = { ...input, reason: '换个说法' };
    expect((await t.refusal('openid-ask', 'askRefund', other)).code).toBe('commandReused');
    expect(await t.refusal('openid-ask', 'askRefund', askInput(orderId, sku, 2))).toMatchObject({
      code: 'tooManyUnits',
      data: { refundable: 1 },
    });
    expect((await t.refusal(OWNER, 'refundOrder', give(orderId, sku, 2))).code).toBe('tooManyUnits');
    expect((await t.refusal('openid-ask', 'askRefund', askInput(orderId, 'nothing', 1))).code).toBe('unknownSku');

    // The leader sees that there is a case; what was said in it is the merchant's.
    expect((await t.call(LEADER, 'getOrder', { orderId })).refunds[0]?.request).toBeNull();
    const { rows } = await t.call(OWNER, 'listRefunds', { merchantId: MERCHANT, filter: 'open' });
    expect(rows).toMatchObject([{ orderId, keptFen: 3003, refund: { request: { estimate: { fen: 2002 } } } }]);
    const refundNo = rows[0]?.refund.refundNo ?? '';
    const decision = { kind: 'approved', answer: '马上退' } as const;
    const command = { commandId: t.commandId(), refundNo, decision };
    const approved = await t.call(OWNER, 'decideRefund', command);
    expect(approved).toMatchObject({ keptFen: 1001, refund: { fen: 2002, request: { estimate: null } } });
    expect((await t.call(OWNER, 'decideRefund', command)).refund.fen).toBe(2002);
    const changed = { ...command, decision: { kind: 'rejected', answer: '不退' } as const };
    expect((await t.refusal(OWNER, 'decideRefund', changed)).code).toBe('commandReused');
    await moneyBack();
    const after = await t.call('openid-ask', 'getOrder', { orderId });
    expect(after.refunds).toMatchObject([{ state: 'done', fen: 2002, request: { answers: [{ text: '马上退' }] } }]);
    expect(after.order).toMatchObject({ state: 'confirmed', keptFen: 1001 });
    expect(after.timeline.map(({ kind }) => kind)).toEqual([
      'placed',
      'paid',
      'formed',
      'refundAsked',
      'refundApproved',
    ]);
    expect(await postings(`refund:${refundNo}`)).toEqual([[`merchant:${MERCHANT}:pending`, 2002]]);
    expect((await t.call(OWNER, 'listRefunds', { merchantId: MERCHANT, filter: 'open' })).rows).toEqual([]);
    const done = await t.call(OWNER, 'listRefunds', { merchantId: MERCHANT, filter: 'done' });
    expect(done.rows[0]).toMatchObject({ orderId, refund: { refundNo } });
    const told = (await t.cloud.documents('notices')).filter(
      ({ kind, orderId: id }) => kind === 'refunded' && id === orderId,
    );
    expect(told).toHaveLength(1);
  });

  test('is rejected, appeals once, and is approved after all', async () => {
    const t = town();
    const { sku, orderIds } = await formed(1000, [
      { openid: 'openid-appeal', units: 2 },
      { openid: 'openid-late-appeal', units: 1 },
    ]);
    const [orderId = '', lateId = ''] = orderIds;
    const { refunds } = await ask('openid-appeal', orderId, sku, 1);
    const refundNo = refunds[0]?.refundNo ?? '';
    const tooEarly = { commandId: t.commandId(), refundNo, text: '还没说不行' };
    expect((await t.refusal('openid-appeal', 'appealRefund', tooEarly)).code).toBe('wrongState');
    const wordless = { commandId: t.commandId(), refundNo, decision: { kind: 'rejected', answer: '' } } as const;
    expect((await t.refusal(OWNER, 'decideRefund', wordless)).code).toBe('badRequest');
    await decide(refundNo, { kind: 'rejected', answer: '照片里是好的' });
    const rejected = await t.call('openid-appeal', 'getOrder', { orderId });
    const request = rejected.refunds[0]?.request;
    expect(request).toMatchObject({ decideUntil: null, answers: [{ kind: 'rejected', text: '照片里是好的' }] });
    expect(request?.appealUntil).toBe((request?.answers[0]?.at ?? 0) + 7 * DAY_MS);
    const again = { commandId: t.commandId(), refundNo, decision: { kind: 'approved', answer: '' } } as const;
    expect((await t.refusal(OWNER, 'decideRefund', again)).code).toBe('wrongState');

    const appeal = { commandId: t.commandId(), refundNo, text: '底下那层全烂了' };
    const appealed = await t.call('openid-appeal', 'appealRefund', appeal);
    expect(appealed.refunds[0]).toMatchObject({ state: 'requested', request: { appeal: { text: '底下那层全烂了' } } });
    expect((await t.call('openid-appeal', 'appealRefund', appeal)).refunds).toHaveLength(1);
    expect((await t.refusal('openid-appeal', 'appealRefund', { ...appeal, text: '别的' })).code).toBe('commandReused');
    await decide(refundNo, { kind: 'rejected', answer: '还是不行' });
    const twice = { commandId: t.commandId(), refundNo, text: '再看看' };
    expect((await t.refusal('openid-appeal', 'appealRefund', twice)).code).toBe('alreadyAppealed');
    // Nothing keeps the member from asking anew while the window lasts.
    const anew = await ask('openid-appeal', orderId, sku, 2);
    const second = anew.refunds.find(({ state }) => state === 'requested')?.refundNo ?? '';
    await decide(second, { kind: 'approved', answer: '' });
    await moneyBack();
    expect((await t.call('openid-appeal', 'getOrder', { orderId })).order).toMatchObject({
      state: 'refunded',
      keptFen: 0,
    });

    const late = await ask('openid-late-appeal', lateId, sku, 1);
    const lateNo = late.refunds[0]?.refundNo ?? '';
    await decide(lateNo, { kind: 'rejected', answer: '照片看不清' });
    await t.advance(7 * DAY_MS);
    const tooLate = { commandId: t.commandId(), refundNo: lateNo, text: '忘了说' };
    expect((await t.refusal('openid-late-appeal', 'appealRefund', tooLate)).code).toBe('appealTooLate');
  });

  test('nobody decides within 48 hours: it is approved', async () => {
    const t = town();
    const { sku, orderIds } = await formed(1000, [{ openid: 'openid-48', units: 2 }]);
    const [orderId = ''] = orderIds;
    const { refunds } = await ask('openid-48', orderId, sku, 1);
    const refundNo = refunds[0]?.refundNo ?? '';
    // At the instant itself it is over, whether the job has been there or not.
    const { ports, now } = await inProcess();
    const { decideRefund } = await import('../../cloudfunctions/usecases/decide-refund');
    const caller = (await t.cloud.documents('members')).find(
      ({ openid }) => openid === OWNER,
    ) as unknown as MemberDocument;
    const rejection = { commandId: t.commandId(), refundNo, decision: { kind: 'rejected', answer: '不行' } } as const;
    const late = { ports, caller, shareCode: undefined, now: now + 48 * HOUR_MS };
    expect(await decideRefund(late, rejection)).toMatchObject({ ok: false, error: { code: 'wrongState' } });
    await t.advance(47 * HOUR_MS);
    expect((await refundOf(refundNo)).state).toBe('requested');
    await t.advance(HOUR_MS + MINUTE_MS);
    await moneyBack();
    const order = await t.call('openid-48', 'getOrder', { orderId });
    expect(order.refunds).toMatchObject([
      { state: 'done', fen: 1000, request: { answers: [{ kind: 'approved', byItself: true }] } },
    ]);
  });

  test('too early, too late, and of an order that is not theirs', async () => {
    const t = town();
    const { groupId, sku } = await t.openGroup({ fresh: true });
    const orderId = await t.buy('openid-window', groupId, sku);
    expect((await t.refusal('openid-window', 'askRefund', askInput(orderId, sku, 1))).code).toBe('notRefundable');
    expect((await t.refusal(OWNER, 'refundOrder', give(orderId, sku, 1))).code).toBe('notRefundable');
    await t.closeAndDecide();
    await t.call(LEADER, 'markArrived', { groupId });
    await collect(orderId);
    expect((await t.refusal('openid-ask', 'askRefund', askInput(orderId, sku, 1))).code).toBe('notFound');
    // Fresh goods have 48 hours. The order is completed then, and only the merchant gives back.
    await t.advance(48 * HOUR_MS + MINUTE_MS);
    await t.settleDown();
    expect((await t.refusal('openid-window', 'askRefund', askInput(orderId, sku, 1))).code).toBe('windowEnded');
    expect((await t.call('openid-window', 'getOrder', { orderId })).afterSale).toMatchObject({ mayAsk: false });
    expect((await t.call(OWNER, 'getOrder', { orderId })).afterSale).toMatchObject({ mayStart: true });
  });
});

describe('before the completion', () => {
  test('parts cancelled long after the payment was counted are taken off the group, and nothing is counted again', async () => {
    const t = town();
    const { groupId, sku } = await t.openGroup({ closesInMs: 10 * HOUR_MS });
    const orderId = await t.buy('openid-counted', groupId, sku, { units: 3 });
    await t.advance(HOUR_MS);
    await t.settleDown();
    const lines = [{ sku, units: 1 }];
    await t.call('openid-counted', 'cancelOrder', { commandId: t.commandId(), orderId, lines });
    expect((await t.call('', 'getGroup', { groupId })).card).toMatchObject({ units: 2, people: 1 });
    await t.advance(HOUR_MS);
    await t.call('openid-counted', 'cancelOrder', { commandId: t.commandId(), orderId });
    await moneyBack();
    expect((await t.call('', 'getGroup', { groupId })).card).toMatchObject({ units: 0, people: 0 });
  });

  test('an open case holds the completion, and its end lets it happen at once', async () => {
    const t = town();
    const { sku, orderIds } = await handedOut(1000, [
      { openid: 'openid-hold', units: 2 },
      { openid: 'openid-free', units: 1 },
    ]);
    const [orderId = '', freeId = ''] = orderIds;
    await t.advance(6 * DAY_MS);
    await ask('openid-hold', orderId, sku, 1);
    await t.advance(DAY_MS + 12 * HOUR_MS);
    await t.settleDown();
    expect((await orderOf(freeId)).state).toBe('completed');
    const held = await orderOf(orderId);
    expect(held.state).toBe('collected');
    await decide(held.openCases[0]?.refundNo ?? '', { kind: 'rejected', answer: '已经过了很久' });
    await t.settleDown();
    expect(await orderOf(orderId)).toMatchObject({ state: 'completed', openCases: [] });

    // The case was opened in time, so its appeal is heard; what it gives back now corrects the rewards.
    const refundNo = held.openCases[0]?.refundNo ?? '';
    await t.call('openid-hold', 'appealRefund', { commandId: t.commandId(), refundNo, text: '当天就坏了' });
    await decide(refundNo, { kind: 'approved', answer: '' });
    await moneyBack();
    expect(await postings(`refund:${refundNo}`)).toEqual([[`merchant:${MERCHANT}:payable`, 1000]]);
    expect((await postings(`correct:${refundNo}`))?.map(([, amount]) => amount)).toEqual([80, 10, 10]);
  });

  test('what is given back counts against what was not handed out; the rest begins its window', async () => {
    const t = town();
    const { groupId, sku, orderIds } = await formed(1000, [
      { openid: 'openid-part', units: 2 },
      { openid: 'openid-all', units: 1 },
    ]);
    const [partId = '', allId = ''] = orderIds;
    await t.call(LEADER, 'markArrived', { groupId });
    await collect(partId, LEADER, [{ sku, units: 1 }]);
    await t.call(OWNER, 'refundOrder', give(partId, sku, 1));
    const now = await t.now();
    const part = await orderOf(partId);
    expect(part).toMatchObject({ state: 'collected', lines: [{ collectedUnits: 1, refundedUnits: 1 }] });
    expect(part.lines[0]?.windowEndsAt).toBeLessThanOrEqual(now + 7 * DAY_MS);
    expect(part.dueAt).toBe(part.lines[0]?.windowEndsAt);
    const code = (await orderOf(allId)).pickupCode;
    await t.call(OWNER, 'refundOrder', give(allId, sku, 1));
    expect((await orderOf(allId)).state).toBe('refunded');
    const codes = (await t.cloud.documents('pickupCodes')).map(({ _id }) => _id);
    expect(codes).not.toContain(`${t.pointId}:${code}`);
    await t.advance(7 * DAY_MS + HOUR_MS);
    await t.settleDown();
    expect((await orderOf(partId)).state).toBe('completed');
    const group = await t.call('', 'getGroup', { groupId });
    // Long after the payments were counted, giving back counts none of them again.
    expect(group.card).toMatchObject({ state: 'finished', units: 3, people: 2 });
  });

  test('goodwill, at most what is kept', async () => {
    const t = town();
    const { sku, orderIds } = await formed(1000, [{ openid: 'openid-goodwill', units: 2 }]);
    const [orderId = ''] = orderIds;
    expect((await t.refusal(OWNER, 'refundOrder', give(orderId, sku, 0))).code).toBe('badRequest');
    expect(await t.refusal(OWNER, 'refundOrder', give(orderId, sku, 1, 1001))).toMatchObject({
      code: 'moreThanKept',
      message: '这件最多还能补 ¥10.00',
    });
    const input = give(orderId, sku, 1, 150);
    const row = await t.call(OWNER, 'refundOrder', input);
    expect(row).toMatchObject({ keptFen: 850, refund: { reason: 'merchant', fen: 1150, note: '补偿一下' } });
    expect((await t.call(OWNER, 'refundOrder', input)).refund.refundNo).toBe(row.refund.refundNo);
    expect((await t.refusal(OWNER, 'refundOrder', { ...input, note: '' })).code).toBe('commandReused');
    await moneyBack();
    expect((await t.call('openid-goodwill', 'getOrder', { orderId })).refunds).toMatchObject([{ state: 'done' }]);
  });

  test('a refund that fails is told, holds nothing up, and is paid under its number when it is retried', async () => {
    const t = town();
    const { sku, orderIds } = await handedOut(1000, [{ openid: 'openid-fails', units: 2 }]);
    const [orderId = ''] = orderIds;
    const { refundOrder } = await import('../../cloudfunctions/usecases/refund-order');
    const { sendRefund } = await import('../../cloudfunctions/usecases/send-refund');
    const closed = () => Promise.resolve({ state: 'failed' as const, reason: '退款已关闭' });
    const { ports, now } = await inProcess({ refund: closed, queryRefund: closed });
    const members = (await t.cloud.documents('members')) as unknown as MemberDocument[];
    const caller = members.find(({ openid }) => openid === OWNER)!;
    const input = give(orderId, sku, 1) as unknown as Parameters<typeof refundOrder>[1];
    const started = await refundOrder({ ports, caller, now, shareCode: undefined }, input);
    const refundNo = started.ok ? started.output.refund.refundNo : '';
    for (let attempt = 0; attempt < 19; attempt += 1) await sendRefund(ports, refundNo, now);
    expect(await refundOf(refundNo)).toMatchObject({ state: 'failed', lastFailure: '退款已关闭', dueAt: null });
    const { rows } = await t.call(OWNER, 'listRefunds', { merchantId: MERCHANT, filter: 'failed' });
    expect(rows).toMatchObject([{ orderId, attempts: 20, lastFailure: '退款已关闭' }]);
    await t.advance(7 * DAY_MS + MINUTE_MS);
    await t.settleDown();
    expect(await orderOf(orderId)).toMatchObject({ state: 'completed', posted: { commissionFen: 80 } });

    const retried = await t.call(OWNER, 'retryRefund', { refundNo });
    expect(retried.refund).toMatchObject({ refundNo, fen: 1000 });
    await moneyBack();
    expect((await t.call(OWNER, 'retryRefund', { refundNo })).refund.state).toBe('done');
    // It was left out of what was settled, so its money still lay in pending, and there is nothing to correct.
    expect(await postings(`refund:${refundNo}`)).toEqual([[`merchant:${MERCHANT}:pending`, 1000]]);
    expect(await postings(`correct:${refundNo}`)).toBeUndefined();
  });
});

describe('after the completion', () => {
  /** A member whom an inviter brought. */
  async function invited(name: string): Promise<void> {
    const t = town();
    const { groupId } = await t.openGroup();
    const { code } = await t.call(`${name}-inviter`, 'shareGroup', { groupId });
    await t.call(name, 'enter', {}, code);
  }

  test("the rulebook's example: 264, 66, 36 and 33 are taken back, from a leader and a member who have less", async () => {
    const t = town();
    const shopper = 'openid-silver';
    const leader = 'openid-poor-leader';
    await invited(shopper);
    const pointId = await t.appoint(leader, '秦姐', '梧桐里 1 号');
    // An order of 500 yuan makes the member silver.
    await completed(50_000, [{ openid: shopper, units: 1 }]);
    const first = await t.call(shopper, 'getMembership', { merchantId: MERCHANT });
    expect(first).toMatchObject({ tier: 'silver', points: 550, growth: 500 });

    const { sku, orderIds } = await completed(3292, [{ openid: shopper, units: 3 }], leader, pointId);
    const [orderId = ''] = orderIds;
    const leaderId = await t.memberId(leader);
    const inviterId = await t.memberId(`${shopper}-inviter`);
    const memberId = await t.memberId(shopper);
    const payable = `leader:${MERCHANT}:${leaderId}:payable` as const;
    expect(await t.balance(payable)).toBe(790);
    const earned = await t.call(shopper, 'getMembership', { merchantId: MERCHANT });
    expect(earned).toMatchObject({ points: 550 + 108, growth: 598 });
    // Both have spent what they had before the refund comes.
    await t.call(leader, 'askWithdrawal', {
      commandId: t.commandId(),
      merchantId: MERCHANT,
      role: 'leader',
      amountFen: 790,
    });
    const open = await t.openGroup({ tiers: [[1, 5000]] });
    await t.buy(shopper, open.groupId, open.sku, { price: 5000, points: 600 });
    expect(await t.call(shopper, 'getMembership', { merchantId: MERCHANT })).toMatchObject({ points: 58, debt: 0 });
    const spent = await t.openGroup({ tiers: [[1, 5000]] });

    const row = await t.call(OWNER, 'refundOrder', give(orderId, sku, 1));
    expect(row).toMatchObject({ orderState: 'completed', keptFen: 6584, refund: { fen: 3292 } });
    await moneyBack();
    const { refundNo } = row.refund;
    expect(await postings(`refund:${refundNo}`)).toEqual([[`merchant:${MERCHANT}:payable`, 3292]]);
    expect(await postings(`correct:${refundNo}`)).toEqual([
      [payable, 264],
      [`inviter:${MERCHANT}:${inviterId}:payable`, 66],
      [`member:${MERCHANT}:${memberId}:points`, 36],
      [`member:${MERCHANT}:${memberId}:growth`, 33],
    ]);
    expect(await t.balance(payable)).toBe(-264);
    // The tier falls by the daily review only, and what was earned in all stays what it was.
    const corrected = await t.call(shopper, 'getMembership', { merchantId: MERCHANT });
    expect(corrected).toMatchObject({ points: 22, debt: 0, growth: 565, tier: 'silver', earnedInAll: 658 });

    // The other two, one after the other: nothing was kept, so nothing was earned, and what is missing is a debt.
    for (let units = 0; units < 2; units += 1) {
      await t.call(OWNER, 'refundOrder', give(orderId, sku, 1));
      await moneyBack();
    }
    const end = await orderOf(orderId);
    expect(end).toMatchObject({
      state: 'completed',
      posted: { commissionFen: 0, referral: 0, points: 0, growth: 0 },
      openCases: [],
    });
    const member = await t.call(shopper, 'getMembership', { merchantId: MERCHANT });
    expect(member).toMatchObject({ points: 550 - 600, debt: 50, growth: 500 });
    expect(await t.balance(payable)).toBe(-790);
    const ledger = await t.call(shopper, 'listLedger', { merchantId: MERCHANT, book: 'points', filter: 'corrected' });
    expect(ledger.rows.map(({ kind, amount }) => [kind, amount])).toEqual([
      ['correction', -36],
      ['correction', -36],
      ['correction', -36],
    ]);
    expect(
      (await t.refusal(shopper, 'placeOrder', t.orderInput(spent.groupId, spent.sku, { price: 5000, points: 100 })))
        .code,
    ).toBe('notEnoughPoints');
  });

  test('two refunds under way: each has its own correction, whichever is paid first, and one that fails has none', async () => {
    const t = town();
    const { sku, orderIds } = await completed(3292, [{ openid: 'openid-two', units: 3 }]);
    const [orderId = ''] = orderIds;
    const { refundOrder } = await import('../../cloudfunctions/usecases/refund-order');
    const { finishRefund } = await import('../../cloudfunctions/usecases/finish-refund');
    const { sendRefund } = await import('../../cloudfunctions/usecases/send-refund');
    const processing = () => Promise.resolve({ state: 'processing' as const });
    const { ports, now } = await inProcess({ refund: processing, queryRefund: processing });
    const members = (await t.cloud.documents('members')) as unknown as MemberDocument[];
    const caller = members.find(({ openid }) => openid === OWNER)!;
    const numbers: string[] = [];
    for (let units = 0; units < 3; units += 1) {
      const input = give(orderId, sku, 1) as unknown as Parameters<typeof refundOrder>[1];
      const row = await refundOrder({ ports, caller, now, shareCode: undefined }, input);
      numbers.push(row.ok ? row.output.refund.refundNo : '');
    }
    const [first = '', second = '', third = ''] = numbers;
    expect((await orderOf(orderId)).posted).toMatchObject({ commissionFen: 790, points: 98, growth: 98 });
    const closed = () => Promise.resolve({ state: 'failed' as const, reason: '退款已关闭' });
    const refused = answering(ports, { queryRefund: closed });
    for (let attempt = 0; attempt < 19; attempt += 1) await sendRefund(refused, first, now);
    expect((await refundOf(first)).state).toBe('failed');
    await Promise.all([finishRefund(ports, third, now), finishRefund(ports, second, now)]);
    expect(await postings(`correct:${first}`)).toBeUndefined();
    // 9,876, 6,584 and 3,292 were kept: 790, 526, 263 of commission; 98, 65, 32 points and growth.
    expect((await orderOf(orderId)).posted).toMatchObject({ commissionFen: 263, points: 32, growth: 32 });
    await finishRefund(ports, first, now);
    expect((await orderOf(orderId)).posted).toMatchObject({ commissionFen: 0, points: 0, growth: 0 });
    const taken = await Promise.all(numbers.map((refundNo) => postings(`correct:${refundNo}`)));
    expect(taken.map((each) => each?.map(([, amount]) => amount)).sort()).toEqual([
      [263, 32, 32],
      [263, 33, 33],
      [264, 33, 33],
    ]);
  });

  test('a referral reward in points, and a coupon that comes back with the last unit', async () => {
    const t = town();
    const shopper = 'openid-in-points';
    await invited(shopper);
    await setReferral({ unit: 'POINT' });
    await t.call(OWNER, 'giveCoupons', {
      commandId: t.commandId(),
      merchantId: MERCHANT,
      tier: null,
      title: '满 50 减 1',
      terms: { kind: 'fixed', overFen: 5000, offFen: 100 },
      expiresAt: (await t.now()) + 60 * DAY_MS,
    });
    await t.call(shopper, 'checkIn', { merchantId: MERCHANT });
    await t.call(OWNER, 'giveCoupons', {
      commandId: t.commandId(),
      merchantId: MERCHANT,
      tier: null,
      title: '满 50 减 2',
      terms: { kind: 'fixed', overFen: 5000, offFen: 200 },
      expiresAt: (await t.now()) + 60 * DAY_MS,
    });
    const { coupons } = await t.call(shopper, 'getMembership', { merchantId: MERCHANT });
    const couponId = coupons[0]?.couponId ?? null;
    const { sku, orderIds } = await completed(5050, [{ openid: shopper, units: 2, couponId }]);
    await setReferral({ unit: 'FEN' });
    const [orderId = ''] = orderIds;
    const inviterId = await t.memberId(`${shopper}-inviter`);
    // Kept 9,900: 198 points for the inviter; of 4,950 that are left after one unit 99.
    const reward = await t.call(`${shopper}-inviter`, 'getMembership', { merchantId: MERCHANT });
    expect(reward).toMatchObject({ points: 198, earnedInAll: 198 });
    const row = await t.call(OWNER, 'refundOrder', give(orderId, sku, 1));
    await moneyBack();
    expect((await postings(`correct:${row.refund.refundNo}`))?.find(([from]) => from.includes(inviterId))).toEqual([
      `member:${MERCHANT}:${inviterId}:points`,
      99,
    ]);
    expect(await t.call(`${shopper}-inviter`, 'getMembership', { merchantId: MERCHANT })).toMatchObject({ points: 99 });
    const isBack = async () => {
      const { coupons: usable } = await t.call(shopper, 'getMembership', { merchantId: MERCHANT });
      return usable.some((coupon) => coupon.couponId === couponId);
    };
    expect(await isBack()).toBe(false);
    await t.call(OWNER, 'refundOrder', give(orderId, sku, 1));
    await moneyBack();
    expect(await isBack()).toBe(true);
    expect((await orderOf(orderId)).state).toBe('completed');
  });

  test('what a correction frees of the monthly cap counts for the next settlement of that month', async () => {
    const t = town();
    const shopper = 'openid-capped';
    const { date, month } = wallClock(await t.now());
    if (date > 8) while (wallClock(await t.now()).month === month) await t.advance(DAY_MS);
    await invited(shopper);
    await setReferral({ perMonthLimit: 150 });
    const { groupId, sku, orderIds } = await formed(3292, [
      { openid: shopper, units: 3 },
      { openid: shopper, units: 3 },
    ]);
    await setReferral({ perMonthLimit: 50_000 });
    const [orderId = '', laterId = ''] = orderIds;
    await t.call(LEADER, 'markArrived', { groupId });
    await collect(orderId);
    await t.advance(2 * DAY_MS);
    await collect(laterId);
    await t.advance(5 * DAY_MS + HOUR_MS);
    await t.settleDown();
    expect(await orderOf(orderId)).toMatchObject({ state: 'completed', referralLimit: 150, posted: { referral: 150 } });
    // 131 of the 6,584 that are kept: 19 of the cap are free again.
    await t.call(OWNER, 'refundOrder', give(orderId, sku, 1));
    await moneyBack();
    expect((await orderOf(orderId)).posted).toMatchObject({ referral: 131 });
    await t.advance(2 * DAY_MS);
    await t.settleDown();
    expect(await orderOf(laterId)).toMatchObject({ state: 'completed', referralLimit: 19, posted: { referral: 19 } });
    const inviterId = await t.memberId(`${shopper}-inviter`);
    const months = (await t.cloud.documents('referralMonths')).filter(({ inviterId: id }) => id === inviterId);
    expect(months).toMatchObject([{ used: 150 }]);
  });

  test('a year after the payment nothing is given back any more', async () => {
    const t = town();
    const { sku, orderIds } = await completed(1000, [{ openid: 'openid-year', units: 1 }]);
    const [orderId = ''] = orderIds;
    const until = (await t.call(OWNER, 'getOrder', { orderId })).afterSale.startUntil ?? 0;
    const { refundOrder } = await import('../../cloudfunctions/usecases/refund-order');
    const { ports } = await inProcess();
    const members = (await t.cloud.documents('members')) as unknown as MemberDocument[];
    const caller = members.find(({ openid }) => openid === OWNER)!;
    const input = give(orderId, sku, 1) as unknown as Parameters<typeof refundOrder>[1];
    const tooLate = await refundOrder({ ports, caller, now: until, shareCode: undefined }, input);
    expect(tooLate).toMatchObject({ ok: false, error: { code: 'notRefundable' } });
    expect(until).toBe(((await orderOf(orderId)).paidAt ?? 0) + 365 * DAY_MS);
  });
});
