import { eventually } from '../support/cloud-process';
import { useCloud } from '../support/shared-cloud';

const { cloud } = useCloud();
const MINUTE = 60_000;
let lastNumber = 0;

interface Callback {
  source: string;
  openid: string | null;
  event: Record<string, unknown>;
}

type Fields = Record<string, unknown>;

const pay = (api: string, args: Fields): Promise<Fields> =>
  cloud().run(`return cloud.cloudPay.${api}(input)`, args, 'oPayer') as Promise<Fields>;

/** An unpaid order of 1,234 fen; answers its number. */
async function order(extra: Fields = {}): Promise<string> {
  const outTradeNo = `order_${(lastNumber += 1)}`;
  const answer = await pay('unifiedOrder', {
    body: '团购',
    outTradeNo,
    spbillCreateIp: '127.0.0.1',
    subMchId: '1900006511',
    totalFee: 1234,
    envId: 'local',
    functionName: 'callback',
    ...extra,
  });
  expect(answer.resultCode).toBe('SUCCESS');
  return outTradeNo;
}

const shopper = (orderId: string, outcome: string, extra: Fields = {}): Promise<unknown> =>
  cloud().post('/dev/pay', { orderId, outcome, ...extra });
const stateOf = async (outTradeNo: string): Promise<unknown> => (await pay('queryOrder', { outTradeNo })).tradeState;
const advance = (ms: number): Promise<unknown> => cloud().post('/dev/clock', { advanceMs: ms });

async function callbacksOf(outTradeNo: string, atLeast = 1): Promise<Callback[]> {
  return eventually(async () => {
    const all = (await cloud().documents('callbacks')) as unknown as Callback[];
    const mine = all.filter(({ event }) => event.outTradeNo === outTradeNo);
    return mine.length >= atLeast && mine;
  });
}

describe('ordering', () => {
  test('the payment parameters are what the client hands to the wallet', async () => {
    const answer = await pay('unifiedOrder', {
      body: '团购',
      outTradeNo: 'params_1',
      spbillCreateIp: '127.0.0.1',
      subMchId: '1900006511',
      totalFee: 1,
    });
    expect(answer.payment).toEqual({
      appId: 'wxlocal00000000001',
      timeStamp: expect.stringMatching(/^\d{10}$/) as string,
      nonceStr: expect.stringMatching(/^\w{32}$/) as string,
      package: expect.stringMatching(/^prepay_id=wx\w+$/) as string,
      signType: 'MD5',
      paySign: expect.stringMatching(/^[0-9A-F]{32}$/) as string,
    });
    const { package: pack } = answer.payment as { package: string };
    expect(await cloud().get(`/dev/payment?package=${pack}`)).toEqual({ orderId: 'params_1', payFen: 1 });
    expect(await cloud().get('/dev/payment?package=prepay_id=wx1')).toMatchObject({ error: { code: 'ORDERNOTEXIST' } });
  });

  test.each([
    ['totalFee', 0],
    ['totalFee', 1.5],
    ['outTradeNo', 'x'.repeat(33)],
    ['outTradeNo', '中文'],
    ['body', '长'.repeat(50)],
    ['subMchId', ''],
  ])('%s of %j is refused', async (field, value) => {
    const args = { body: 'b', outTradeNo: 'bad', spbillCreateIp: '127.0.0.1', subMchId: '1', totalFee: 1 };
    const answer = await pay('unifiedOrder', { ...args, [field]: value });
    expect(answer).toMatchObject({ returnCode: 'SUCCESS', resultCode: 'FAIL', errCode: 0 });
  });

  test('the same order again is the same order, another amount is not', async () => {
    const outTradeNo = await order();
    const again = { body: '团购', outTradeNo, spbillCreateIp: '127.0.0.1', subMchId: '1900006511' };
    expect((await pay('unifiedOrder', { ...again, totalFee: 1234 })).resultCode).toBe('SUCCESS');
    expect((await pay('unifiedOrder', { ...again, totalFee: 1 })).resultCode).toBe('FAIL');
    await shopper(outTradeNo, 'paid');
    expect((await pay('unifiedOrder', { ...again, totalFee: 1234 })).errCodeDes).toBe('该订单已支付');
  });

  test('an order past its time counts as closed', async () => {
    const { now } = (await cloud().get('/dev/clock')) as { now: number };
    const timeExpire = new Date(now + 8 * 3_600_000 + 10 * MINUTE).toISOString().replace(/\D/g, '').slice(0, 14);
    const outTradeNo = await order({ timeExpire });
    await advance(11 * MINUTE);
    expect(await stateOf(outTradeNo)).toBe('CLOSED');
  });
});

describe('the shopper', () => {
  test('pays: the callback comes from WeChat Pay and from nobody', async () => {
    const outTradeNo = await order();
    expect(await stateOf(outTradeNo)).toBe('NOTPAY');
    expect(await shopper(outTradeNo, 'paid')).toEqual({ ok: true, tradeState: 'SUCCESS' });
    const [callback] = await callbacksOf(outTradeNo);
    expect(callback).toMatchObject({
      source: 'wx_paycallback',
      openid: null,
      event: {
        returnCode: 'SUCCESS',
        resultCode: 'SUCCESS',
        totalFee: 1234,
        cashFee: 1234,
        subOpenid: 'oPayer',
        subMchId: '1900006511',
        timeEnd: expect.stringMatching(/^\d{14}$/) as string,
      },
    });
    expect(await pay('queryOrder', { outTradeNo })).toMatchObject({
      tradeState: 'SUCCESS',
      transactionId: callback?.event.transactionId,
      timeEnd: callback?.event.timeEnd,
    });
    expect(await shopper(outTradeNo, 'paid')).toMatchObject({ ok: false, error: { code: 'ORDERPAID' } });
  });

  test('pays, and the callback comes twice', async () => {
    const outTradeNo = await order();
    await shopper(outTradeNo, 'paid', { callbacks: 2, delayMs: 30 });
    const [first, second] = await callbacksOf(outTradeNo, 2);
    expect(first?.event.transactionId).toBe(second?.event.transactionId);
  });

  test.each([
    ['cancelled', 'NOTPAY'],
    ['failed', 'PAYERROR'],
  ])('%s: the order is %s and can still be paid', async (outcome, state) => {
    const outTradeNo = await order();
    expect(await shopper(outTradeNo, outcome)).toEqual({ ok: true, tradeState: state });
    expect(await stateOf(outTradeNo)).toBe(state);
    expect(await shopper(outTradeNo, 'paid')).toMatchObject({ ok: true });
  });

  test('cannot pay a closed order, unless it had begun before', async () => {
    const outTradeNo = await order();
    expect((await pay('closeOrder', { outTradeNo })).resultCode).toBe('FAIL');
    await advance(5 * MINUTE);
    expect((await pay('closeOrder', { outTradeNo })).resultCode).toBe('SUCCESS');
    expect(await stateOf(outTradeNo)).toBe('CLOSED');
    expect(await shopper(outTradeNo, 'paid')).toMatchObject({ error: { code: 'ORDERCLOSED' } });
    expect(await shopper(outTradeNo, 'late')).toEqual({ ok: true, tradeState: 'SUCCESS' });
    await callbacksOf(outTradeNo);
    expect(await stateOf(outTradeNo)).toBe('SUCCESS');
    expect((await pay('closeOrder', { outTradeNo })).errCodeDes).toBe('订单已支付');
  });

  test('a callback that is not accepted comes again', async () => {
    await cloud().run(`await db.collection('modes').doc('callback').set({ data: { refuse: 1 } })`);
    const outTradeNo = await order();
    await shopper(outTradeNo, 'paid');
    expect(await callbacksOf(outTradeNo, 2)).toHaveLength(2);
  });

  test.each([
    [{ orderId: 'none', outcome: 'paid' }, 'ORDERNOTEXIST'],
    [{ orderId: 'none', outcome: 'stolen' }, 'badRequest'],
    [{ outcome: 'paid' }, 'badRequest'],
    [{ orderId: 'none', outcome: 'paid', callbacks: 3 }, 'badRequest'],
    [{ orderId: 'none', outcome: 'paid', delayMs: -1 }, 'badRequest'],
  ])('%j is refused as %s', async (body, code) => {
    expect(await cloud().post('/dev/pay', body)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('refunds', () => {
  const refund = (outTradeNo: string, outRefundNo: string, refundFee: number, extra: Fields = {}): Promise<Fields> =>
    pay('refund', { outTradeNo, outRefundNo, refundFee, totalFee: 1234, subMchId: '1900006511', ...extra });

  test('go out once per number, never beyond what was paid', async () => {
    const outTradeNo = await order();
    expect((await refund(outTradeNo, 'r0', 100)).errCodeDes).toBe('订单状态错误');
    await shopper(outTradeNo, 'paid');
    const first = await refund(outTradeNo, 'r1', 1000);
    expect(first).toMatchObject({ resultCode: 'SUCCESS', refundFee: 1000 });
    expect((await refund(outTradeNo, 'r1', 1000)).refundId).toBe(first.refundId);
    expect((await refund(outTradeNo, 'r1', 999)).resultCode).toBe('FAIL');
    expect((await refund(outTradeNo, 'r2', 235)).resultCode).toBe('FAIL');
    expect((await refund(outTradeNo, 'r3', 234)).resultCode).toBe('SUCCESS');
    expect((await refund(outTradeNo, 'r4', 1)).resultCode).toBe('FAIL');
    expect(await stateOf(outTradeNo)).toBe('REFUND');
    expect(await pay('queryRefund', { outTradeNo })).toMatchObject({ refundCount: 2, refundFee: 1234 });
  });

  test('are under way first, then done, and the function is told', async () => {
    const outTradeNo = await order();
    await shopper(outTradeNo, 'paid');
    await callbacksOf(outTradeNo);
    await refund(outTradeNo, 'told', 34, { functionName: 'callback' });
    const status = async (): Promise<unknown> => {
      const answer = await pay('queryRefund', { outRefundNo: 'told' });
      return Object.entries(answer).find(([key]) => key.startsWith('refundStatus'))?.[1];
    };
    expect(await status()).toBe('PROCESSING');
    const callback = (await callbacksOf(outTradeNo, 2)).find(({ event }) => event.outRefundNo === 'told');
    expect(callback).toMatchObject({ source: 'wx_paycallback', event: { refundFee: 34, refundStatus: 'SUCCESS' } });
    expect(await status()).toBe('SUCCESS');
  });

  test('an unknown one is said to be unknown', async () => {
    expect((await pay('queryRefund', { outRefundNo: 'nobody' })).resultCode).toBe('FAIL');
    expect((await pay('queryOrder', { outTradeNo: 'nobody' })).resultCode).toBe('FAIL');
  });
});

test('the bill of a day is there the next morning', async () => {
  const { now } = (await cloud().get('/dev/clock')) as { now: number };
  const billDate = new Date(now + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 8);
  const outTradeNo = await order();
  await shopper(outTradeNo, 'paid');
  expect(await pay('downloadBill', { billDate, billType: 'ALL' })).toMatchObject({ returnMsg: 'No Bill Exist' });
  await advance(48 * 60 * MINUTE);
  const { data } = (await pay('downloadBill', { billDate, billType: 'ALL' })) as { data: string };
  expect(data).toContain(`\`${outTradeNo},`);
  expect(data).toContain('`12.34,');
});
