import type { BillRow, Payments } from '../../cloudfunctions/usecases/ports';
import { payEnvironmentOf } from '../localcloud/support/pay-client';
import { useCloud } from '../localcloud/support/shared-cloud';
import { enterCloud } from './support/enter-cloud';

const HOUR_MS = 3_600_000;
const { cloud } = useCloud();
let payments: Payments;
/** Milliseconds by which the cloud's clock is ahead of this process's. */
let aheadMs = 0;

beforeAll(async () => {
  enterCloud(cloud().url);
  // The SDK reads its environment when it is loaded.
  const { initSdk, sdk } = await import('../../cloudfunctions/adapters/sdk');
  const { WechatPay } = await import('../../cloudfunctions/adapters/wechat-pay');
  initSdk();
  const env = await payEnvironmentOf(cloud());
  payments = new WechatPay(sdk.cloudPay, () => 'local', env, { now });
});

const now = (): number => Date.now() + aheadMs;
const today = (): string => new Date(now() + 8 * HOUR_MS).toISOString().slice(0, 10);
const act = (billNo: string, outcome: string, extra = {}) =>
  cloud().post('/dev/transfer', { billNo, outcome, ...extra });
const sandbox = (change: Record<string, unknown>) => cloud().post('/dev/sandbox', change);

async function pass(ms: number): Promise<void> {
  await cloud().post('/dev/clock', { advanceMs: ms });
  aheadMs = ((await cloud().get('/dev/clock')) as { offsetMs: number }).offsetMs;
}
/** Moves the clock to this hour of the next Shanghai day. */
async function passTo(hour: number): Promise<void> {
  const next = Date.parse(`${today()}T00:00:00+08:00`) + 24 * HOUR_MS + hour * HOUR_MS;
  await pass(next - now());
}

let lastNumber = 0;
const made = (fen = 1234) => ({ billNo: `W${(lastNumber += 1)}`, openid: 'leader', fen, remark: '团长佣金' });

describe('a payout', () => {
  test('of an unknown number is missing, and cancelling it changes nothing', async () => {
    expect(await payments.queryTransfer('never')).toEqual({ state: 'missing' });
    await payments.cancelTransfer('never');
  });

  test('waits for its payee, with what the payee’s client needs', async () => {
    const transfer = made();
    const status = await payments.transfer(transfer);
    expect(status).toEqual({ state: 'waitingConfirm', package: expect.stringMatching(/^[\w+/=]{60,}$/) as string });
    expect(await payments.transfer(transfer)).toEqual(status);
    expect(await payments.queryTransfer(transfer.billNo)).toEqual(status);
    const { package: pack } = status as { package: string };
    expect(payments.transferParams(pack)).toEqual({ mchId: '1800008281', appId: 'wxlocal00000000001', package: pack });
  });

  test('is paid once it is confirmed, and stays so', async () => {
    const transfer = made();
    await payments.transfer(transfer);
    await act(transfer.billNo, 'confirmed', { delayMs: 3000 });
    expect(await payments.queryTransfer(transfer.billNo)).toEqual({ state: 'processing' });
    await pass(3000);
    const paid = { state: 'paid', doneAt: expect.any(Number) as number };
    const status = await payments.queryTransfer(transfer.billNo);
    expect(status).toEqual(paid);
    expect(Math.abs((status as { doneAt: number }).doneAt - now())).toBeLessThan(10_000);
    await payments.cancelTransfer(transfer.billNo);
    expect(await payments.transfer(transfer)).toEqual(status);
  });

  test('that fails is closed with the reason', async () => {
    const { billNo } = made();
    await payments.transfer({ ...made(), billNo });
    await act(billNo, 'failed');
    expect(await payments.queryTransfer(billNo)).toEqual({ state: 'closed', reason: '收款账户被冻结', expired: false });
  });

  test('that nobody confirms for 24 hours is closed', async () => {
    const transfer = made();
    await payments.transfer(transfer);
    await pass(24 * HOUR_MS);
    const closed = { state: 'closed', reason: '超过 24 小时没有确认收款', expired: true };
    expect(await payments.queryTransfer(transfer.billNo)).toEqual(closed);
    expect(await payments.transfer(transfer)).toEqual(closed);
  });

  test('that is cancelled is under way, then closed', async () => {
    const transfer = made();
    await payments.transfer(transfer);
    await payments.cancelTransfer(transfer.billNo);
    expect(await payments.queryTransfer(transfer.billNo)).toEqual({ state: 'processing' });
    await pass(1000);
    expect(await payments.queryTransfer(transfer.billNo)).toEqual({
      state: 'closed',
      reason: '已撤销',
      expired: false,
    });
  });

  test('from an empty account is under way until there is money', async () => {
    await sandbox({ transferAccountEmpty: true });
    const transfer = made();
    expect(await payments.transfer(transfer)).toEqual({ state: 'processing' });
    await sandbox({ transferAccountEmpty: false });
    expect(await payments.queryTransfer(transfer.billNo)).toMatchObject({ state: 'waitingConfirm' });
  });

  test('of a number that was used for another one throws', async () => {
    const transfer = made();
    await payments.transfer(transfer);
    await expect(payments.transfer({ ...transfer, fen: 1235 })).rejects.toThrow('单号已存在但信息不一致');
  });

  test('of ten fen is the least; a remark is cut to what fits', async () => {
    const transfer = { ...made(10), remark: '菜'.repeat(40) };
    expect(await payments.transfer(transfer)).toMatchObject({ state: 'waitingConfirm' });
    expect(await payments.queryTransfer(transfer.billNo)).toMatchObject({ state: 'waitingConfirm' });
    await expect(payments.transfer(made(9))).rejects.toThrow('at least 10');
  });

  test.each([
    ['after', 'waitingConfirm'],
    ['before', 'missing'],
  ])('whose answer is lost %s it was accepted throws, and a query finds it %s', async (fault, state) => {
    await sandbox({ transferFault: fault });
    const transfer = made();
    await expect(payments.transfer(transfer)).rejects.toThrow('500');
    expect(await payments.queryTransfer(transfer.billNo)).toMatchObject({ state });
    await sandbox({ transferFault: 'none' });
    expect(await payments.transfer(transfer)).toMatchObject({ state: 'waitingConfirm' });
  });

  test('needs its settings; what is missing is said', async () => {
    const { WechatPay } = await import('../../cloudfunctions/adapters/wechat-pay');
    const { sdk } = await import('../../cloudfunctions/adapters/sdk');
    const bare = new WechatPay(sdk.cloudPay, () => 'local', {});
    await expect(bare.transfer(made())).rejects.toThrow('set LINTUAN_PAY_MCHID');
    expect(() => bare.transferParams('p')).toThrow('LINTUAN_PAY_APPID');
  });
});

describe('the bill of a day', () => {
  const MERCHANT = '1900';

  async function paid(orderId: string, fen: number, subMchId = MERCHANT): Promise<void> {
    const expiresAt = now() + HOUR_MS;
    await payments.begin({ orderId, fen, openid: 'ann', subMchId, title: '番茄,3 斤', expiresAt });
    await cloud().post('/dev/pay', { orderId, outcome: 'paid' });
  }
  const refund = (refundNo: string, orderId: string, fen: number, totalFen: number) =>
    payments.refund({ refundNo, orderId, subMchId: MERCHANT, fen, totalFen, reason: '退' });
  const facts = (rows: BillRow[] | 'notReady') =>
    rows === 'notReady' ? rows : rows.map(({ kind, number, fen, feeFen }) => [kind, number, fen, feeFen]);

  test('is there the next morning, with payments, refunds, fees and payouts', async () => {
    await passTo(8);
    const day = today();
    await paid('b1', 10_000);
    await paid('b2', 250);
    await paid('other', 999, '1901');
    await refund('r1', 'b1', 3333, 10_000);
    await refund('r2', 'b1', 6667, 10_000);
    const transfer = made(500);
    await payments.transfer(transfer);
    await act(transfer.billNo, 'confirmed');
    expect(await payments.bill(day, MERCHANT)).toBe('notReady');
    await passTo(8.5);
    expect(await payments.bill(day, MERCHANT)).toBe('notReady');
    await pass(HOUR_MS);

    const rows = [
      ['pay', 'b1', 10_000, 60],
      ['pay', 'b2', 250, 2],
      ['refund', 'r1', 3333, 20],
      ['refund', 'r2', 6667, 40],
      ['transfer', transfer.billNo, 500, 0],
    ];
    const bill = await payments.bill(day, MERCHANT);
    expect(facts(bill)).toEqual(rows);
    for (const { at } of bill as BillRow[]) {
      expect(new Date(at + 8 * HOUR_MS).toISOString().slice(0, 10)).toBe(day);
    }
    expect(facts(await payments.bill(day, '1901'))).toEqual([
      ['pay', 'other', 999, 6],
      ['transfer', transfer.billNo, 500, 0],
    ]);

    await sandbox({ billFault: { change: 'drop', number: 'b2' } });
    expect(facts(await payments.bill(day, MERCHANT))).toEqual(rows.filter(([, number]) => number !== 'b2'));
    await sandbox({ billFault: { change: 'alter', number: 'r1' } });
    expect(facts(await payments.bill(day, MERCHANT))).toContainEqual(['refund', 'r1', 3334, 20]);
    await sandbox({ billFault: { change: 'alter', number: transfer.billNo } });
    expect(facts(await payments.bill(day, MERCHANT))).toContainEqual(['transfer', transfer.billNo, 501, 0]);
    await sandbox({ billFault: null });
  });

  test('on which nothing moved is not ready before ten, and empty then', async () => {
    await passTo(8);
    const day = today();
    await passTo(9.5);
    expect(await payments.bill(day, MERCHANT)).toBe('notReady');
    await pass(HOUR_MS / 2);
    expect(await payments.bill(day, MERCHANT)).toEqual([]);
  });

  test('that cannot be had throws', async () => {
    await expect(payments.bill('soon', MERCHANT)).rejects.toThrow();
    const { WechatPay } = await import('../../cloudfunctions/adapters/wechat-pay');
    const { sdk } = await import('../../cloudfunctions/adapters/sdk');
    const failing = async () => ({ returnCode: 'FAIL', returnMsg: '签名失败' });
    const env = await payEnvironmentOf(cloud());
    const pay = new WechatPay({ ...sdk.cloudPay, downloadBill: failing }, () => 'local', env, { now });
    await expect(pay.bill('2026-01-01', MERCHANT)).rejects.toThrow('签名失败');
  });
});
