import type { BillRow } from '../usecases/ports';
import { type BillLine, checkTotal, readBill, sumOf } from './wechat-pay-bill-text';
import { parsePayTime } from './wechat-pay-time';

function timeIn(row: BillLine, column: string): number {
  const at = parsePayTime(row.text(column));
  if (at === undefined) throw new Error(`a bill with a ${column} of ${row.text(column)}`);
  return at;
}

/** A total of the trade bill, and the column that sums to it. Bills of some merchants lack the last two. */
const TRADE_TOTALS: readonly [total: string, column: string, always: boolean][] = [
  ['应结订单总金额', '应结订单金额', true],
  ['退款总金额', '退款金额', true],
  ['手续费总金额', '手续费', true],
  ['订单总金额', '订单金额', false],
  ['申请退款总金额', '申请退款金额', false],
];

function tradeRow(row: BillLine): BillRow {
  const state = row.text('交易状态');
  const at = timeIn(row, '交易时间');
  // What is given back of the fee is written with a minus.
  const feeFen = Math.abs(row.hundredths('手续费'));
  switch (state) {
    case 'SUCCESS':
      return { kind: 'pay', number: row.text('商户订单号'), fen: row.hundredths('应结订单金额'), feeFen, at };
    case 'REFUND':
      return { kind: 'refund', number: row.text('商户退款单号'), fen: row.hundredths('退款金额'), feeFen, at };
    default:
      throw new Error(`a trade bill with a row of state ${state}`);
  }
}

/** The payments and refunds in a merchant's trade bill of type ALL. Throws when it is not whole, or another merchant's. */
export function readTradeBill(bill: string, subMchId: string): BillRow[] {
  const { rows, totals } = readBill(bill, '总交易单数', ['商品名称', '商户数据包']);
  const stranger = rows.find((row) => row.text('特约商户号') !== subMchId);
  if (stranger) throw new Error(`a trade bill with a row of merchant ${stranger.text('特约商户号')}, not ${subMchId}`);
  checkTotal(totals, '总交易单数', rows.length * 100);
  for (const [total, column, always] of TRADE_TOTALS) {
    if (always || totals.has(total)) checkTotal(totals, total, sumOf(rows, column));
  }
  return rows.map(tradeRow);
}

const INCOME = '收入';
const EXPENSE = '支出';
const isTransfer = (row: BillLine): boolean =>
  ['业务名称', '业务类型'].some((column) => row.text(column).includes('转账'));

/**
 * The payouts in a fund flow bill, of all that moved on the account. Money that came back is negative: where the
 * provider books a transfer before it is confirmed, the two rows of one that was not cancel each other.
 */
export function readFundFlowBill(bill: string): BillRow[] {
  const { rows, totals } = readBill(bill, '资金流水总笔数', ['备注']);
  const of = (direction: string): BillLine[] => rows.filter((row) => row.text('收支类型') === direction);
  const [income, expense] = [of(INCOME), of(EXPENSE)];
  if (income.length + expense.length !== rows.length) throw new Error('a fund flow bill with a row of no direction');
  checkTotal(totals, '资金流水总笔数', rows.length * 100);
  checkTotal(totals, '收入笔数', income.length * 100);
  checkTotal(totals, '收入金额', sumOf(income, '收支金额(元)'));
  checkTotal(totals, '支出笔数', expense.length * 100);
  checkTotal(totals, '支出金额', sumOf(expense, '收支金额(元)'));
  return rows.filter(isTransfer).map((row) => ({
    kind: 'transfer',
    number: row.text('业务凭证号'),
    fen: row.text('收支类型') === EXPENSE ? row.hundredths('收支金额(元)') : -row.hundredths('收支金额(元)'),
    feeFen: 0,
    at: timeIn(row, '记账时间'),
  }));
}
