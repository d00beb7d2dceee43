import type { Engine } from '../engine/types';

export type TransferState =
  'PROCESSING' | 'WAIT_USER_CONFIRM' | 'TRANSFERING' | 'SUCCESS' | 'FAIL' | 'CANCELING' | 'CANCELLED';

/** One payout at the provider. Amount in fen, instants in milliseconds of the cloud's clock. */
export interface TransferBill {
  outBillNo: string;
  transferBillNo: string;
  openid: string;
  fen: number;
  remark: string;
  /** What else was said of it, as it came: the same number again must say the same. */
  content: string;
  packageInfo: string;
  createdAt: number;
  state: TransferState;
  updatedAt: number;
  /** What a state on the way turns into, and when. */
  next?: { state: 'SUCCESS' | 'CANCELLED'; at: number };
  failReason?: string;
}

const DAYS = 'pay:transfers:';

/** The provider's payouts in the engine's settings: each write is durable when it returns. */
export class TransferRecords {
  constructor(private readonly settings: Pick<Engine, 'getSetting' | 'setSetting'>) {}

  private read<T>(key: string): T | undefined {
    return (this.settings.getSetting(key) as T | null | undefined) ?? undefined;
  }

  bill(outBillNo: string): TransferBill | undefined {
    return this.read(`pay:transfer:${outBillNo}`);
  }

  /** The number of the transfer that a client was given this package for. */
  numberOf(packageInfo: string): string | undefined {
    return this.read(`pay:package:${packageInfo}`);
  }

  save(bill: TransferBill): void {
    this.settings.setSetting(`pay:package:${bill.packageInfo}`, bill.outBillNo);
    this.settings.setSetting(`pay:transfer:${bill.outBillNo}`, bill);
  }

  /** Numbers of what was paid out on a Shanghai day, `yyyyMMdd`, in order. */
  day(day: string): string[] {
    return this.read(DAYS + day) ?? [];
  }

  addToDay(day: string, outBillNo: string): void {
    const numbers = this.day(day);
    if (!numbers.includes(outBillNo)) this.settings.setSetting(DAYS + day, [...numbers, outBillNo]);
  }
}
