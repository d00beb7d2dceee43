import type { Payments, TransferStatus } from '../usecases/ports';
import { type PayApi, type PayApiFields, PayApiRefusal } from './wechat-pay-api';

const TRANSFERS = '/v3/fund-app/mch-transfer/transfer-bills';
/** WeChat Pay pays out 0.1 yuan at least. */
const MIN_FEN = 10;
const MAX_REMARK_CHARACTERS = 32;
const BILL_NO = /^[0-9A-Za-z]{1,32}$/;

/** The payee did not confirm in time. */
const OVERDUE = 'OVERDUE_CLOSE';

/** What WeChat Pay says of the commonest reasons; its other words are shown as they are. */
const REASONS: Record<string, string> = {
  [OVERDUE]: '超过 24 小时没有确认收款',
  ACCOUNT_FROZEN: '收款账户被冻结',
  ACCOUNT_NOT_EXIST: '收款账户不存在',
  OPENID_INVALID: '收款人不存在',
  REAL_NAME_CHECK_FAIL: '收款人没有实名认证',
  TRANSFER_RISK: '微信支付认为有风险',
};

interface Transfer {
  billNo: string;
  openid: string;
  fen: number;
  remark: string;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const billPath = (billNo: string): string => `${TRANSFERS}/out-bill-no/${billNo}`;

function closedBecause(failReason: unknown): TransferStatus {
  const reason = text(failReason);
  const known = Object.hasOwn(REASONS, reason) ? REASONS[reason] : undefined;
  return {
    state: 'closed',
    reason: known ?? (reason || '微信支付没有说明原因'),
    expired: reason === OVERDUE,
  };
}

function doneAt(fields: PayApiFields): number {
  const at = Date.parse(text(fields.update_time));
  if (Number.isNaN(at)) throw new Error('WeChat Pay answered without update_time');
  return at;
}

/** Payouts by 商家转账, of which the payee confirms each. */
export class WechatTransfers {
  /** `api` is made when it is first needed: a deployment without payouts still takes payments. */
  constructor(private readonly api: () => PayApi) {}

  async transfer({ billNo, openid, fen, remark }: Transfer): Promise<TransferStatus> {
    if (!BILL_NO.test(billNo)) throw new Error(`${billNo} is no number of a transfer: 1 to 32 letters and digits`);
    if (!Number.isSafeInteger(fen) || fen < MIN_FEN) throw new Error(`a transfer of ${fen} fen: at least ${MIN_FEN}`);
    const { appId, scene, sceneInfos } = this.api().settings;
    const answer = await this.api().post(TRANSFERS, {
      appid: appId,
      out_bill_no: billNo,
      transfer_scene_id: scene,
      openid,
      transfer_amount: fen,
      transfer_remark: Array.from(remark).slice(0, MAX_REMARK_CHARACTERS).join(''),
      transfer_scene_report_infos: sceneInfos,
    });
    if (answer.out_bill_no !== billNo) throw new Error('WeChat Pay answered about another transfer');
    const state = text(answer.state);
    if (state === 'WAIT_USER_CONFIRM') return { state: 'waitingConfirm', package: this.packageOf(answer) };
    // Only a query tells when and why: the answer to a number used before says no more than its state.
    if (state === 'SUCCESS' || state === 'FAIL' || state === 'CANCELLED') return this.query(billNo);
    return this.undecided(state);
  }

  async query(billNo: string): Promise<TransferStatus> {
    let bill: PayApiFields;
    try {
      bill = await this.api().get(billPath(billNo));
    } catch (error) {
      if (error instanceof PayApiRefusal && error.code === 'NOT_FOUND') return { state: 'missing' };
      throw error;
    }
    if (bill.out_bill_no !== billNo) throw new Error('WeChat Pay answered about another transfer');
    const state = text(bill.state);
    switch (state) {
      case 'SUCCESS':
        return { state: 'paid', doneAt: doneAt(bill) };
      case 'FAIL':
        return closedBecause(bill.fail_reason);
      case 'CANCELLED':
        return { state: 'closed', reason: '已撤销', expired: false };
      case 'WAIT_USER_CONFIRM':
        return this.askAgain(billNo, bill);
      default:
        return this.undecided(state);
    }
  }

  /**
   * A query leaves the package out: it is answered only to the transfer itself, asked for once more with the same
   * content. The number is known to be taken, so that nothing new can come of it.
   */
  private askAgain(billNo: string, bill: PayApiFields): Promise<TransferStatus> {
    const fen = Number(bill.transfer_amount);
    return this.transfer({ billNo, openid: text(bill.openid), fen, remark: text(bill.transfer_remark) });
  }

  /** What became of it is for a query to tell: a transfer that is over refuses to be cancelled, and one cancelled takes a while. */
  async cancel(billNo: string): Promise<void> {
    try {
      await this.api().post(`${billPath(billNo)}/cancel`);
    } catch (error) {
      const isAnswer = error instanceof PayApiRefusal && ['NOT_FOUND', 'INVALID_REQUEST'].includes(error.code);
      if (!isAnswer) throw error;
    }
  }

  params(pack: string): ReturnType<Payments['transferParams']> {
    const { mchId, appId } = this.api().settings;
    return { mchId, appId, package: pack };
  }

  private packageOf(answer: PayApiFields): string {
    const pack = text(answer.package_info);
    if (pack === '') throw new Error('WeChat Pay answered without package_info');
    return pack;
  }

  private undecided(state: string): TransferStatus {
    switch (state) {
      // PROCESSING lasts for as long as the paying account holds too little.
      case 'ACCEPTED':
      case 'PROCESSING':
      case 'TRANSFERING':
      case 'CANCELING':
        return { state: 'processing' };
      default:
        throw new Error(`a transfer of unknown state ${state}`);
    }
  }
}
