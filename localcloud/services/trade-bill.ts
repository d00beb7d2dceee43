import { billText, billTime, isReady, yuan } from './bill-text';
import { APP_ID, MCH_ID, type PayAnswer } from './pay-common';
import { feeOf, feeReturned, RATE_TEXT } from './pay-fees';
import type { PayOrder, PayRecords, PayRefund } from './pay-records';
import type { BillFault } from './sandbox-settings';

const COLUMNS = [
  '交易时间',
  '公众账号ID',
  '商户号',
  '特约商户号',
  '设备号',
  '微信订单号',
  '商户订单号',
  '用户标识',
  '交易类型',
  '交易状态',
  '付款银行',
  '货币种类',
  '应结订单金额',
  '代金券金额',
  '微信退款单号',
  '商户退款单号',
  '退款金额',
  '充值券退款金额',
  '退款类型',
  '退款状态',
  '商品名称',
  '商户数据包',
  '手续费',
  '费率',
  '订单金额',
  '申请退款金额',
  '费率备注',
];
const TOTALS = [
  '总交易单数',
  '应结订单总金额',
  '退款总金额',
  '充值券退款总金额',
  '手续费总金额',
  '订单总金额',
  '申请退款总金额',
];

/** What happened in one row, in fen. */
interface Entry {
  order: PayOrder;
  refund?: PayRefund;
  paid: number;
  refunded: number;
  /** Negative: given back. */
  fee: number;
}

function row({ order, refund, paid, refunded, fee }: Entry): string[] {
  return [
    // A refund is dated when it was accepted, not when the money was back.
    billTime(refund?.createdAt ?? order.paidAt ?? 0),
    APP_ID,
    MCH_ID,
    order.subMchId,
    '',
    order.transactionId ?? '',
    order.outTradeNo,
    order.openid,
    'JSAPI',
    refund ? 'REFUND' : 'SUCCESS',
    'OTHERS',
    'CNY',
    yuan(paid),
    '0.00',
    refund?.refundId ?? '0',
    refund?.outRefundNo ?? '0',
    yuan(refunded),
    '0.00',
    refund ? 'ORIGINAL' : '',
    refund ? 'SUCCESS' : '',
    order.body,
    order.attach ?? '',
    `${yuan(fee)}000`,
    RATE_TEXT,
    yuan(paid),
    yuan(refunded),
    '',
  ];
}

/** The order's refunds that were accepted before this one, in fen. */
function refundedBefore(records: PayRecords, order: PayOrder, outRefundNo: string): number {
  const earlier = order.refunds.slice(0, Math.max(order.refunds.indexOf(outRefundNo), 0));
  return earlier.reduce((sum, number) => sum + (records.refund(number)?.refundFee ?? 0), 0);
}

function entryOf(records: PayRecords, kind: 'pay' | 'refund', number: string): Entry | undefined {
  const refund = kind === 'refund' ? records.refund(number) : undefined;
  const order = records.order(refund?.outTradeNo ?? number);
  if (!order?.paidAt || (kind === 'refund' && !refund)) return undefined;
  if (!refund) return { order, paid: order.totalFee, refunded: 0, fee: feeOf(order.totalFee) };
  const before = refundedBefore(records, order, refund.outRefundNo);
  const returned = feeReturned(order.totalFee, before, refund.refundFee);
  return { order, refund, paid: 0, refunded: refund.refundFee, fee: -returned };
}

function withFault(entries: Entry[], fault: BillFault | null): Entry[] {
  const isMeant = ({ order, refund }: Entry): boolean => (refund?.outRefundNo ?? order.outTradeNo) === fault?.number;
  if (fault?.change === 'drop') return entries.filter((entry) => !isMeant(entry));
  return entries.map((entry) => {
    if (!isMeant(entry)) return entry;
    return entry.refund ? { ...entry, refunded: entry.refunded + 1 } : { ...entry, paid: entry.paid + 1 };
  });
}

const sum = (entries: readonly Entry[], of: (entry: Entry) => number): string =>
  yuan(entries.reduce((total, entry) => total + of(entry), 0));

/** What was asked for with downloadBill. */
interface Asked {
  /** Shanghai's, `yyyyMMdd`. */
  day: string;
  /** Empty: all merchants'. */
  subMchId: string;
}

/** The trade bill of a day; the provider's answer of refusal when there is none (yet). */
export function tradeBill(
  records: PayRecords,
  { day, subMchId }: Asked,
  now: number,
  fault: BillFault | null,
): PayAnswer | string {
  if (!/^\d{8}$/.test(day)) return { return_code: 'FAIL', return_msg: 'invalid bill_date', error_code: '20001' };
  const known = isReady(day, now) ? records.day(day) : [];
  const entries = withFault(
    known
      .flatMap(({ kind, number }) => entryOf(records, kind, number) ?? [])
      .filter(({ order }) => subMchId === '' || order.subMchId === subMchId),
    fault,
  );
  if (entries.length === 0) return { return_code: 'FAIL', return_msg: 'No Bill Exist', error_code: '20002' };
  const paid = sum(entries, (entry) => entry.paid);
  const refunded = sum(entries, (entry) => entry.refunded);
  const fees = sum(entries, (entry) => entry.fee);
  const totals = [String(entries.length), paid, refunded, '0.00', `${fees}000`, paid, refunded];
  // The provider's file begins with a byte order mark.
  return `\uFEFF${billText(COLUMNS, entries.map(row), TOTALS, totals)}`;
}
