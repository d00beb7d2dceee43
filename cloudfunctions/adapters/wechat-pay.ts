import { randomBytes } from 'node:crypto';
import type { Instant } from '../../src/contract/time';
import type { PaymentStatus, Payments, RefundStatus } from '../usecases/ports';
import type { ApiAnswer, ApiArguments, Sdk } from './sdk';
import { sdk } from './sdk';

/** The function that WeChat Pay tells about payments and refunds. */
const CALLBACK_FUNCTION = 'callback';
const MAX_TITLE_BYTES = 128;
const MAX_REASON_BYTES = 80;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

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

/** `yyyyMMddHHmmss` on a Shanghai wall clock, as WeChat Pay reads times. */
export function payTime(at: Instant): string {
  return new Date(at + SHANGHAI_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14);
}

/** The instant of `20261121120000` or `2026-11-21 12:00:00`, Shanghai; undefined when it is none. */
export function parsePayTime(value: unknown): Instant | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text(value).replace(/[^\d]/g, ''));
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [number, ...number[]];
  return Date.UTC(year, month! - 1, day, hour, minute, second) - SHANGHAI_OFFSET_MS;
}

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

/** WeChat Pay through the cloud environment's own service (cloudPay). */
export class WechatPay implements Payments {
  constructor(
    private readonly pay: Sdk['cloudPay'] = sdk.cloudPay,
    private readonly envId: () => string = () => text(sdk.getWXContext().ENV),
  ) {}

  /** Throws PayRefusal when the provider refuses, another error when it did not answer. */
  private async call(name: keyof Sdk['cloudPay'], args: ApiArguments): Promise<ApiAnswer> {
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
