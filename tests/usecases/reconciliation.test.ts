import type { BillRow, Payments, Ports } from '../../cloudfunctions/usecases/ports';
import { reconcileDueDays } from '../../cloudfunctions/usecases/reconcile-day';
import type { CallOutput } from '../../src/contract/calls';
import { DAY_MS, dayOf, endOfDay, HOUR_MS, MINUTE_MS, startOfDay, type Day } from '../../src/contract/time';
import type { BillFinding } from '../../src/contract/views';
import { Crash, CrashingStore, type CrashMode } from './crashing-store';
import { MERCHANT, OWNER, useNeighbourhood } from './neighbourhood';
import { earnFrom } from './support/earned';
import { enterCloud } from './support/enter-cloud';

const town = useNeighbourhood();
/** Long enough for a whole day and the next morning. */
const OPEN_MS = 60 * HOUR_MS;

type Detail = CallOutput<'getReconciliation'>;

const reconciled = (day: Day): Promise<Detail> =>
  town().call(OWNER, 'getReconciliation', { merchantId: MERCHANT, day });
const sandbox = (billFault: { change: 'drop' | 'alter'; number: string } | null) =>
  town().cloud.post('/dev/sandbox', { billFault });
const today = async (): Promise<Day> => dayOf(await town().now());

/** Moves on to the next ten in the morning and lets the job compare the day before, which is returned. */
async function nextMorning(): Promise<Detail> {
  const t = town();
  const day = await today();
  await t.advance(endOfDay(day) + 10 * HOUR_MS + MINUTE_MS - (await t.now()));
  await t.settleDown();
  return reconciled(day);
}

/** Moves to an hour of the day, of tomorrow where today's is over. */
async function until(hour: number, minute = 0, second = 0): Promise<void> {
  const t = town();
  const now = await t.now();
  const at = startOfDay(dayOf(now)) + hour * HOUR_MS + minute * MINUTE_MS + second * 1000;
  await t.advance(at > now ? at - now : at + DAY_MS - now);
}

const findings = async (): Promise<Record<string, unknown>[]> => town().cloud.documents('billFindings');
const amounts = ({ row }: Detail) => ({ paid: row.paid, refunded: row.refunded, transferred: row.transferred });
const same = (fen: number) => ({ billFen: fen, booksFen: fen });

test('payments around midnight, refunds, a payment that came too late and a payout: every day matches', async () => {
  const t = town();
  const leader = 'openid-payee';
  const pointId = await t.appoint(leader, '老秦', '梧桐小院');
  await earnFrom(t, { priceFen: 20_000, shopper: 'openid-big', leader, pointId });
  await until(20);
  const day = await today();

  const { groupId, sku } = await t.openGroup({ closesInMs: OPEN_MS });
  await t.buy('openid-a', groupId, sku, { units: 2 });
  const partly = await t.buy('openid-b', groupId, sku, { units: 3 });
  await t.call('openid-b', 'cancelOrder', {
    commandId: t.commandId(),
    orderId: partly,
    lines: [{ sku, units: 1 }],
  });
  const late = await t.place('openid-c', groupId, sku);
  await t.advance(20 * MINUTE_MS);
  await t.settleDown();
  await t.pay(late, 'late');
  const { withdrawal } = await t.call(leader, 'askWithdrawal', {
    commandId: t.commandId(),
    merchantId: MERCHANT,
    role: 'leader',
    amountFen: 1600,
  });
  const { withdrawalId } = withdrawal;
  const approve = {
    commandId: t.commandId(),
    merchantId: MERCHANT,
    withdrawalId,
    decision: { kind: 'approve' },
  } as const;
  await t.call(OWNER, 'decideWithdrawal', approve);
  await t.settleDown();
  await t.cloud.post('/dev/transfer', { billNo: withdrawalId, outcome: 'confirmed', delayMs: 0 });
  await t.call(leader, 'checkWithdrawal', { withdrawalId });

  // Paid in the last second of the day, reported in the first ones of the next.
  await until(23, 50);
  const midnight = await t.place('openid-d', groupId, sku);
  await until(23, 59, 58);
  await t.cloud.post('/dev/pay', { orderId: midnight, outcome: 'paid', callbacks: 1, delayMs: 3000 });
  await new Promise((resolve) => setTimeout(resolve, 4500));
  const booked = (await t.cloud.documents('journals')).find(({ _id }) => _id === `pay:${midnight}`);
  expect(dayOf(booked?.at as number)).not.toBe(day);
  const nextDay = await today();
  await t.buy('openid-e', groupId, sku);

  await until(10, 1);
  await t.settleDown();
  const detail = await reconciled(day);
  expect(amounts(detail)).toEqual({ paid: same(7000), refunded: same(2000), transferred: same(1600) });
  expect(detail).toMatchObject({
    row: { state: 'done', matched: 7, different: 0, open: 0 },
    counts: { matched: 7, missingInBooks: 0, missingInBill: 0, different: 0 },
    cumulative: { agrees: true, findingsFen: 0 },
    findings: [],
    findingsInAll: 0,
  });
  // 0.6 % of each payment, less what came back with the refunds.
  expect(detail.row.feesFen).toBe(30);
  expect((await nextMorning()).row).toMatchObject({ day: nextDay, paid: same(1000), matched: 1, open: 0 });

  const { rows } = await t.call(OWNER, 'listReconciliations', { merchantId: MERCHANT });
  expect(rows.length).toBeGreaterThan(3);
  expect(rows[0]).toMatchObject({ day: await today(), state: 'waiting' });
  expect(rows.slice(1).every(({ state, different }) => state === 'done' && different === 0)).toBe(true);
  expect(await findings()).toEqual([]);
  // What the whole account holds is what all the bills say it does.
  const last = (await reconciled(nextDay)).cumulative;
  expect(last).toMatchObject({ agrees: true, findingsFen: 0 });
  expect(last?.billFen).toBe(-(await t.balance(`wechat:${MERCHANT}:clearing`)));
});

describe('a row that the bill does not show, or shows otherwise', () => {
  test.each([
    ['drop', 'pay', 'missingInBill', null],
    ['alter', 'pay', 'different', 2001],
    ['drop', 'refund', 'missingInBill', null],
    ['alter', 'refund', 'different', 1001],
  ] as const)('%s a %s: %s', async (change, kind, expected, billFen) => {
    const t = town();
    await until(12);
    const { groupId, sku } = await t.openGroup({ closesInMs: OPEN_MS });
    const openid = `openid-${change}-${kind}`;
    const orderId = await t.buy(openid, groupId, sku, { units: 2 });
    await t.call(openid, 'cancelOrder', { commandId: t.commandId(), orderId, lines: [{ sku, units: 1 }] });
    await t.advance(5 * MINUTE_MS);
    await t.settleDown();
    const refund = (await t.cloud.documents('refunds')).find((each) => each.orderId === orderId);
    const number = kind === 'pay' ? orderId : String(refund?._id);
    await sandbox({ change, number });
    const detail = await nextMorning();
    await sandbox(null);
    const booksFen = kind === 'pay' ? 2000 : 1000;
    expect(detail.counts).toMatchObject({ matched: 1, [expected]: 1 });
    expect(detail.findings).toEqual([
      expect.objectContaining({ kind, number, class: expected, billFen, booksFen, orderId, closedAt: null }),
    ]);
    expect(detail.cumulative?.agrees).toBe(true);
    expect(detail.row).toMatchObject({ open: 1, different: 1 });
    // Nothing that came since explains it.
    await nextMorning();
    expect((await reconciled(detail.row.day)).row.open).toBe(1);
  });
});

test('a payment whose callback never came, which the job booked, matches', async () => {
  const t = town();
  await until(14);
  const { groupId, sku } = await t.openGroup({ closesInMs: OPEN_MS });
  const orderId = await t.place('openid-silent', groupId, sku);
  await t.cloud.post('/dev/pay', { orderId, outcome: 'paid', callbacks: 1, delayMs: HOUR_MS });
  await t.advance(16 * MINUTE_MS);
  await t.settleDown();
  expect((await t.call('openid-silent', 'getOrder', { orderId })).order.state).toBe('paid');
  expect((await nextMorning()).row).toMatchObject({ paid: same(1000), matched: 1, different: 0 });
});

test('a payment that nothing ever booked is found, asked about, booked and back with the payer; the finding closes', async () => {
  const t = town();
  await until(15);
  const { groupId, sku } = await t.openGroup({ closesInMs: OPEN_MS });
  const orderId = await t.place('openid-lost', groupId, sku);
  await t.advance(20 * MINUTE_MS);
  await t.settleDown();
  // The order is closed, so the job asks no more, and the report gets lost.
  await t.cloud.post('/dev/pay', { orderId, outcome: 'late', callbacks: 1, delayMs: HOUR_MS });
  const day = await today();
  await nextMorning();
  const found = await reconciled(day);
  expect(found.counts).toMatchObject({ matched: 0, missingInBooks: 1 });
  expect(found.row).toMatchObject({ paid: { billFen: 1000, booksFen: 0 }, different: 1, open: 0 });
  expect(found.findings).toEqual<BillFinding[]>([
    expect.objectContaining({ number: orderId, class: 'missingInBooks', billFen: 1000, booksFen: 1000, orderId }),
  ]);
  expect(found.findings[0]?.closedAt).not.toBeNull();
  expect(found.cumulative?.agrees).toBe(true);
  const order = await t.call('openid-lost', 'getOrder', { orderId });
  expect(order.refunds).toMatchObject([{ reason: 'latePayment', fen: 1000 }]);
  // Its refund stands on the next bill.
  expect((await nextMorning()).row).toMatchObject({ refunded: same(1000), different: 0 });
});

describe('the job in this process, with bills of the test', () => {
  /** What the job would do at ten, with the cloud's clock still at nine, so that its own job does not come first. */
  async function reconcile(
    bills: Record<Day, BillRow[] | 'notReady'>,
    crash?: { at: number; mode: CrashMode },
  ): Promise<{ logged: string[]; crashed: boolean }> {
    const ports = await realPorts();
    const logged: string[] = [];
    const keep = (event: string, fields: Record<string, unknown>) =>
      void logged.push([event, fields.number].filter((part) => part !== undefined).join(' '));
    const payments = Object.assign(Object.create(ports.payments) as Payments, {
      bill: (day: Day) => Promise.resolve(bills[day] ?? 'notReady'),
    });
    const store = crash ? new CrashingStore(ports.store, crash.at, crash.mode) : ports.store;
    const world = { ...ports, store, payments, log: { info: keep, warn: keep, error: keep } };
    const now = startOfDay(await today()) + 10 * HOUR_MS + MINUTE_MS;
    let left = true;
    try {
      while (left) left = (await reconcileDueDays(world, now)).more;
      return { logged, crashed: logged.some((event) => event.startsWith('jobItemFailed')) };
    } catch (error) {
      if (error instanceof Crash) return { logged, crashed: true };
      throw error;
    }
  }
  async function realPorts(): Promise<Ports> {
    enterCloud(town().cloud.url);
    const { makePorts } = await import('../../cloudfunctions/adapters/make-ports');
    return makePorts();
  }
  const row = (kind: BillRow['kind'], number: string, fen: number): BillRow => ({
    kind,
    number,
    fen,
    feeFen: 0,
    at: 0,
  });
  const nineTomorrow = async (): Promise<Day> => {
    const day = await today();
    await until(9);
    await town().settleDown();
    return day;
  };

  test('a bill that is not ready is asked for again; a row that comes a day late closes its finding', async () => {
    const t = town();
    await until(16);
    const { groupId, sku } = await t.openGroup({ closesInMs: OPEN_MS });
    const orderId = await t.buy('openid-next', groupId, sku);
    const day = await nineTomorrow();
    expect((await reconcile({})).logged).toEqual(['billNotReady']);
    expect((await reconciled(day)).row.state).toBe('waiting');
    await t.advance(10 * MINUTE_MS);
    const first = await reconcile({ [day]: [] });
    expect(first.logged).toEqual([]);
    const ports = await realPorts();
    await ports.store.update('reconciliations', `${MERCHANT}:${day}`, {}, { set: { dueAt: 0 } });
    expect((await reconcile({ [day]: [] })).logged).toEqual([`billDifference ${orderId}`, 'dayReconciled']);
    expect((await reconciled(day)).findings).toMatchObject([{ class: 'missingInBill', closedAt: null }]);
    const next = await nineTomorrow();
    const second = await reconcile({ [next]: [row('pay', orderId, 1000)] });
    expect(second.logged).toEqual([`billDifferenceClosed ${orderId}`, 'dayReconciled']);
    expect((await reconciled(next)).row).toMatchObject({ paid: same(1000), matched: 1, different: 0 });
    expect((await reconciled(day)).findings).toMatchObject([{ billFen: 1000, booksFen: 1000, words: '后来对上了' }]);
    expect((await reconciled(day)).row).toMatchObject({ different: 1, open: 0 });
  });

  test('a payout that is no withdrawal of ours is told once and is nobody’s finding', async () => {
    await until(16);
    const day = await nineTomorrow();
    const told = await reconcile({ [day]: [row('transfer', 'stranger1', 500)] });
    expect(told.logged).toEqual(['transferUnknown stranger1', 'dayReconciled']);
    expect(await reconciled(day)).toMatchObject({ row: { matched: 0, different: 0 }, findingsInAll: 0 });
    const next = await nineTomorrow();
    expect((await reconcile({ [next]: [row('transfer', 'stranger1', 500)] })).logged).toEqual(['dayReconciled']);
  });

  test('ended at every store call, it goes on where it stopped and counts nothing twice', async () => {
    const t = town();
    await until(16);
    const { groupId, sku } = await t.openGroup({ closesInMs: OPEN_MS });
    const [good, altered, dropped] = await Promise.all(
      ['1', '2', '3'].map((name) => t.buy(`openid-crash-${name}`, groupId, sku)),
    );
    const day = await nineTomorrow();
    const bill = [row('pay', good ?? '', 1000), row('pay', altered ?? '', 999), row('refund', 'nobody', 300)];
    const { store } = await realPorts();
    const id = `${MERCHANT}:${day}`;
    const waiting = await store.get('reconciliations', id);
    if (!waiting) throw new Error('the day does not wait');
    let expected: unknown;
    let crashes = 0;
    for (const mode of ['before', 'after'] as const)
      for (let at = 0; at < 80; at += 1) {
        const { crashed } = await reconcile({ [day]: bill }, { at, mode });
        // A failed day is tried again ten minutes later.
        await store.update('reconciliations', id, { state: { ne: 'done' } }, { set: { dueAt: 0 } });
        if (crashed) await reconcile({ [day]: bill });
        const { row: seen, counts, cumulative, findings: found } = await reconciled(day);
        const outcome = {
          seen,
          counts,
          cumulative,
          found: found.map(({ number, class: judged }) => [number, judged]).sort(),
        };
        expected ??= outcome;
        expect({ mode, at, outcome }).toEqual({ mode, at, outcome: expected });
        for (const finding of found)
          await store.remove('billFindings', `${MERCHANT}:${finding.kind}:${finding.number}`);
        for (const { kind, number } of bill) await store.remove('billRows', `${MERCHANT}:${kind}:${number}:${day}`);
        await store.remove('reconciliations', `${MERCHANT}:${dayOf(endOfDay(day))}`);
        await store.remove('reconciliations', id);
        await store.insert('reconciliations', waiting);
        if (!crashed) break;
        crashes += 1;
      }
    process.stdout.write(`reconcileDay: ${crashes} interruptions, each gone on with\n`);
    expect(crashes).toBeGreaterThan(30);
    expect(expected).toMatchObject({
      counts: { matched: 1, different: 1, missingInBooks: 1, missingInBill: 1 },
      seen: { paid: { billFen: 1999, booksFen: 3000 }, refunded: { billFen: 300, booksFen: 0 } },
      cumulative: { agrees: true },
      found: [
        [altered, 'different'],
        [dropped, 'missingInBill'],
        ['nobody', 'missingInBooks'],
      ].sort(),
    });
    await reconcile({ [day]: bill });
  }, 240_000);
});
