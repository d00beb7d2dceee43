import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { ContentCheck, Log, Messages, Payments } from '../../cloudfunctions/usecases/ports';
import { CloudProcess, TempFolder } from '../localcloud/support/cloud-process';
import { enterCloud } from './support/enter-cloud';

const MINUTE_MS = 60_000;
const folder = new TempFolder();
const logged: string[] = [];
const note = (event: string): void => void logged.push(event);
const log: Log = { info: note, warn: note, error: note };
let cloud: CloudProcess;
let payments: Payments;
let messages: Messages;
let contentCheck: ContentCheck;

beforeAll(async () => {
  const functionsDir = path.join(folder.path, 'none');
  mkdirSync(functionsDir);
  cloud = await CloudProcess.start(folder.path, functionsDir, {});
  enterCloud(cloud.url);
  // The SDK reads its environment when it is loaded.
  const { initSdk } = await import('../../cloudfunctions/adapters/sdk');
  const { WechatPay } = await import('../../cloudfunctions/adapters/wechat-pay');
  const { WechatMessages } = await import('../../cloudfunctions/adapters/messages');
  const { WechatContentCheck } = await import('../../cloudfunctions/adapters/content-check');
  initSdk();
  payments = new WechatPay();
  messages = new WechatMessages(log);
  contentCheck = new WechatContentCheck(log);
}, 30_000);
afterAll(async () => {
  await cloud?.end();
  folder.remove();
});

const now = async (): Promise<number> => ((await cloud.get('/dev/clock')) as { now: number }).now;
const pay = (orderId: string, outcome: string) => cloud.post('/dev/pay', { orderId, outcome });
const pass = (ms: number) => cloud.post('/dev/clock', { advanceMs: ms });

async function begin(orderId: string, fen = 1280): ReturnType<Payments['begin']> {
  const expiresAt = (await now()) + 15 * MINUTE_MS;
  // 60 characters are 180 bytes, more than the provider takes.
  return payments.begin({ orderId, fen, openid: 'ann', subMchId: '1900', title: '菜'.repeat(60), expiresAt });
}

describe('payments', () => {
  test('an order that was never begun is missing', async () => {
    expect(await payments.query('never', '1900')).toEqual({ state: 'missing' });
    await payments.close('never', '1900');
  });

  test('begin answers what the client needs to pay, again the same', async () => {
    const first = await begin('o1');
    expect(Object.keys(first).sort()).toEqual(['nonceStr', 'package', 'paySign', 'signType', 'timeStamp']);
    expect((await begin('o1')).package).toBe(first.package);
    expect(await payments.query('o1', '1900')).toEqual({ state: 'notPaid' });
  });

  test('a payment is reported with its payer and amount', async () => {
    const before = await now();
    await begin('o2', 999);
    await pay('o2', 'paid');
    const status = await payments.query('o2', '1900');
    expect(status).toEqual({
      state: 'paid',
      transactionId: expect.stringMatching(/^\d{20,}$/) as string,
      fen: 999,
      openid: 'ann',
      paidAt: expect.any(Number) as number,
    });
    const { paidAt } = status as { paidAt: number };
    expect(Math.abs(paidAt - before)).toBeLessThan(10_000);
    // A paid order has nothing left to close, and can't be begun again.
    await payments.close('o2', '1900');
    await expect(begin('o2', 999)).rejects.toThrow('该订单已支付');
  });

  test('a failed payment can still be made', async () => {
    await begin('o3');
    await pay('o3', 'failed');
    expect(await payments.query('o3', '1900')).toEqual({ state: 'notPaid' });
  });

  test('an order is closed once it is old enough, and closing it again is fine', async () => {
    await begin('o4');
    await expect(payments.close('o4', '1900')).rejects.toThrow('5分钟');
    await pass(6 * MINUTE_MS);
    await payments.close('o4', '1900');
    await payments.close('o4', '1900');
    expect(await payments.query('o4', '1900')).toEqual({ state: 'closed' });
  });

  test('an order past its time is closed', async () => {
    await begin('o5');
    await pass(16 * MINUTE_MS);
    expect(await payments.query('o5', '1900')).toEqual({ state: 'closed' });
  });

  test('a refund is under way, then done; the order stays a paid one', async () => {
    await begin('o6', 1000);
    await pay('o6', 'paid');
    const refund = {
      refundNo: 'r6',
      orderId: 'o6',
      subMchId: '1900',
      fen: 400,
      totalFen: 1000,
      reason: '未成团退款'.repeat(20),
    };
    expect(await payments.queryRefund('r6', '1900')).toEqual({ state: 'missing' });
    expect(await payments.refund(refund)).toEqual({ state: 'processing' });
    expect(await payments.refund(refund)).toEqual({ state: 'processing' });
    await pass(1000);
    expect(await payments.queryRefund('r6', '1900')).toMatchObject({ state: 'done' });
    expect(await payments.query('o6', '1900')).toMatchObject({ state: 'paid', fen: 1000 });
    await expect(payments.refund({ ...refund, refundNo: 'r7', fen: 700 })).rejects.toThrow('累计退款金额');
  });

  test('a refund of an order that is not paid is refused', async () => {
    await begin('o8');
    const refund = { refundNo: 'r8', orderId: 'o8', subMchId: '1900', fen: 1, totalFen: 1280, reason: '' };
    await expect(payments.refund(refund)).rejects.toThrow('订单状态错误');
  });
});

describe('messages', () => {
  const message = {
    openid: 'ann',
    kind: 'arrived',
    page: 'pages/home/index',
    data: { goods: '菜'.repeat(30), code: '' },
  };

  test('are sent with fields that fit', async () => {
    expect(await messages.send(message)).toBe('sent');
    const [sent] = (await cloud.get('/dev/outbox?limit=1')) as { args?: unknown }[];
    expect(JSON.stringify(sent)).toContain(`"${'菜'.repeat(19)}…"`);
  });

  test('are refused by whom did not grant them', async () => {
    await cloud.post('/dev/sandbox', { messagesRefused: true });
    expect(await messages.send(message)).toBe('refused');
    await cloud.post('/dev/sandbox', { messagesRefused: false });
  });

  test('fail loudly when the platform takes them for wrong', async () => {
    await expect(messages.send({ ...message, openid: '' })).rejects.toMatchObject({ errCode: 40003 });
  });
});

test.each([
  ['五颗番茄', 'pass'],
  ['这里赌博', 'risky'],
  ['有个待审词', 'review'],
  ['  ', 'pass'],
  ['长'.repeat(2501), 'review'],
])('the check of %p answers %s', async (text, expected) => {
  expect(await contentCheck.text({ openid: 'ann', text })).toBe(expected);
});

test('while the check gives no answer, a text waits for review', async () => {
  const { WechatContentCheck } = await import('../../cloudfunctions/adapters/content-check');
  const broken = new WechatContentCheck(log, () => Promise.reject(new Error('down')));
  expect(await broken.text({ openid: 'ann', text: '好' })).toBe('review');
  expect(logged).toContain('contentCheckFailed');
});

describe('mini-program codes', () => {
  const asked = { page: 'pages/group/index', scene: 'Ab3xYz90,g0123456789abcdef0123' };

  test('are pictures', async () => {
    const { WechatProgramCodes } = await import('../../cloudfunctions/adapters/program-codes');
    const drawn = await new WechatProgramCodes(log).draw(asked);
    expect(drawn?.contentType).toBe('image/png');
    expect(Buffer.from(drawn!.content).readUInt32BE(16)).toBe(430);
  });

  test.each([
    ['a scene that WeChat does not take', undefined, { ...asked, scene: '中文' }],
    ['an answer that is no picture', () => Promise.resolve({ errCode: 0 }), asked],
    ['no answer', () => Promise.reject(new Error('down')), asked],
  ])('%s gives none, and the log says why', async (_, getUnlimited, code) => {
    const { WechatProgramCodes } = await import('../../cloudfunctions/adapters/program-codes');
    logged.length = 0;
    expect(await new WechatProgramCodes(log, getUnlimited).draw(code)).toBeUndefined();
    expect(logged).toEqual(['programCodeFailed']);
  });
});

test('the caller is who the platform says, a number of digits included', async () => {
  const { readCaller } = await import('../../cloudfunctions/adapters/caller');
  expect(readCaller()).toEqual({ openid: '42', sources: ['wx_client', 'scf'], address: '10.0.0.1' });
});
