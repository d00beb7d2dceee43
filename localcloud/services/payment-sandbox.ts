import { randomInt } from 'node:crypto';
import type { Clock } from '../runner/clock';
import { parsePayTime, payTime } from '../runner/shanghai-time';
import { nonce, type PayAnswer, PayError, sign, success, APP_ID } from './pay-common';
import type { PayCallbacks } from './pay-callbacks';
import type { PayOrder, PayRecords, PayRefund, TradeState } from './pay-records';
import type { SandboxSettings } from './sandbox-settings';
import { tradeBill } from './trade-bill';

type Args = Record<string, unknown>;

/** What the shopper does with the payment sheet; `late` confirms it whatever became of the order meanwhile. */
export type PayOutcome = 'paid' | 'cancelled' | 'failed' | 'late';

/** The provider takes no order to close before it is this old. */
const CLOSE_AFTER_MS = 5 * 60_000;
/** A refund is under way for this long before the money is back; milliseconds of the cloud's clock. */
const REFUND_MS = 500;
const MAX_BODY_BYTES = 128;

const STATE_TEXT: Record<TradeState, string> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  CLOSED: '订单已关闭',
  REFUND: '订单发生过退款',
  PAYERROR: '支付失败',
};

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const isFen = (value: unknown): value is number => Number.isInteger(value) && Number(value) > 0;
const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');

/** WeChat Pay as cloudPay shows it, with a shopper who acts through `pay`. */
export class PaymentSandbox {
  private readonly apis: Record<string, (args: Args, openid: string) => PayAnswer | string> = {
    unifiedOrder: (args, openid) => this.unifiedOrder(args, openid),
    queryOrder: (args) => this.queryOrder(args),
    closeOrder: (args) => this.closeOrder(args),
    refund: (args) => this.refund(args),
    queryRefund: (args) => this.queryRefund(args),
    downloadBill: (args) => this.downloadBill(args),
  };

  constructor(
    private readonly records: PayRecords,
    private readonly callbacks: PayCallbacks,
    private readonly clock: Clock,
    private readonly sandbox: SandboxSettings,
  ) {}

  /** Performs one API. `openid` is the person for whom the calling function runs. A refusal is an answer, too. */
  call(name: string, args: Args, openid: string): PayAnswer | string {
    const api = Object.hasOwn(this.apis, name) ? this.apis[name] : undefined;
    if (!api) return { return_code: 'FAIL', return_msg: `the local cloud has no cloudPay.${name}` };
    try {
      return api(args, openid);
    } catch (error) {
      if (error instanceof PayError) return error.answer();
      throw error;
    }
  }

  /** The order with what time has done to it. */
  private current(order: PayOrder | undefined): PayOrder | undefined {
    const isOver = order?.state === 'NOTPAY' && order.expiresAt !== undefined && order.expiresAt <= this.clock.now();
    return order && isOver ? { ...order, state: 'CLOSED' } : order;
  }

  private find(args: Args): PayOrder {
    const order = args.transaction_id
      ? this.records.orderByTransaction(text(args.transaction_id))
      : this.current(this.records.order(text(args.out_trade_no)));
    if (!order) throw new PayError('ORDERNOTEXIST', '订单不存在');
    return order;
  }

  private unifiedOrder(args: Args, caller: string): PayAnswer {
    const outTradeNo = text(args.out_trade_no);
    const openid = text(args.sub_openid) || text(args.openid) || caller;
    const expiresAt = args.time_expire === undefined ? undefined : parsePayTime(text(args.time_expire));
    const body = text(args.body);
    const checks: [field: string, valid: boolean][] = [
      ['out_trade_no', /^[\w-]{1,32}$/.test(outTradeNo)],
      ['total_fee', isFen(args.total_fee)],
      ['body', body !== '' && Buffer.byteLength(body) <= MAX_BODY_BYTES],
      ['sub_mch_id', text(args.sub_mch_id) !== ''],
      ['spbill_create_ip', text(args.spbill_create_ip) !== ''],
      ['openid', openid !== ''],
      ['time_expire', args.time_expire === undefined || expiresAt !== undefined],
    ];
    const problem = checks.find(([, valid]) => !valid)?.[0];
    if (problem) throw new PayError('PARAM_ERROR', `参数错误：${problem}`);
    const known = this.current(this.records.order(outTradeNo));
    if (known) return this.repeatedOrder(known, args.total_fee as number, openid);
    const order: PayOrder = {
      outTradeNo,
      openid,
      subMchId: text(args.sub_mch_id),
      body,
      attach: text(args.attach) || undefined,
      totalFee: args.total_fee as number,
      functionName: text(args.function_name) || undefined,
      prepayId: `wx${payTime(this.clock.now())}${digits(20)}`,
      createdAt: this.clock.now(),
      expiresAt,
      state: 'NOTPAY',
      refunds: [],
    };
    this.records.saveOrder(order);
    return this.prepared(order);
  }

  private repeatedOrder(order: PayOrder, totalFee: number, openid: string): PayAnswer {
    if (order.state === 'CLOSED') throw new PayError('ORDERCLOSED', '订单已关闭');
    if (order.state === 'SUCCESS' || order.state === 'REFUND') throw new PayError('ORDERPAID', '该订单已支付');
    if (order.totalFee !== totalFee || order.openid !== openid) {
      throw new PayError('OUT_TRADE_NO_USED', '商户订单号重复');
    }
    return this.prepared(order);
  }

  private prepared(order: PayOrder): PayAnswer {
    const payment = {
      appId: APP_ID,
      timeStamp: String(Math.floor(this.clock.now() / 1000)),
      nonceStr: nonce(),
      package: `prepay_id=${order.prepayId}`,
      signType: 'MD5',
    };
    return success({
      sub_mch_id: order.subMchId,
      trade_type: 'JSAPI',
      prepay_id: order.prepayId,
      payment: { ...payment, paySign: sign(payment) },
    });
  }

  private queryOrder(args: Args): PayAnswer {
    const order = this.find(args);
    const paid = order.paidAt === undefined ? {} : this.paidFields(order, order.paidAt);
    return success({
      sub_mch_id: order.subMchId,
      out_trade_no: order.outTradeNo,
      attach: order.attach,
      total_fee: order.totalFee,
      trade_state: order.state,
      trade_state_desc: STATE_TEXT[order.state],
      ...paid,
    });
  }

  private paidFields(order: PayOrder, paidAt: number): PayAnswer {
    return {
      openid: order.openid,
      sub_openid: order.openid,
      is_subscribe: 'N',
      trade_type: 'JSAPI',
      bank_type: 'OTHERS',
      fee_type: 'CNY',
      cash_fee: order.totalFee,
      transaction_id: order.transactionId,
      time_end: payTime(paidAt),
    };
  }

  private closeOrder(args: Args): PayAnswer {
    const order = this.find(args);
    if (order.state === 'SUCCESS' || order.state === 'REFUND') throw new PayError('ORDERPAID', '订单已支付');
    if (order.state === 'CLOSED') throw new PayError('ORDERCLOSED', '订单已关闭');
    if (this.clock.now() - order.createdAt < CLOSE_AFTER_MS) {
      throw new PayError('SYSTEMERROR', '订单生成后不能马上调用关单接口，最短调用时间间隔为5分钟');
    }
    this.records.saveOrder({ ...order, state: 'CLOSED' });
    return success({ sub_mch_id: order.subMchId });
  }

  private refund(args: Args): PayAnswer {
    const order = this.find(args);
    const outRefundNo = text(args.out_refund_no);
    if (!/^[\w|*@-]{1,64}$/.test(outRefundNo)) throw new PayError('PARAM_ERROR', '参数错误：out_refund_no');
    if (!isFen(args.refund_fee)) throw new PayError('PARAM_ERROR', '参数错误：refund_fee');
    const known = this.records.refund(outRefundNo);
    if (known) {
      if (known.outTradeNo !== order.outTradeNo || known.refundFee !== args.refund_fee) {
        throw new PayError('REFUND_FEE_MISMATCH', '订单金额或退款金额与之前请求不一致，请核实后再试');
      }
      return this.refundAnswer(order, known);
    }
    if (order.paidAt === undefined) throw new PayError('TRADE_STATE_ERROR', '订单状态错误');
    if (args.total_fee !== order.totalFee) throw new PayError('PARAM_ERROR', '订单金额不一致：total_fee');
    if (this.refunded(order) + args.refund_fee > order.totalFee) {
      throw new PayError('INVALID_REQUEST', '累计退款金额大于支付金额');
    }
    return this.refundAnswer(order, this.beginRefund(order, outRefundNo, args.refund_fee, text(args.function_name)));
  }

  private refunded(order: PayOrder): number {
    return order.refunds.reduce((sum, number) => sum + (this.records.refund(number)?.refundFee ?? 0), 0);
  }

  private beginRefund(order: PayOrder, outRefundNo: string, refundFee: number, functionName: string): PayRefund {
    const now = this.clock.now();
    const refund: PayRefund = {
      outRefundNo,
      outTradeNo: order.outTradeNo,
      refundId: `5030${payTime(now)}${digits(10)}`,
      refundFee,
      functionName: functionName || undefined,
      createdAt: now,
      settlesAt: now + REFUND_MS,
    };
    if (functionName) this.callbacks.owe({ kind: 'refund', number: outRefundNo }, REFUND_MS);
    this.records.addToDay(payTime(refund.createdAt).slice(0, 8), 'refund', outRefundNo);
    // The order first: a refund it lists but that was never written counts nothing; the other way round money could go twice.
    this.records.saveOrder({ ...order, state: 'REFUND', refunds: [...new Set([...order.refunds, outRefundNo])] });
    this.records.saveRefund(refund);
    return refund;
  }

  private refundAnswer(order: PayOrder, refund: PayRefund): PayAnswer {
    return success({
      sub_mch_id: order.subMchId,
      transaction_id: order.transactionId,
      out_trade_no: order.outTradeNo,
      out_refund_no: refund.outRefundNo,
      refund_id: refund.refundId,
      refund_fee: refund.refundFee,
      total_fee: order.totalFee,
      cash_fee: order.totalFee,
      cash_refund_fee: refund.refundFee,
    });
  }

  private queryRefund(args: Args): PayAnswer {
    const asked = args.out_refund_no ? this.records.refund(text(args.out_refund_no)) : undefined;
    if (args.out_refund_no && !asked) throw new PayError('REFUNDNOTEXIST', '退款订单查询失败');
    const order = this.find(asked ? { out_trade_no: asked.outTradeNo } : args);
    const refunds = asked ? [asked] : order.refunds.flatMap((number) => this.records.refund(number) ?? []);
    if (refunds.length === 0) throw new PayError('REFUNDNOTEXIST', '退款订单查询失败');
    const fields: PayAnswer = {};
    refunds.forEach((refund, index) => {
      const settled = refund.settlesAt <= this.clock.now();
      fields[`out_refund_no_${index}`] = refund.outRefundNo;
      fields[`refund_id_${index}`] = refund.refundId;
      fields[`refund_fee_${index}`] = refund.refundFee;
      fields[`refund_status_${index}`] = settled ? 'SUCCESS' : 'PROCESSING';
      fields[`refund_channel_${index}`] = 'ORIGINAL';
      if (settled) fields[`refund_success_time_${index}`] = payTime(refund.settlesAt);
    });
    return success({
      sub_mch_id: order.subMchId,
      transaction_id: order.transactionId,
      out_trade_no: order.outTradeNo,
      total_fee: order.totalFee,
      cash_fee: order.totalFee,
      refund_count: refunds.length,
      refund_fee: refunds.reduce((sum, refund) => sum + refund.refundFee, 0),
      ...fields,
    });
  }

  private downloadBill(args: Args): PayAnswer | string {
    const asked = { day: text(args.bill_date), subMchId: text(args.sub_mch_id) };
    return tradeBill(this.records, asked, this.clock.now(), this.sandbox.get().billFault);
  }

  /** What WeChat's client shows of the order that it was given this package for. Throws a PayError ORDERNOTEXIST. */
  sheet(packageText: string): { orderId: string; payFen: number } {
    const order = this.records.orderByPrepay(packageText.replace(/^prepay_id=/, ''));
    if (!order) throw new PayError('ORDERNOTEXIST', '订单不存在');
    return { orderId: order.outTradeNo, payFen: order.totalFee };
  }

  /**
   * The shopper acts. Callbacks go out `deliveries` times, `delayMs` real milliseconds later.
   * Throws a PayError ORDERNOTEXIST, ORDERPAID or ORDERCLOSED.
   */
  pay(outTradeNo: string, outcome: PayOutcome, deliveries: number, delayMs: number): TradeState {
    const order = this.find({ out_trade_no: outTradeNo });
    if (order.paidAt !== undefined) throw new PayError('ORDERPAID', '该订单已支付');
    if (outcome === 'cancelled') return order.state;
    if (order.state === 'CLOSED' && outcome !== 'late') throw new PayError('ORDERCLOSED', '订单已关闭');
    if (outcome === 'failed') {
      this.records.saveOrder({ ...order, state: 'PAYERROR' });
      return 'PAYERROR';
    }
    const paidAt = this.clock.now();
    const transactionId = `42000${payTime(paidAt)}${digits(9)}`;
    // Owed before it is true: a process that dies in between drops the callback of an unpaid order when it comes back.
    if (order.functionName) this.callbacks.owe({ kind: 'payment', number: outTradeNo }, delayMs, deliveries);
    this.records.addToDay(payTime(paidAt).slice(0, 8), 'pay', outTradeNo);
    this.records.saveOrder({ ...order, state: 'SUCCESS', paidAt, transactionId });
    return 'SUCCESS';
  }
}
