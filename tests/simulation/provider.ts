import { DAY_MS, dayOf, endOfDay, HOUR_MS, type Day, type Instant } from '../../src/contract/time';
import type {
  BillRow,
  Payments,
  PaymentStatus,
  RefundStatus,
  TransferStatus,
} from '../../cloudfunctions/usecases/ports';
import type { Random } from './world/random';

/** One payment at the provider, as its own books have it. Amounts in fen. */
export interface ProviderPayment {
  orderId: string;
  subMchId: string;
  openid: string;
  fen: number;
  state: 'notPaid' | 'paid' | 'closed';
  createdAt: Instant;
  expiresAt: Instant;
  paidAt: Instant | null;
}
export interface ProviderRefund {
  refundNo: string;
  orderId: string;
  subMchId: string;
  fen: number;
  doneAt: Instant;
}
export interface ProviderTransfer {
  billNo: string;
  openid: string;
  fen: number;
  createdAt: Instant;
  state: 'waitingConfirm' | 'paid' | 'closed';
  endedAt: Instant | null;
}

/** What the provider owes a report about; it may come late, twice or never. */
export interface Report {
  kind: 'payment' | 'refund';
  number: string;
  subMchId: string;
}

/** The provider did not answer; whether it did what it was asked is not known. */
export class ProviderSilent extends Error {
  override name = 'ProviderSilent';
}

const CLOSE_AFTER_MS = 5 * 60_000;
const REFUND_MS = 30_000;
const CONFIRM_MS = DAY_MS;
const BILL_READY_MS = 10 * HOUR_MS;

/** The payment provider in memory: the same promises as WeChat Pay, and its own books to be compared with ours. */
export class Provider implements Payments {
  readonly payments = new Map<string, ProviderPayment>();
  readonly refunds = new Map<string, ProviderRefund>();
  readonly transfers = new Map<string, ProviderTransfer>();
  readonly reports: Report[] = [];
  /** How often, of 1000 calls, no answer comes; half of them did what was asked. */
  silencePerMille = 0;

  constructor(
    private readonly now: () => Instant,
    private readonly random: Random,
    private readonly step: (label: string) => Promise<void> = () => Promise.resolve(),
  ) {}

  private async call<Result>(label: string, effect: () => Result): Promise<Result> {
    await this.step(label);
    const silent = this.random.integer(1000) < this.silencePerMille;
    if (silent && this.random.chance(0.5)) throw new ProviderSilent(`${label}: not done`);
    const result = effect();
    if (silent) throw new ProviderSilent(`${label}: done`);
    return result;
  }

  begin(order: Parameters<Payments['begin']>[0]): ReturnType<Payments['begin']> {
    const { orderId, subMchId, openid, fen, expiresAt } = order;
    return this.call(`begin ${orderId}`, () => {
      if (fen <= 0) throw new Error(`${orderId} costs nothing`);
      const known = this.payments.get(orderId);
      if (known && (known.fen !== fen || known.openid !== openid)) throw new Error(`${orderId} was begun differently`);
      if (!known)
        this.payments.set(orderId, {
          orderId,
          subMchId,
          openid,
          fen,
          state: 'notPaid',
          createdAt: this.now(),
          expiresAt,
          paidAt: null,
        });
      return { timeStamp: '', nonceStr: '', package: orderId, signType: 'MD5', paySign: '' };
    });
  }

  /** The shopper pays; false: the order can't be paid any more. */
  pay(orderId: string): boolean {
    const payment = this.payments.get(orderId);
    if (payment?.state !== 'notPaid' || this.now() >= payment.expiresAt + HOUR_MS) return false;
    this.payments.set(orderId, { ...payment, state: 'paid', paidAt: this.now() });
    this.reports.push({ kind: 'payment', number: orderId, subMchId: payment.subMchId });
    return true;
  }

  query(orderId: string, subMchId: string): Promise<PaymentStatus> {
    return this.call(`query ${orderId}`, () => {
      const payment = this.payments.get(orderId);
      if (payment?.subMchId !== subMchId) return { state: 'missing' };
      if (payment.state !== 'paid' || payment.paidAt === null)
        return { state: payment.state === 'closed' ? 'closed' : 'notPaid' };
      const { fen, openid, paidAt } = payment;
      return { state: 'paid', transactionId: `tx${orderId}`, fen, openid, paidAt };
    });
  }

  close(orderId: string): Promise<void> {
    return this.call(`close ${orderId}`, () => {
      const payment = this.payments.get(orderId);
      if (payment?.state !== 'notPaid') return;
      if (this.now() - payment.createdAt < CLOSE_AFTER_MS) throw new Error(`${orderId} is too young to be closed`);
      this.payments.set(orderId, { ...payment, state: 'closed' });
    });
  }

  refund(refund: Parameters<Payments['refund']>[0]): Promise<RefundStatus> {
    const { refundNo, orderId, subMchId, fen } = refund;
    return this.call(`refund ${refundNo}`, () => {
      const known = this.refunds.get(refundNo);
      if (known && known.fen !== fen) throw new Error(`${refundNo} was sent with another amount`);
      const payment = this.payments.get(orderId);
      if (payment?.state !== 'paid') throw new Error(`${orderId} was not paid`);
      const before = [...this.refunds.values()].filter((each) => each.orderId === orderId);
      const sum = before.reduce((total, each) => total + each.fen, 0);
      if (!known && sum + fen > payment.fen) throw new Error(`${orderId} would give back more than was paid`);
      if (!known) {
        this.refunds.set(refundNo, { refundNo, orderId, subMchId, fen, doneAt: this.now() + REFUND_MS });
        this.reports.push({ kind: 'refund', number: refundNo, subMchId });
      }
      return { state: 'processing' };
    });
  }

  queryRefund(refundNo: string): Promise<RefundStatus> {
    return this.call(`queryRefund ${refundNo}`, () => {
      const refund = this.refunds.get(refundNo);
      if (!refund) return { state: 'missing' };
      return refund.doneAt <= this.now() ? { state: 'done', doneAt: refund.doneAt } : { state: 'processing' };
    });
  }

  transfer(transfer: Parameters<Payments['transfer']>[0]): Promise<TransferStatus> {
    const { billNo, openid, fen } = transfer;
    return this.call(`transfer ${billNo}`, () => {
      const known = this.transfers.get(billNo);
      if (known && (known.fen !== fen || known.openid !== openid)) throw new Error(`${billNo} was sent differently`);
      if (!known)
        this.transfers.set(billNo, {
          billNo,
          openid,
          fen,
          createdAt: this.now(),
          state: 'waitingConfirm',
          endedAt: null,
        });
      return this.transferStatus(billNo);
    });
  }

  queryTransfer(billNo: string): Promise<TransferStatus> {
    return this.call(`queryTransfer ${billNo}`, () => this.transferStatus(billNo));
  }

  cancelTransfer(billNo: string): Promise<void> {
    return this.call(`cancelTransfer ${billNo}`, () => {
      const transfer = this.expired(billNo);
      if (transfer?.state === 'waitingConfirm')
        this.transfers.set(billNo, { ...transfer, state: 'closed', endedAt: this.now() });
    });
  }

  transferParams(pack: string): ReturnType<Payments['transferParams']> {
    return { mchId: '1', appId: 'wx', package: pack };
  }

  /** The payee confirms, or it fails; false: there is nothing to confirm. */
  endTransfer(billNo: string, state: 'paid' | 'closed'): boolean {
    const transfer = this.expired(billNo);
    if (transfer?.state !== 'waitingConfirm') return false;
    this.transfers.set(billNo, { ...transfer, state, endedAt: this.now() });
    return true;
  }

  private expired(billNo: string): ProviderTransfer | undefined {
    const transfer = this.transfers.get(billNo);
    if (transfer?.state === 'waitingConfirm' && this.now() >= transfer.createdAt + CONFIRM_MS) {
      const closed = { ...transfer, state: 'closed', endedAt: transfer.createdAt + CONFIRM_MS } as const;
      this.transfers.set(billNo, closed);
      return closed;
    }
    return transfer;
  }

  private transferStatus(billNo: string): TransferStatus {
    const transfer = this.expired(billNo);
    switch (transfer?.state) {
      case undefined:
        return { state: 'missing' };
      case 'waitingConfirm':
        return { state: 'waitingConfirm', package: billNo };
      case 'paid':
        return { state: 'paid', doneAt: transfer?.endedAt ?? 0 };
      case 'closed':
        return {
          state: 'closed',
          reason: 'closed',
          expired: (transfer?.endedAt ?? 0) >= (transfer?.createdAt ?? 0) + CONFIRM_MS,
        };
    }
  }

  bill(day: Day, subMchId: string): Promise<BillRow[] | 'notReady'> {
    return this.call(`bill ${day}`, () => {
      if (this.now() < endOfDay(day) + BILL_READY_MS) return 'notReady';
      const rows: BillRow[] = [];
      const add = (kind: BillRow['kind'], number: string, fen: number, at: Instant | null) => {
        if (at !== null && dayOf(at) === day) rows.push({ kind, number, fen, feeFen: 0, at });
      };
      for (const each of this.payments.values())
        if (each.subMchId === subMchId) add('pay', each.orderId, each.fen, each.paidAt);
      for (const each of this.refunds.values())
        if (each.subMchId === subMchId && each.doneAt <= this.now())
          add('refund', each.refundNo, each.fen, each.doneAt);
      for (const each of this.transfers.values())
        if (each.state === 'paid') add('transfer', each.billNo, each.fen, each.endedAt);
      return rows;
    });
  }
}
