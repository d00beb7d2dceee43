import type { Day } from '../../src/contract/time';
import { endOfDay, HOUR_MS } from '../../src/contract/time';
import type { BillRow, Clock } from '../usecases/ports';
import type { ApiAnswer, ApiArguments } from './sdk';
import { type PayApi, type PayApiFields, PayApiRefusal } from './wechat-pay-api';
import { readFundFlowBill, readTradeBill } from './wechat-pay-bill-rows';

/** Bills are made from nine o'clock on; one that is not there at ten will not come: nothing moved on that day. */
const READY_AFTER_MS = 10 * HOUR_MS;

type DownloadBill = (args: ApiArguments) => Promise<ApiAnswer>;
/** A part of a day's bill: its rows, `none` where the provider has no bill, `creating` while it makes it. */
type Part = BillRow[] | 'none' | 'creating';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The provider's daily bills: payments and refunds by cloudPay, payouts by the API v3. */
export class WechatBills {
  constructor(
    private readonly downloadBill: DownloadBill,
    private readonly api: () => PayApi,
    private readonly clock: Clock,
    private readonly paysOut: boolean,
  ) {}

  async bill(day: Day, subMchId: string): Promise<BillRow[] | 'notReady'> {
    const sinceEnd = this.clock.now() - endOfDay(day);
    if (sinceEnd < 0) return 'notReady';
    const rows: BillRow[] = [];
    for (const part of [await this.trades(day, subMchId), await this.transfers(day)]) {
      if (part === 'creating' || (part === 'none' && sinceEnd < READY_AFTER_MS)) return 'notReady';
      if (part !== 'none') rows.push(...part);
    }
    return rows;
  }

  private async trades(day: Day, subMchId: string): Promise<Part> {
    const answer = await this.downloadBill({ billDate: day.replaceAll('-', ''), billType: 'ALL', subMchId });
    const data = text(answer.data);
    if (data !== '') return readTradeBill(data, subMchId);
    const message = text(answer.returnMsg);
    if (/no bill exist/i.test(message)) return 'none';
    if (/bill creating/i.test(message)) return 'creating';
    throw new Error(`downloadBill: ${message || 'no answer'}`);
  }

  private async transfers(day: Day): Promise<Part> {
    // Payments and refunds are reconciled without an API v3, too.
    if (!this.paysOut) return 'none';
    let file: PayApiFields;
    try {
      file = await this.api().get(`/v3/bill/fundflowbill?bill_date=${day}&account_type=OPERATION`);
    } catch (error) {
      if (error instanceof PayApiRefusal && error.code === 'NO_STATEMENT_EXIST') return 'none';
      if (error instanceof PayApiRefusal && error.code === 'STATEMENT_CREATING') return 'creating';
      throw error;
    }
    if (file.hash_type !== 'SHA1') throw new Error('a fund flow bill with a hash of another kind than SHA1');
    const bill = await this.api().download(text(file.download_url), text(file.hash_value));
    return readFundFlowBill(bill.toString());
  }
}
