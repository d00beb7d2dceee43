import { readFundFlowBill, readTradeBill } from '../../cloudfunctions/adapters/wechat-pay-bill-rows';
import { hundredthsOf } from '../../cloudfunctions/adapters/wechat-pay-bill-text';

const AT = Date.UTC(2026, 10, 21, 4);
const CELLS = {
  交易时间: '2026-11-21 12:00:00',
  公众账号ID: 'wx1',
  商户号: '1800008281',
  特约商户号: '1900',
  设备号: '',
  微信订单号: '42000',
  商户订单号: 'o1',
  用户标识: 'ann',
  交易类型: 'JSAPI',
  交易状态: 'SUCCESS',
  付款银行: 'OTHERS',
  货币种类: 'CNY',
  应结订单金额: '12.34',
  代金券金额: '0.00',
  微信退款单号: '0',
  商户退款单号: '0',
  退款金额: '0.00',
  充值券退款金额: '0.00',
  退款类型: '',
  退款状态: '',
  商品名称: '番茄',
  商户数据包: '',
  手续费: '0.07000',
  费率: '0.60%',
  订单金额: '12.34',
  申请退款金额: '0.00',
  费率备注: '',
};
const REFUND = {
  交易状态: 'REFUND',
  应结订单金额: '0.00',
  商户退款单号: 'r1',
  退款金额: '2.00',
  手续费: '-0.01000',
  订单金额: '0.00',
  申请退款金额: '2.00',
};
const TOTALS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
type Cells = Partial<typeof CELLS>;

const row = (change: Cells = {}): string =>
  Object.values({ ...CELLS, ...change })
    .map((cell) => `\`${cell}`)
    .join(',');
const bill = (rows: string[], totals: string, headings = Object.keys(CELLS).join(',')): string =>
  [headings, ...rows, TOTALS, totals, ''].join('\r\n');
const ONE = '`1,`12.34,`0.00,`0.00,`0.07000,`12.34,`0.00';
const BOTH = '`2,`12.34,`2.00,`0.00,`0.06000,`12.34,`2.00';
const paid = { kind: 'pay', number: 'o1', fen: 1234, feeFen: 7, at: AT };
const refunded = { kind: 'refund', number: 'r1', fen: 200, feeFen: 1, at: AT };

test.each<[string, number]>([
  ['0', 0],
  ['0.00000', 0],
  ['-0.00', 0],
  ['12.34', 1234],
  ['12.3', 1230],
  ['12.', 1200],
  ['-0.06000', -6],
  ['20.0', 2000],
  ['0.29', 29],
  ['4.35', 435],
  ['90071992547409.91', Number.MAX_SAFE_INTEGER],
])('%s is %i hundredths', (text, expected) => {
  expect(hundredthsOf(text)).toBe(expected);
});

test.each(['', '.5', '1,000.00', '1.005', '0.00001', '1e2', '+1', ' 1', '90071992547409.92', '12.34元'])(
  '%j is no amount',
  (text) => {
    expect(() => hundredthsOf(text)).toThrow('amount');
  },
);

test.each<[string, string, unknown[]]>([
  ['a payment', bill([row()], ONE), [paid]],
  ['a payment and its refund', bill([row(), row(REFUND)], BOTH), [paid, refunded]],
  ['with a byte order mark', `\uFEFF${bill([row()], ONE)}`, [paid]],
  ['with line feeds only', bill([row()], ONE).replaceAll('\r', ''), [paid]],
  ['with nothing in it', bill([], '`0,`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00'), []],
  ['of goods with commas', bill([row({ 商品名称: '番茄,黄瓜,3 斤' })], ONE), [paid]],
  ['of goods with a comma and a backquote', bill([row({ 商品名称: 'a,`b', 商户数据包: ',`' })], ONE), [paid]],
  ['of goods that break the line', bill([row({ 商品名称: '番茄\n黄瓜,\r\n梨' })], ONE), [paid]],
])('a trade bill %s', (_, text, expected) => {
  expect(readTradeBill(text, '1900')).toEqual(expected);
});

test('a trade bill of the older form has no amounts of orders', () => {
  const older = (line: string): string => line.split(',').slice(0, -3).join(',');
  const text = bill(
    [row(), row(REFUND)].map(older),
    '`2,`12.34,`2.00,`0.00,`0.06000',
    older(Object.keys(CELLS).join(',')),
  );
  const totals = TOTALS.split(',').slice(0, 5).join(',');
  expect(readTradeBill(text.replace(TOTALS, totals), '1900')).toEqual([paid, refunded]);
});

test.each<[string, string, string]>([
  ['a row too few', bill([row()], BOTH), '总交易单数'],
  ['another sum of payments', bill([row()], ONE.replace('12.34', '12.35')), '应结订单总金额'],
  ['another sum of refunds', bill([row(), row(REFUND)], BOTH.replace('2.00', '2.01')), '退款总金额'],
  ['another sum of fees', bill([row()], ONE.replace('0.07000', '0.06000')), '手续费总金额'],
  ['another sum of orders', bill([row()], ONE.replace(/12\.34,`0\.00$/, '12.33,`0.00')), '订单总金额'],
  ['another sum of refunds asked for', bill([row()], ONE.replace(/`0\.00$/, '`0.01')), '申请退款总金额'],
  ['no totals', Object.keys(CELLS).join(','), 'without its totals'],
  ['totals cut off', bill([row()], ''), 'without its totals'],
  ['more behind its totals', `${bill([row()], ONE)}${row()}`, 'without its totals'],
  ['a row that is too short', bill(['`2026-11-21 12:00:00,`wx1'], ONE), 'cells'],
  ['an amount that is none', bill([row({ 应结订单金额: '12.345' })], ONE), 'amount'],
  ['a fee of half a fen', bill([row({ 手续费: '0.07500' })], ONE), 'amount'],
  ['a time that is none', bill([row({ 交易时间: 'noon' })], ONE), '交易时间'],
  ['an unknown state', bill([row({ 交易状态: 'REVOKED' })], ONE), 'REVOKED'],
  ['another merchant’s row', bill([row({ 特约商户号: '1901' })], ONE), '1901'],
  ['a column too few', bill([row()], ONE, Object.keys(CELLS).join(',').replace('手续费,', '')), ''],
  ['a column of another name', bill([row()], ONE, Object.keys(CELLS).join(',').replace('手续费', '费用')), '手续费'],
  ['nothing at all', '', 'without its totals'],
])('a trade bill with %s throws', (_, text, reason) => {
  expect(() => readTradeBill(text, '1900')).toThrow(reason);
});

describe('a fund flow bill', () => {
  const COLUMNS =
    '记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),资金变更提交申请人,备注,业务凭证号';
  const TOTALS = '资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额';
  const flow = (name: string, direction: string, amount: string, number: string, remark = '佣金'): string =>
    ['2026-11-21 12:00:00', '1', '2', name, name, direction, amount, '9.00', 'API', remark, number]
      .map((cell) => `\`${cell}`)
      .join(',');
  const bill = (rows: string[], totals: string): string => [COLUMNS, ...rows, TOTALS, totals].join('\n');

  test('holds the payouts; what came back is negative; what else moved is left out', () => {
    const text = bill(
      [
        flow('商家转账', '支出', '12.34', 'W1'),
        flow('商家转账', '支出', '1.00', 'W2', '佣金,`奖励'),
        flow('商家转账', '收入', '1.00', 'W2'),
        flow('充值', '收入', '100.00', 'C1'),
      ],
      '`4.0,`2.0,`101.00,`2.0,`13.34',
    );
    expect(readFundFlowBill(text)).toEqual([
      { kind: 'transfer', number: 'W1', fen: 1234, feeFen: 0, at: AT },
      { kind: 'transfer', number: 'W2', fen: 100, feeFen: 0, at: AT },
      { kind: 'transfer', number: 'W2', fen: -100, feeFen: 0, at: AT },
    ]);
  });

  test.each<[string, string, string]>([
    ['a row too few', '`2.0,`0.0,`0.00,`1.0,`1.00', '资金流水总笔数'],
    ['another sum', '`1.0,`0.0,`0.00,`1.0,`1.01', '支出金额'],
    ['another number of expenses', '`1.0,`0.0,`0.00,`0.0,`1.00', '支出笔数'],
    ['another number of incomes', '`1.0,`1.0,`0.00,`1.0,`1.00', '收入笔数'],
    ['another sum of incomes', '`1.0,`0.0,`0.01,`1.0,`1.00', '收入金额'],
  ])('with %s throws', (_, totals, reason) => {
    expect(() => readFundFlowBill(bill([flow('商家转账', '支出', '1.00', 'W1')], totals))).toThrow(reason);
  });

  test('with a row of no direction throws', () => {
    const text = bill([flow('商家转账', '冻结', '1.00', 'W1')], '`1.0,`0.0,`0.00,`0.0,`0.00');
    expect(() => readFundFlowBill(text)).toThrow('direction');
  });
});
