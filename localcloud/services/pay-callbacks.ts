import { payTime } from '../runner/shanghai-time';
import type { Caller } from '../runner/runner';
import type { OwedCallback, PayOrder, PayRecords, PayRefund } from './pay-records';
import { APP_ID, MCH_ID, nonce } from './pay-common';

/** Real milliseconds before each further try; after the last one the provider gives up. */
const RETRY_DELAYS_MS = [1_000, 4_000, 15_000, 60_000, 300_000];

type Invoke = (name: string, event: unknown, caller: Caller) => Promise<unknown>;

/** Tells functions what happened to their money, until they answer `{ errcode: 0 }`. */
export class PayCallbacks {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private closed = false;

  constructor(
    private readonly records: PayRecords,
    private readonly invoke: Invoke,
    private readonly log: (line: string) => void,
  ) {}

  /** Delivers what an earlier run still owed. */
  resume(): void {
    for (const callback of this.records.owed()) this.deliver(callback, 0);
  }

  /** Owes the callback from now on, and delivers it `deliveries` times at once after `delayMs` real milliseconds. */
  owe(callback: OwedCallback, delayMs: number, deliveries = 1): void {
    this.records.owe(callback);
    for (let index = 0; index < deliveries; index += 1) this.deliver(callback, delayMs);
  }

  private deliver(callback: OwedCallback, delayMs: number, attempt = 0): void {
    if (this.closed) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      const delivery = this.attempt(callback, attempt).finally(() => this.running.delete(delivery));
      this.running.add(delivery);
    }, delayMs);
    timer.unref();
    this.timers.add(timer);
  }

  private async attempt(callback: OwedCallback, attempt: number): Promise<void> {
    const message = this.message(callback);
    if (!message) return this.records.settle(callback);
    const problem = await this.invoke(message.functionName, message.event, { source: 'wx_paycallback' }).then(
      (result) => (isAccepted(result) ? undefined : `answered ${JSON.stringify(result)} instead of { errcode: 0 }`),
      (error: unknown) => String(error),
    );
    if (problem === undefined) return this.records.settle(callback);
    this.log(`pay: ${callback.kind} callback of ${callback.number}: ${message.functionName} ${problem}`);
    const delay = RETRY_DELAYS_MS[attempt];
    if (delay === undefined) this.records.settle(callback);
    else this.deliver(callback, delay, attempt + 1);
  }

  private message({ kind, number }: OwedCallback): { functionName: string; event: unknown } | undefined {
    const refund = kind === 'refund' ? this.records.refund(number) : undefined;
    const order = this.records.order(refund?.outTradeNo ?? number);
    const event =
      kind === 'refund'
        ? order && refund && refundEvent(order, refund)
        : order?.paidAt && paymentEvent(order, order.paidAt);
    const functionName = (refund ?? order)?.functionName;
    return event && functionName ? { functionName, event } : undefined;
  }

  /** Sends nothing more and waits for what is on its way; the rest is owed to the next run. */
  async close(): Promise<void> {
    this.closed = true;
    this.timers.forEach((timer) => clearTimeout(timer));
    await Promise.all(this.running);
  }
}

function isAccepted(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'errcode' in result && result.errcode === 0;
}

function paymentEvent(order: PayOrder, paidAt: number): Record<string, unknown> {
  return {
    returnCode: 'SUCCESS',
    resultCode: 'SUCCESS',
    appid: APP_ID,
    mchId: MCH_ID,
    subMchId: order.subMchId,
    nonceStr: nonce(),
    openid: order.openid,
    subOpenid: order.openid,
    isSubscribe: 'N',
    subIsSubscribe: 'N',
    tradeType: 'JSAPI',
    bankType: 'OTHERS',
    feeType: 'CNY',
    totalFee: order.totalFee,
    cashFee: order.totalFee,
    outTradeNo: order.outTradeNo,
    transactionId: order.transactionId,
    attach: order.attach,
    timeEnd: payTime(paidAt),
  };
}

function refundEvent(order: PayOrder, refund: PayRefund): Record<string, unknown> {
  return {
    returnCode: 'SUCCESS',
    appid: APP_ID,
    mchId: MCH_ID,
    subMchId: order.subMchId,
    nonceStr: nonce(),
    outTradeNo: order.outTradeNo,
    transactionId: order.transactionId,
    outRefundNo: refund.outRefundNo,
    refundId: refund.refundId,
    totalFee: order.totalFee,
    settlementTotalFee: order.totalFee,
    refundFee: refund.refundFee,
    settlementRefundFee: refund.refundFee,
    refundStatus: 'SUCCESS',
    successTime: payTime(refund.settlesAt),
    refundRecvAccout: '支付用户零钱',
    refundAccount: 'REFUND_SOURCE_UNSETTLED_FUNDS',
    refundRequestSource: 'API',
  };
}
