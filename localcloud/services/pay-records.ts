import type { Engine } from '../engine/types';

export type TradeState = 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND' | 'PAYERROR';

/** One order at the payment provider. Amounts in fen, instants in milliseconds of the cloud's clock. */
export interface PayOrder {
  outTradeNo: string;
  openid: string;
  subMchId: string;
  body: string;
  attach?: string;
  totalFee: number;
  functionName?: string;
  prepayId: string;
  createdAt: number;
  /** After it the order can no longer be paid. */
  expiresAt?: number;
  state: TradeState;
  transactionId?: string;
  paidAt?: number;
  refunds: string[];
}

/** One refund of an order. */
export interface PayRefund {
  outRefundNo: string;
  outTradeNo: string;
  refundId: string;
  /** Fen. */
  refundFee: number;
  functionName?: string;
  createdAt: number;
  /** The money is back from here on. */
  settlesAt: number;
}

/** A callback still owed to a function. */
export interface OwedCallback {
  kind: 'payment' | 'refund';
  /** The order's or the refund's number. */
  number: string;
}

const OWED = 'pay:owed';
const DAYS = 'pay:day:';

/** The provider's books in the engine's settings: each write is durable when it returns. */
export class PayRecords {
  constructor(private readonly settings: Pick<Engine, 'getSetting' | 'setSetting'>) {}

  private read<T>(key: string): T | undefined {
    return (this.settings.getSetting(key) as T | null | undefined) ?? undefined;
  }

  order(outTradeNo: string): PayOrder | undefined {
    return this.read(`pay:bill:${outTradeNo}`);
  }

  orderByTransaction(transactionId: string): PayOrder | undefined {
    const outTradeNo = this.read<string>(`pay:transaction:${transactionId}`);
    return outTradeNo === undefined ? undefined : this.order(outTradeNo);
  }

  orderByPrepay(prepayId: string): PayOrder | undefined {
    const outTradeNo = this.read<string>(`pay:prepay:${prepayId}`);
    return outTradeNo === undefined ? undefined : this.order(outTradeNo);
  }

  saveOrder(order: PayOrder): void {
    this.settings.setSetting(`pay:prepay:${order.prepayId}`, order.outTradeNo);
    if (order.transactionId) this.settings.setSetting(`pay:transaction:${order.transactionId}`, order.outTradeNo);
    this.settings.setSetting(`pay:bill:${order.outTradeNo}`, order);
  }

  refund(outRefundNo: string): PayRefund | undefined {
    return this.read(`pay:refund:${outRefundNo}`);
  }

  saveRefund(refund: PayRefund): void {
    this.settings.setSetting(`pay:refund:${refund.outRefundNo}`, refund);
  }

  /** What was paid (`pay`) or paid back (`refund`) on a Shanghai day, `yyyyMMdd`, in order. */
  day(day: string): { kind: 'pay' | 'refund'; number: string }[] {
    return this.read(DAYS + day) ?? [];
  }

  addToDay(day: string, kind: 'pay' | 'refund', number: string): void {
    const entries = this.day(day);
    if (entries.some((entry) => entry.kind === kind && entry.number === number)) return;
    this.settings.setSetting(DAYS + day, [...entries, { kind, number }]);
  }

  owed(): OwedCallback[] {
    return this.read(OWED) ?? [];
  }

  owe(callback: OwedCallback): void {
    this.settings.setSetting(OWED, [...this.owed().filter((other) => !same(other, callback)), callback]);
  }

  settle(callback: OwedCallback): void {
    this.settings.setSetting(
      OWED,
      this.owed().filter((other) => !same(other, callback)),
    );
  }
}

const same = (a: OwedCallback, b: OwedCallback): boolean => a.kind === b.kind && a.number === b.number;
