import { DAY_MS, payTime } from '../runner/shanghai-time';
import { APP_ID, MCH_ID, type PayAnswer } from './pay-common';
import type { PayOrder, PayRecords, PayRefund } from './pay-records';

/** The provider has a day's bill ready at nine the next morning. */
const READY_AFTER_MS = 9 * 3_600_000;

const COLUMNS = [
  '交易时间',
  '公众账号ID',
  '商户号',
  '特约商户号',
  '微信订单号',
  '商户订单号',
  '用户标识',
  '交易类型',
  '交易状态',
  '货币种类',
  '应结订单金额',
  '微信退款单号',
  '商户退款单号',
  '退款金额',
  '退款状态',
  '商品名称',
];

const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

function readable(instant: number): string {
  const t = payTime(instant);
  return `${t.slice(0, 4)}-${t.slice(4, 6)}-${t.slice(6, 8)} ${t.slice(8, 10)}:${t.slice(10, 12)}:${t.slice(12)}`;
}

function row(order: PayOrder, refund?: PayRefund): string {
  return [
    readable(refund?.settlesAt ?? order.paidAt ?? 0),
    APP_ID,
    MCH_ID,
    order.subMchId,
    order.transactionId ?? '',
    order.outTradeNo,
    order.openid,
    'JSAPI',
    refund ? 'REFUND' : 'SUCCESS',
    'CNY',
    yuan(refund ? 0 : order.totalFee),
    refund?.refundId ?? '0',
    refund?.outRefundNo ?? '0',
    yuan(refund?.refundFee ?? 0),
    refund ? 'SUCCESS' : '',
    order.body,
  ]
    .map((cell) => `\`${cell.replaceAll(',', ' ')}`)
    .join(',');
}

/**
 * The trade bill of a Shanghai day (`yyyyMMdd`) as comma-separated text, each cell led by a backquote like the
 * provider's; the provider's answer of refusal when there is none (yet).
 */
export function tradeBill(records: PayRecords, day: string, now: number): PayAnswer | string {
  if (!/^\d{8}$/.test(day)) return { return_code: 'FAIL', return_msg: 'invalid bill_date', error_code: '20001' };
  const newestReady = payTime(now - DAY_MS - READY_AFTER_MS).slice(0, 8);
  const entries = day <= newestReady ? records.day(day) : [];
  const rows: string[] = [];
  let received = 0;
  let returned = 0;
  for (const { kind, number } of entries) {
    const refund = kind === 'refund' ? records.refund(number) : undefined;
    const order = records.order(refund?.outTradeNo ?? number);
    if (!order?.paidAt || (kind === 'refund' && !refund)) continue;
    rows.push(row(order, refund));
    if (refund) returned += refund.refundFee;
    else received += order.totalFee;
  }
  if (rows.length === 0) return { return_code: 'FAIL', return_msg: 'No Bill Exist', error_code: '20002' };
  const totals = `\`${rows.length},\`${yuan(received)},\`${yuan(returned)}`;
  return [COLUMNS.join(','), ...rows, '总交易单数,应结订单总金额,退款总金额', totals, ''].join('\r\n');
}
