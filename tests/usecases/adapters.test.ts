import { fitField, readTemplates, WechatMessages } from '../../cloudfunctions/adapters/messages';
import { secureIds } from '../../cloudfunctions/adapters/secure-ids';
import { storable } from '../../cloudfunctions/adapters/storable';
import { fitBytes, WechatPay } from '../../cloudfunctions/adapters/wechat-pay';
import { parsePayTime, payTime } from '../../cloudfunctions/adapters/wechat-pay-time';
import type { Log } from '../../cloudfunctions/usecases/ports';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

test.each([
  ['thing1', '一二三', '一二三'],
  ['thing1', '菜'.repeat(20), '菜'.repeat(20)],
  ['thing12', '菜'.repeat(21), `${'菜'.repeat(19)}…`],
  ['thing1', '', '—'],
  ['phrase2', '待你来取货', '待你来取货'],
  ['phrase2', '待你来取货呀', '待你来取货'],
  ['character_string3', 'x'.repeat(40), `${'x'.repeat(31)}…`],
  ['time4', '2026年11月21日 12:00', '2026年11月21日 12:00'],
])('%s of %s is %s', (field, value, expected) => {
  expect(fitField(field, value)).toBe(expected);
});

describe('templates', () => {
  const setting = JSON.stringify({ arrived: { id: 'T1', fields: { thing1: 'goods', character_string2: 'code' } } });
  const message = { openid: 'o', kind: 'arrived', page: 'p', data: { goods: '菜', code: '123456', other: 'x' } };

  test('fill their fields with what the setting names', async () => {
    const sent: unknown[] = [];
    const messages = new WechatMessages(silent, setting, false, async (args) => {
      sent.push(args);
      return {};
    });
    expect(await messages.send(message)).toBe('sent');
    expect(sent).toEqual([
      {
        touser: 'o',
        page: 'p',
        lang: 'zh_CN',
        templateId: 'T1',
        miniprogramState: 'formal',
        data: { thing1: { value: '菜' }, character_string2: { value: '123456' } },
      },
    ]);
  });

  test('a kind without one is refused, outside the local cloud', async () => {
    const never = () => Promise.reject(new Error('sent'));
    const messages = new WechatMessages(silent, setting, false, never);
    expect(await messages.send({ ...message, kind: 'formed' })).toBe('refused');
    expect(await messages.send({ ...message, kind: 'constructor' })).toBe('refused');
  });

  test('a setting of another form is found at once', () => {
    expect(readTemplates(undefined)).toEqual({});
    expect(() => readTemplates('{"arrived":"T1"}')).toThrow();
    expect(() => readTemplates('no json')).toThrow();
  });
});

describe('what WeChat Pay answers', () => {
  /** A provider that answers every call with this. */
  const pay = (answer: Record<string, unknown>): WechatPay => {
    const api = async () => ({ returnCode: 'SUCCESS', resultCode: 'SUCCESS', ...answer, errCode: 0 });
    const apis = {
      unifiedOrder: api,
      queryOrder: api,
      closeOrder: api,
      refund: api,
      queryRefund: api,
      downloadBill: api,
    };
    return new WechatPay(apis, () => 'env');
  };
  const refusal = (errCodeDes: string) => pay({ resultCode: 'FAIL', errCodeDes });
  const paid = {
    tradeState: 'SUCCESS',
    transactionId: '4200',
    totalFee: '12',
    openid: 'provider',
    subOpenid: 'payer',
    timeEnd: '20261121120000',
  };
  const paidAt = Date.UTC(2026, 10, 21, 4);

  test.each<[string, Record<string, unknown>, unknown]>([
    ['paid', paid, { state: 'paid', transactionId: '4200', fen: 12, openid: 'payer', paidAt }],
    ['paid, to an account without a service provider', { ...paid, subOpenid: undefined }, { openid: 'provider' }],
    ['refunded', { ...paid, tradeState: 'REFUND' }, { state: 'paid' }],
    ['being entered', { tradeState: 'USERPAYING' }, { state: 'notPaid' }],
    ['revoked', { tradeState: 'REVOKED' }, { state: 'closed' }],
  ])('an order that is %s', async (_, answer, expected) => {
    expect(await pay(answer).query('o', '1')).toMatchObject(expected as object);
  });

  test.each<[string, WechatPay]>([
    ['no answer', pay({ returnCode: 'FAIL', returnMsg: '签名失败' })],
    ['an unknown state', pay({ tradeState: 'NEW' })],
    ['a payment without a number', pay({ ...paid, transactionId: undefined })],
    ['a payment without a time', pay({ ...paid, timeEnd: '' })],
    ['an amount that is none', pay({ ...paid, totalFee: '1.5' })],
    ['a refusal for another reason', refusal('系统错误')],
    ['a merchant that does not exist', refusal('商户号不存在')],
  ])('%s is thrown, never taken for an unpaid order', async (_, provider) => {
    await expect(provider.query('o', '1')).rejects.toThrow();
  });

  test.each(['订单不存在', '此交易订单号不存在', 'order not exist'])('%s: nothing was begun', async (reason) => {
    expect(await refusal(reason).query('o', '1')).toEqual({ state: 'missing' });
  });

  test.each<[string, Record<string, unknown>, unknown]>([
    ['PROCESSING', {}, { state: 'processing' }],
    ['SUCCESS', { refundSuccessTime_0: '2026-11-21 12:00:00' }, { state: 'done', doneAt: paidAt }],
    ['REFUNDCLOSE', {}, { state: 'failed' }],
    ['CHANGE', {}, { state: 'failed' }],
  ])('a refund in %s', async (status, more, expected) => {
    expect(await pay({ refundStatus_0: status, ...more }).queryRefund('r', '1')).toMatchObject(expected as object);
  });
});

test('times of payments are Shanghai’s', () => {
  const at = Date.UTC(2026, 10, 21, 16, 5, 9);
  expect(payTime(at)).toBe('20261122000509');
  expect([payTime(at), '2026-11-22 00:05:09', 'soon', '', undefined].map(parsePayTime)).toEqual([
    at,
    at,
    undefined,
    undefined,
    undefined,
  ]);
});

test('a title is cut between characters', () => {
  expect(['菜菜', 'a菜', '🍅菜', ''].map((title) => fitBytes(title, 4))).toEqual(['菜', 'a菜', '🍅', '']);
});

test('ids are 16 letters and digits, and no two are the same', () => {
  const made = Array.from({ length: 2000 }, () => secureIds.make());
  expect(made.every((id) => /^[0-9A-Za-z]{16}$/.test(id))).toBe(true);
  expect(new Set(made).size).toBe(made.length);
  expect(secureIds.bytes(5)).toHaveLength(5);
});

test.each([[NaN], [Infinity], [1n], [() => 1], [new Date(0)], [new Map()], [{ a: [{ b: NaN }] }], [undefined]])(
  'case %#: what would come back changed is not stored',
  (value) => {
    expect(() => storable(value)).toThrow(TypeError);
  },
);
