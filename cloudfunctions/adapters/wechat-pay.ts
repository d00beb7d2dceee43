import { randomBytes } from 'node:crypto';
import type { Day, Instant } from '../../src/contract/time';
import type { BillRow, Clock, PaymentStatus, Payments, RefundStatus, TransferStatus } from '../usecases/ports';
import type { ApiAnswer, ApiArguments, Sdk } from './sdk';
import { sdk } from './sdk';
import { systemClock } from './system-clock';
import { PayApi } from './wechat-pay-api';
import { WechatBills } from './wechat-pay-bills';
import { paysOut, readPaySettings } from './wechat-pay-settings';
import { parsePayTime, payTime } from './wechat-pay-time';
import { WechatTransfers } from './wechat-pay-transfers';

/** The function that WeChat Pay tells about payments and refunds. */
const CALLBACK_FUNCTION = 'callback';
const MAX_TITLE_BYTES = 128;
const MAX_REASON_BYTES = 80;

/**
 * What WeChat Pay says when it refuses. The SDK writes its own `errCode: 0` over the provider's `err_code`, so that a
 * refusal is told from its description.
 */
const NO_SUCH_ORDER = /ORDERNOTEXIST|订单号?不存在|order\s*not\s*exist/i;
const NO_SUCH_REFUND = /REFUNDNOTEXIST|退款(订单|单号?)?(不存在|查询失败)|refund\s*not\s*exist/i;
const ORDER_PAID = /ORDERPAID|订单已支付|order\s*paid/i;
const ORDER_CLOSED = /ORDERCLOSED|订单已关闭|order\s*closed/i;

/** WeChat Pay refused; the message says why in its own words. */
class PayRefusal extends Error {
  override name = 'PayRefusal';
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** The longest beginning of whole characters that fits into so many bytes of UTF-8. */
export function fitBytes(value: string, most: number): string {
  let fitting = '';
  for (const character of value) {
    if (Buffer.byteLength(fitting + character) > most) break;
    fitting += character;
  }
  return fitting;
}

function required(answer: ApiAnswer, field: string): string {
  const value = text(answer[field]);
  if (value === '') throw new Error(`WeChat Pay answered without ${field}`);
  return value;
}

function requiredTime(answer: ApiAnswer, field: string): Instant {
  const at = parsePayTime(answer[field]);
  if (at === undefined) throw new Error(`WeChat Pay answered without ${field}`);
  return at;
}

function requiredFen(answer: ApiAnswer, field: string): number {
  const amount = Number(required(answer, field));
  if (!Number.isSafeInteger(amount)) throw new Error(`WeChat Pay answered with a ${field} that is no amount of fen`);
  return amount;
}

/**
 * WeChat Pay: payments, refunds and their bill through the cloud environment's own service (cloudPay), which knows no
 * payouts; those through the API v3.
 */
export class WechatPay implements Payments {
  private readonly transfers: WechatTransfers;
  private readonly bills: WechatBills;
  private madeApi: PayApi | undefined;

  constructor(
    private readonly pay: Sdk['cloudPay'] = sdk.cloudPay,
    private readonly envId: () => string = () => text(sdk.getWXContext().ENV),
    private readonly env: Readonly<Record<string, string | undefined>> = process.env,
    private readonly clock: Clock = systemClock,
  ) {
    const api = (): PayApi => (this.madeApi ??= new PayApi(readPaySettings(this.env), this.clock));
    this.transfers = new WechatTransfers(api);
    this.bills = new WechatBills((args) => this.pay.downloadBill(args), api, clock, paysOut(env));
  }

  transfer(transfer: Parameters<Payments['transfer']>[0]): Promise<TransferStatus> {
    return this.transfers.transfer(transfer);
  }

  queryTransfer(billNo: string): Promise<TransferStatus> {
    return this.transfers.query(billNo);
  }

  cancelTransfer(billNo: string): Promise<void> {
    return this.transfers.cancel(billNo);
  }

  transferParams(pack: string): ReturnType<Payments['transferParams']> {
    return this.transfers.params(pack);
  }

  bill(day: Day, subMchId: string): Promise<BillRow[] | 'notReady'> {
    return this.bills.bill(day, subMchId);
  }

  /** Throws PayRefusal when the provider refuses, another error when it did not answer. */
  private async call(name: Exclude<keyof Sdk['cloudPay'], 'downloadBill'>, args: ApiArguments): Promise<ApiAnswer> {
    const answer = await this.pay[name]({ ...args, nonceStr: randomBytes(16).toString('hex') });
    if (answer.returnCode !== 'SUCCESS') throw new Error(`${name}: ${text(answer.returnMsg) || 'no answer'}`);
    if (answer.resultCode !== 'SUCCESS')
      throw new PayRefusal(`${name}: ${text(answer.errCodeDes) || 'no reason given'}`);
    return answer;
  }

  async begin(order: Parameters<Payments['begin']>[0]): ReturnType<Payments['begin']> {
    const answer = await this.call('unifiedOrder', {
      body: fitBytes(order.title, MAX_TITLE_BYTES),
      outTradeNo: order.orderId,
      spbillCreateIp: '127.0.0.1',
      subMchId: order.subMchId,
      totalFee: order.fen,
      envId: this.envId(),
      functionName: CALLBACK_FUNCTION,
      tradeType: 'JSAPI',
      openid: order.openid,
      timeExpire: payTime(order.expiresAt),
    });
    const payment = answer.payment as ApiAnswer | undefined;
    if (!payment) throw new Error('WeChat Pay answered without payment');
    return {
      timeStamp: required(payment, 'timeStamp'),
      nonceStr: required(payment, 'nonceStr'),
      package: required(payment, 'package'),
      signType: required(payment, 'signType'),
      paySign: required(payment, 'paySign'),
    };
  }

  async query(orderId: string, subMchId: string): Promise<PaymentStatus> {
    let answer: ApiAnswer;
    try {
      answer = await this.call('queryOrder', { subMchId, outTradeNo: orderId });
    } catch (error) {
      if (error instanceof PayRefusal && NO_SUCH_ORDER.test(error.message)) return { state: 'missing' };
      throw error;
    }
    const state = text(answer.tradeState);
    switch (state) {
      // A refunded order is a paid one, too: what was refunded is asked by its own number.
      case 'SUCCESS':
      case 'REFUND':
        return {
          state: 'paid',
          transactionId: required(answer, 'transactionId'),
          fen: requiredFen(answer, 'totalFee'),
          // The payer as this mini-program knows them; `openid` is the payer towards the service provider.
          openid: text(answer.subOpenid) || required(answer, 'openid'),
          paidAt: requiredTime(answer, 'timeEnd'),
        };
      // A failed or half-entered payment can still be made.
      case 'NOTPAY':
      case 'USERPAYING':
      case 'PAYERROR':
        return { state: 'notPaid' };
      case 'CLOSED':
      case 'REVOKED':
        return { state: 'closed' };
      default:
        throw new Error(`queryOrder: unknown state ${state}`);
    }
  }

  /** WeChat Pay refuses to close an order in its first 5 minutes: then this throws. */
  async close(orderId: string, subMchId: string): Promise<void> {
    try {
      await this.call('closeOrder', { subMchId, outTradeNo: orderId });
    } catch (error) {
      const isOver =
        error instanceof PayRefusal &&
        [NO_SUCH_ORDER, ORDER_PAID, ORDER_CLOSED].some((over) => over.test(error.message));
      if (!isOver) throw error;
    }
  }

  /** A refusal is thrown as well: none says for certain that the same number will not be accepted later. */
  async refund(refund: Parameters<Payments['refund']>[0]): Promise<RefundStatus> {
    await this.call('refund', {
      subMchId: refund.subMchId,
      outTradeNo: refund.orderId,
      outRefundNo: refund.refundNo,
      totalFee: refund.totalFen,
      refundFee: refund.fen,
      refundDesc: fitBytes(refund.reason, MAX_REASON_BYTES),
      envId: this.envId(),
      functionName: CALLBACK_FUNCTION,
    });
    return { state: 'processing' };
  }

  async queryRefund(refundNo: string, subMchId: string): Promise<RefundStatus> {
    let answer: ApiAnswer;
    try {
      answer = await this.call('queryRefund', { subMchId, outRefundNo: refundNo });
    } catch (error) {
      if (error instanceof PayRefusal && NO_SUCH_REFUND.test(error.message)) return { state: 'missing' };
      throw error;
    }
    const state = text(answer.refundStatus_0);
    switch (state) {
      case 'SUCCESS':
        return { state: 'done', doneAt: requiredTime(answer, 'refundSuccessTime_0') };
      case 'PROCESSING':
        return { state: 'processing' };
      case 'REFUNDCLOSE':
        return { state: 'failed', reason: '退款已关闭' };
      case 'CHANGE':
        return { state: 'failed', reason: '退款异常：付款账户收不到退款' };
      default:
        throw new Error(`queryRefund: unknown state ${state}`);
    }
  }
}
