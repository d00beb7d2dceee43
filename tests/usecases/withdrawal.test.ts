import type { CallOutput } from '../../src/contract/calls';
import type { Withdrawal } from '../../src/contract/views';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/contract/time';
import { MERCHANT, OWNER, useNeighbourhood } from './neighbourhood';
import { earnFrom } from './support/earned';

const town = useNeighbourhood();
let people = 0;

interface Leader {
  openid: string;
  memberId: string;
  pointId: string;
}

/** A leader with ¥16.00 of commission, from an order of ¥200.00. */
async function leaderWithEarnings(): Promise<Leader & { orderId: string }> {
  const t = town();
  people += 1;
  const openid = `openid-payee-${people}`;
  const pointId = await t.appoint(openid, '老秦', `梧桐小院 ${people} 号`);
  const shopper = `openid-buyer-${people}`;
  const orderId = await earnFrom(t, { priceFen: 20_000, shopper, leader: openid, pointId });
  return { openid, memberId: await t.memberId(openid), pointId, orderId };
}

const asking = (amountFen: number, commandId = town().commandId()) =>
  ({ commandId, merchantId: MERCHANT, role: 'leader', amountFen }) as const;

async function ask({ openid }: Leader, amountFen: number): Promise<Withdrawal> {
  return (await town().call(openid, 'askWithdrawal', asking(amountFen))).withdrawal;
}

const approve = (withdrawalId: string) =>
  town().call(OWNER, 'decideWithdrawal', {
    commandId: town().commandId(),
    merchantId: MERCHANT,
    withdrawalId,
    decision: { kind: 'approve' },
  });
const reject = (withdrawalId: string, reason: string) =>
  town().call(OWNER, 'decideWithdrawal', {
    commandId: town().commandId(),
    merchantId: MERCHANT,
    withdrawalId,
    decision: { kind: 'reject', reason },
  });

const check = async ({ openid }: Leader, withdrawalId: string): Promise<Withdrawal> =>
  (await town().call(openid, 'checkWithdrawal', { withdrawalId })).withdrawal;
const listed = ({ openid }: Leader): Promise<CallOutput<'listWithdrawals'>> =>
  town().call(openid, 'listWithdrawals', { merchantId: MERCHANT, role: 'leader' });
const act = (billNo: string, outcome: 'confirmed' | 'failed', delayMs = 0) =>
  town().cloud.post('/dev/transfer', { billNo, outcome, delayMs });
const sandbox = (change: Record<string, unknown>) => town().cloud.post('/dev/sandbox', change);

/** payable, withdrawing and paid out, as the payee, the desk and the books say it; they must agree. */
async function money(leader: Leader): Promise<[payable: number, withdrawing: number, paidOut: number]> {
  const t = town();
  const { money: told } = await listed(leader);
  const desk = await t.call(leader.openid, 'getDesk', { merchantId: MERCHANT });
  expect(desk.money).toMatchObject({ ...told });
  const ledger = await t.call(leader.openid, 'listLedger', { merchantId: MERCHANT, book: 'commission' });
  const said = [told.payableFen, told.withdrawingFen, told.paidOutFen].map(Number);
  const [payable = 0, withdrawing = 0, paidOut = 0] = said;
  expect(ledger).toMatchObject({ balance: payable, earnedInAll: payable + withdrawing + paidOut });
  await t.settleDown();
  expect(await t.balance(`leader:${MERCHANT}:${leader.memberId}:payable`)).toBe(payable);
  expect(await t.balance(`leader:${MERCHANT}:${leader.memberId}:withdrawing`)).toBe(withdrawing);
  return [payable, withdrawing, paidOut];
}

const journalsOf = async (withdrawalId: string): Promise<string[]> =>
  (await town().cloud.documents('journals'))
    .map(({ _id }) => String(_id))
    .filter((id) => id.endsWith(withdrawalId))
    .map((id) => id.slice(0, id.indexOf(':')))
    .sort();

const transfersOf = async (withdrawalId: string): Promise<unknown> =>
  (await town().cloud.documents('withdrawals')).find(({ _id }) => _id === withdrawalId)?.sends;

test('asked, approved, confirmed, paid', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const asked = await ask(leader, 1_600);
  expect(asked).toMatchObject({ state: 'requested', amountFen: 1_600, mayConfirm: false, why: '' });
  expect(await money(leader)).toEqual([0, 1_600, 0]);
  const { withdrawalId } = asked;
  expect((await t.refusal(leader.openid, 'confirmWithdrawal', { withdrawalId })).code).toBe('wrongState');

  const waiting = await t.call(OWNER, 'listPayouts', { merchantId: MERCHANT, filter: 'waiting' });
  expect(waiting.rows).toMatchObject([{ withdrawalId, name: '老秦', role: 'leader', state: 'requested' }]);
  const { payout } = await approve(withdrawalId);
  expect(payout).toMatchObject({ state: 'waitingConfirm', mayConfirm: true, trouble: '' });
  const now = await t.now();
  expect(payout.confirmUntil).toBeGreaterThan(now + DAY_MS - MINUTE_MS);
  expect(await listed(leader)).toMatchObject({ open: { withdrawalId, state: 'waitingConfirm', mayConfirm: true } });

  const params = await t.call(leader.openid, 'confirmWithdrawal', { withdrawalId });
  await t.cloud.post('/dev/transfer', { package: params.package, outcome: 'confirmed' });
  expect(await check(leader, withdrawalId)).toMatchObject({ state: 'paid', mayConfirm: false });
  expect(await money(leader)).toEqual([0, 0, 1_600]);
  expect(await journalsOf(withdrawalId)).toEqual(['withdraw', 'withdrawn']);
  expect((await t.call(OWNER, 'listPayouts', { merchantId: MERCHANT, filter: 'paid' })).rows).toMatchObject([
    { withdrawalId, state: 'paid' },
  ]);
  expect(await listed(leader)).toMatchObject({ open: null, rows: [{ withdrawalId, state: 'paid' }] });

  await t.settleDown();
  const told = (await t.cloud.documents('notices')).filter(({ memberId }) => memberId === leader.memberId);
  expect(told.map(({ kind, data }) => [kind, (data as Record<string, string>).result]).sort()).toEqual([
    ['payoutEnded', '已到账'],
    ['payoutToConfirm', undefined],
  ]);
});

test('the job sees that it was confirmed, though nobody asks', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const { withdrawalId } = await ask(leader, 1_000);
  await approve(withdrawalId);
  await act(withdrawalId, 'confirmed', 30_000);
  expect(await check(leader, withdrawalId)).toMatchObject({ state: 'waitingConfirm', mayConfirm: false });
  expect((await t.refusal(leader.openid, 'confirmWithdrawal', { withdrawalId })).code).toBe('wrongState');
  await t.advance(6 * MINUTE_MS);
  expect(await listed(leader)).toMatchObject({ open: null, rows: [{ state: 'paid' }] });
  expect(await money(leader)).toEqual([600, 0, 1_000]);
});

test('an inviter is paid out as well, from what neighbours’ orders brought', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const inviter = 'openid-payee-inviter';
  const { groupId } = await t.openGroup();
  const { code } = await t.call(inviter, 'shareGroup', { groupId });
  await earnFrom(t, {
    priceFen: 20_000,
    shopper: 'openid-brought',
    leader: leader.openid,
    pointId: leader.pointId,
    shareCode: code,
  });
  const asked = await t.call(inviter, 'askWithdrawal', { ...asking(400), role: 'inviter' });
  const { withdrawalId } = asked.withdrawal;
  expect((await t.call(OWNER, 'listPayouts', { merchantId: MERCHANT, filter: 'waiting' })).rows).toMatchObject([
    { withdrawalId, role: 'inviter', amountFen: 400 },
  ]);
  await approve(withdrawalId);
  await act(withdrawalId, 'confirmed');
  expect((await t.call(inviter, 'checkWithdrawal', { withdrawalId })).withdrawal.state).toBe('paid');
  const { money: told, rows } = await t.call(inviter, 'listWithdrawals', { merchantId: MERCHANT, role: 'inviter' });
  expect(told).toEqual({ payableFen: 0, withdrawingFen: 0, paidOutFen: 400 });
  expect(rows).toHaveLength(1);
  expect((await t.call(inviter, 'listWithdrawals', { merchantId: MERCHANT, role: 'leader' })).rows).toEqual([]);
});

test('rejected with a reason: the money is back and another may be asked', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const { withdrawalId } = await ask(leader, 1_600);
  const { payout } = await reject(withdrawalId, '先把上周的货款对清');
  expect(payout).toMatchObject({ state: 'rejected', why: '先把上周的货款对清' });
  expect(await money(leader)).toEqual([1_600, 0, 0]);
  expect(await journalsOf(withdrawalId)).toEqual(['withdraw', 'withdraw-failed']);
  const again = await ask(leader, 1_600);
  expect(again.withdrawalId).not.toBe(withdrawalId);
  expect((await t.call(OWNER, 'listPayouts', { merchantId: MERCHANT, filter: 'ended' })).rows).toMatchObject([
    { withdrawalId },
  ]);
});

test('not confirmed within 24 hours: expired, the money back', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const { withdrawalId } = await ask(leader, 1_600);
  await approve(withdrawalId);
  await t.advance(23 * HOUR_MS);
  expect(await check(leader, withdrawalId)).toMatchObject({ state: 'waitingConfirm', mayConfirm: true });
  await t.advance(HOUR_MS + 2 * MINUTE_MS);
  await t.settleDown();
  expect(await listed(leader)).toMatchObject({
    open: null,
    rows: [{ state: 'expired', why: '超过 24 小时没有确认收款' }],
  });
  expect((await t.refusal(leader.openid, 'confirmWithdrawal', { withdrawalId })).code).toBe('wrongState');
  expect(await money(leader)).toEqual([1_600, 0, 0]);
  expect(await journalsOf(withdrawalId)).toEqual(['withdraw', 'withdraw-failed']);
});

test('failed at the provider: the reason is told, the money back', async () => {
  const leader = await leaderWithEarnings();
  const { withdrawalId } = await ask(leader, 1_600);
  await approve(withdrawalId);
  await act(withdrawalId, 'failed');
  expect(await check(leader, withdrawalId)).toMatchObject({ state: 'failed', why: '收款账户被冻结' });
  expect(await money(leader)).toEqual([1_600, 0, 0]);
});

test('the reply to the sending is lost: it is found by its number, and not sent twice', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const { withdrawalId } = await ask(leader, 1_600);
  await sandbox({ transferFault: 'after' });
  const { payout } = await approve(withdrawalId);
  expect(payout.state).toBe('approved');
  expect(payout.trouble).not.toBe('');
  await sandbox({ transferFault: 'none' });
  await t.advance(2 * MINUTE_MS);
  expect(await check(leader, withdrawalId)).toMatchObject({ state: 'waitingConfirm', mayConfirm: true });
  expect(await transfersOf(withdrawalId)).toBe(1);
  await act(withdrawalId, 'confirmed');
  expect(await check(leader, withdrawalId)).toMatchObject({ state: 'paid' });
  expect(await money(leader)).toEqual([0, 0, 1_600]);
});

test('it never reached the provider: it is sent again under the same number', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const { withdrawalId } = await ask(leader, 1_600);
  await sandbox({ transferFault: 'before' });
  expect((await approve(withdrawalId)).payout.state).toBe('approved');
  await t.advance(10 * MINUTE_MS);
  expect(await listed(leader)).toMatchObject({ open: { withdrawalId, state: 'approved', why: '' } });
  await sandbox({ transferFault: 'none' });
  await t.advance(31 * MINUTE_MS);
  expect(await check(leader, withdrawalId)).toMatchObject({ state: 'waitingConfirm' });
  await act(withdrawalId, 'confirmed');
  expect(await check(leader, withdrawalId)).toMatchObject({ state: 'paid' });
});

test('a provider that never takes it is given up after two days, and the money is back', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const { withdrawalId } = await ask(leader, 1_600);
  await sandbox({ transferFault: 'before' });
  await approve(withdrawalId);
  for (let hours = 0; hours < 72; hours += 3) await t.advance(3 * HOUR_MS);
  await sandbox({ transferFault: 'none' });
  expect(await listed(leader)).toMatchObject({ open: null, rows: [{ state: 'failed', why: '微信支付一直没有受理' }] });
  expect(await money(leader)).toEqual([1_600, 0, 0]);
});

test('while the paying account is empty it stays approved, and says so', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const { withdrawalId } = await ask(leader, 1_600);
  await sandbox({ transferAccountEmpty: true });
  const { payout } = await approve(withdrawalId);
  expect(payout).toMatchObject({
    state: 'approved',
    mayConfirm: false,
    trouble: '微信支付还没有受理完，可能是付款账户余额不足',
  });
  await t.advance(3 * HOUR_MS);
  expect((await t.call(OWNER, 'listPayouts', { merchantId: MERCHANT, filter: 'underWay' })).rows).toMatchObject([
    { withdrawalId, state: 'approved' },
  ]);
  await sandbox({ transferAccountEmpty: false });
  await t.advance(31 * MINUTE_MS);
  expect(await listed(leader)).toMatchObject({ open: { state: 'waitingConfirm', mayConfirm: true } });
  await act(withdrawalId, 'confirmed');
  await check(leader, withdrawalId);
  expect(await money(leader)).toEqual([0, 0, 1_600]);
});

test('ten times at once: one request', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => t.reply(leader.openid, 'askWithdrawal', asking(1_000))),
  );
  const taken = replies.filter(({ ok }) => ok);
  expect(taken).toHaveLength(1);
  const codes = new Set(replies.flatMap((reply) => (reply.ok ? [] : [reply.error.code])));
  expect([...codes].every((code) => ['withdrawalOpen', 'changedMeanwhile'].includes(code))).toBe(true);
  expect(await money(leader)).toEqual([600, 1_000, 0]);
});

test('the same command is answered with its first request, with other content refused', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const input = asking(1_000);
  const replies = await Promise.all(Array.from({ length: 5 }, () => t.reply(leader.openid, 'askWithdrawal', input)));
  const ids = replies.map((reply) => (reply.ok ? reply.output.withdrawal.withdrawalId : reply.error.code));
  expect(new Set(ids).size).toBe(1);
  expect((await t.refusal(leader.openid, 'askWithdrawal', { ...input, amountFen: 900 })).code).toBe('commandReused');
  expect((await t.refusal(leader.openid, 'askWithdrawal', asking(100))).code).toBe('withdrawalOpen');
  await reject(ids[0] ?? '', '重复了');
  expect((await t.call(leader.openid, 'askWithdrawal', input)).withdrawal).toMatchObject({ state: 'rejected' });
  expect(await money(leader)).toEqual([1_600, 0, 0]);
});

test('two decisions at once: one holds, the other hears that it is decided', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const { withdrawalId } = await ask(leader, 1_600);
  const decision = { merchantId: MERCHANT, withdrawalId, decision: { kind: 'approve' as const } };
  const first = { ...decision, commandId: t.commandId() };
  const replies = await Promise.all([
    t.reply(OWNER, 'decideWithdrawal', first),
    t.reply(OWNER, 'decideWithdrawal', { ...decision, commandId: t.commandId() }),
  ]);
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(replies.flatMap((reply) => (reply.ok ? [] : [reply.error.code]))).toEqual(['wrongState']);
  expect(await transfersOf(withdrawalId)).toBe(1);
  await act(withdrawalId, 'confirmed');
  await check(leader, withdrawalId);
  expect(await journalsOf(withdrawalId)).toEqual(['withdraw', 'withdrawn']);
});

test('a repeated decision is answered as it stands, a changed one refused', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const { withdrawalId } = await ask(leader, 1_600);
  const input = {
    commandId: t.commandId(),
    merchantId: MERCHANT,
    withdrawalId,
    decision: { kind: 'reject' as const, reason: '资料不全' },
  };
  await t.call(OWNER, 'decideWithdrawal', input);
  expect((await t.call(OWNER, 'decideWithdrawal', input)).payout.state).toBe('rejected');
  const other = { ...input, decision: { kind: 'approve' as const } };
  expect((await t.refusal(OWNER, 'decideWithdrawal', other)).code).toBe('commandReused');
  const later = { ...other, commandId: t.commandId() };
  expect((await t.refusal(OWNER, 'decideWithdrawal', later)).code).toBe('wrongState');
});

test('limits: too little, too much, more than there is, and nothing without a part to play', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const refused = (amountFen: number) => t.refusal(leader.openid, 'askWithdrawal', asking(amountFen));
  expect(await refused(99)).toMatchObject({ code: 'belowMinimum', message: '一次至少提现 ¥1.00' });
  expect(await refused(200_000)).toMatchObject({ code: 'aboveMaximum', message: '一次最多提现 ¥1,999.99' });
  expect(await refused(1_601)).toMatchObject({ code: 'notEnoughToWithdraw', message: '可提现的只有 ¥16.00' });
  expect((await t.refusal('openid-nobody', 'askWithdrawal', asking(100))).code).toBe('notEnoughToWithdraw');
  expect((await t.refusal(leader.openid, 'askWithdrawal', { ...asking(100), merchantId: 'none' })).code).toBe(
    'notFound',
  );
  expect((await t.cloud.documents('payees')).filter(({ memberId }) => memberId === leader.memberId)).toEqual([]);
});

test('nobody decides about their own money but the owner, and no other merchant about it at all', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  await t.call(OWNER, 'setStaff', { merchantId: MERCHANT, memberId: leader.memberId, role: 'finance' });
  const { withdrawalId } = await ask(leader, 1_600);
  const decision = { merchantId: MERCHANT, withdrawalId, decision: { kind: 'approve' as const } };
  const own = await t.refusal(leader.openid, 'decideWithdrawal', { ...decision, commandId: t.commandId() });
  expect(own.code).toBe('forbidden');
  await t.found('mch-other', '别家', 'openid-other-owner');
  const theirs = { ...decision, merchantId: 'mch-other', commandId: t.commandId() };
  expect((await t.refusal('openid-other-owner', 'decideWithdrawal', theirs)).code).toBe('notFound');
  await approve(withdrawalId);
});

test('a refund while the money is on its way leaves a debt, which later income fills', async () => {
  const t = town();
  const leader = await leaderWithEarnings();
  const { withdrawalId } = await ask(leader, 1_600);
  await approve(withdrawalId);
  const order = await t.call(leader.openid, 'getOrder', { orderId: leader.orderId });
  const lines = order.order.lines.map(({ sku, units }) => ({ sku, units, goodwillFen: 0 }));
  await t.call(OWNER, 'refundOrder', { commandId: t.commandId(), orderId: leader.orderId, lines, note: '坏果' });
  await t.advance(2 * MINUTE_MS);
  await t.settleDown();
  expect(await money(leader)).toEqual([-1_600, 1_600, 0]);
  await act(withdrawalId, 'confirmed');
  await check(leader, withdrawalId);
  expect(await money(leader)).toEqual([-1_600, 0, 1_600]);
  const refused = await t.refusal(leader.openid, 'askWithdrawal', asking(100));
  expect(refused).toMatchObject({ code: 'notEnoughToWithdraw', message: '可提现的只有 −¥16.00' });

  await earnFrom(t, {
    priceFen: 40_000,
    shopper: `${leader.openid}-later`,
    leader: leader.openid,
    pointId: leader.pointId,
  });
  expect(await money(leader)).toEqual([1_600, 0, 1_600]);
  expect((await t.refusal(leader.openid, 'askWithdrawal', asking(1_601))).code).toBe('notEnoughToWithdraw');
  await ask(leader, 1_600);
});
