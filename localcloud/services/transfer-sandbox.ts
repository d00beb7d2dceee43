import { randomBytes, randomInt } from 'node:crypto';
import type { Clock } from '../runner/clock';
import { DAY_MS, payTime } from '../runner/shanghai-time';
import { ApiV3Error } from './api-v3-error';
import { APP_ID } from './pay-common';
import type { SandboxSettings } from './sandbox-settings';
import type { TransferBill, TransferRecords, TransferState } from './transfer-records';

type Args = Record<string, unknown>;

/** What the payee does with the confirmation: takes the money, or cannot have it (an account that is frozen). */
export type TransferOutcome = 'confirmed' | 'failed';

/** Who does not confirm within this time is not paid. */
const CONFIRM_MS = DAY_MS;
/** A cancelled transfer is on its way back for this long; milliseconds of the cloud's clock. */
const CANCEL_MS = 500;
const MIN_FEN = 10;
/** From here on the provider wants the payee's real name, which this project never knows. */
const NAMED_FEN = 200_000;
const COMMISSION_SCENE = '1005';
const COMMISSION_TYPES = ['岗位类型', '报酬说明'];

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const length = (value: string): number => Array.from(value).length;
const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('');

/** A scene's report: for commissions exactly the two types that the provider prescribes. */
function isReport(value: unknown, scene: string): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  const infos = value as Args[];
  const isFilled = infos.every(({ info_type: type, info_content: content }) => {
    return text(type) !== '' && length(text(content)) >= 1 && length(text(content)) <= 32;
  });
  const types = infos.map((info) => text(info.info_type));
  const isComplete = scene !== COMMISSION_SCENE || COMMISSION_TYPES.every((type) => types.includes(type));
  return isFilled && isComplete && (scene !== COMMISSION_SCENE || types.length === COMMISSION_TYPES.length);
}

/** 商家转账 with a payee who acts through `act`. */
export class TransferSandbox {
  constructor(
    private readonly records: TransferRecords,
    private readonly sandbox: SandboxSettings,
    private readonly clock: Clock,
  ) {}

  /** POST transfer-bills. Throws an ApiV3Error when the provider refuses. */
  create(args: Args): Args {
    const outBillNo = text(args.out_bill_no);
    this.validate(args, outBillNo);
    const content = JSON.stringify([
      args.appid,
      args.transfer_scene_id,
      args.openid,
      args.transfer_amount,
      args.transfer_remark,
      args.transfer_scene_report_infos,
    ]);
    const known = this.current(outBillNo);
    if (known && known.content !== content) {
      throw new ApiV3Error(400, 'INVALID_REQUEST', '单号已存在但信息不一致，请查单后比较确认');
    }
    return this.created(known ?? this.make(args, outBillNo, content));
  }

  private validate(args: Args, outBillNo: string): void {
    const fen = args.transfer_amount;
    const scene = text(args.transfer_scene_id);
    const remark = length(text(args.transfer_remark));
    const checks: [problem: string, valid: boolean][] = [
      ['appid 与商户号不匹配', args.appid === APP_ID],
      ['out_bill_no 只能由数字、大小写字母组成', /^[0-9A-Za-z]{1,32}$/.test(outBillNo)],
      ['缺少 transfer_scene_id', scene !== ''],
      ['缺少 openid', text(args.openid) !== ''],
      ['transfer_amount 不是金额', Number.isSafeInteger(fen)],
      ['transfer_remark 应为 1 到 32 个字符', remark >= 1 && remark <= 32],
      ['未传入完整且对应的转账场景报备信息', isReport(args.transfer_scene_report_infos, scene)],
      ['转账金额大于等于2000元时，收款用户姓名必填', Number(fen) < NAMED_FEN || text(args.user_name) !== ''],
    ];
    const problem = checks.find(([, valid]) => !valid)?.[0];
    if (problem) throw new ApiV3Error(400, 'PARAM_ERROR', problem);
    if (Number(fen) < MIN_FEN) {
      throw new ApiV3Error(400, 'INVALID_REQUEST', '超过单笔转账上下限，核实产品设置是否准确');
    }
  }

  private make(args: Args, outBillNo: string, content: string): TransferBill {
    const now = this.clock.now();
    const bill: TransferBill = {
      outBillNo,
      transferBillNo: `1330${payTime(now)}${digits(16)}`,
      openid: text(args.openid),
      fen: Number(args.transfer_amount),
      remark: text(args.transfer_remark),
      content,
      packageInfo: randomBytes(48).toString('base64'),
      createdAt: now,
      state: this.sandbox.get().transferAccountEmpty ? 'PROCESSING' : 'WAIT_USER_CONFIRM',
      updatedAt: now,
    };
    this.records.save(bill);
    return bill;
  }

  private created(bill: TransferBill): Args {
    return {
      out_bill_no: bill.outBillNo,
      transfer_bill_no: bill.transferBillNo,
      create_time: readable(bill.createdAt),
      state: bill.state,
      ...(bill.state === 'WAIT_USER_CONFIRM' ? { package_info: bill.packageInfo } : {}),
    };
  }

  /** The transfer with what time has done to it. */
  private current(outBillNo: string): TransferBill | undefined {
    const bill = this.records.bill(outBillNo);
    if (!bill) return undefined;
    const now = this.clock.now();
    if (bill.next && bill.next.at <= now) return { ...bill, state: bill.next.state, updatedAt: bill.next.at };
    const closesAt = bill.createdAt + CONFIRM_MS;
    const waits = bill.state === 'WAIT_USER_CONFIRM' || bill.state === 'PROCESSING';
    if (waits && closesAt <= now) return { ...bill, state: 'FAIL', failReason: 'OVERDUE_CLOSE', updatedAt: closesAt };
    if (bill.state !== 'PROCESSING' || this.sandbox.get().transferAccountEmpty) return bill;
    const funded: TransferBill = { ...bill, state: 'WAIT_USER_CONFIRM', updatedAt: now };
    this.records.save(funded);
    return funded;
  }

  private find(outBillNo: string): TransferBill {
    const bill = this.current(outBillNo);
    if (!bill) throw new ApiV3Error(404, 'NOT_FOUND', '记录不存在');
    return bill;
  }

  /** GET transfer-bills/out-bill-no/…: all but the package. */
  query(outBillNo: string, mchId: string): Args {
    const bill = this.find(outBillNo);
    return {
      mch_id: mchId,
      out_bill_no: bill.outBillNo,
      transfer_bill_no: bill.transferBillNo,
      appid: APP_ID,
      state: bill.state,
      transfer_amount: bill.fen,
      transfer_remark: bill.remark,
      ...(bill.state === 'FAIL' ? { fail_reason: bill.failReason } : {}),
      openid: bill.openid,
      create_time: readable(bill.createdAt),
      update_time: readable(bill.updatedAt),
    };
  }

  /** POST …/cancel: accepted while nobody confirmed, and done a moment later. */
  cancel(outBillNo: string): Args {
    const bill = this.find(outBillNo);
    const now = this.clock.now();
    switch (bill.state) {
      case 'PROCESSING':
      case 'WAIT_USER_CONFIRM':
        this.records.save({
          ...bill,
          state: 'CANCELING',
          updatedAt: now,
          next: { state: 'CANCELLED', at: now + CANCEL_MS },
        });
        break;
      case 'CANCELING':
      case 'CANCELLED':
        break;
      case 'TRANSFERING':
      case 'SUCCESS':
      case 'FAIL':
        throw new ApiV3Error(400, 'INVALID_REQUEST', '当前单据状态不支持撤销');
    }
    const { state, transferBillNo, updatedAt } = this.find(outBillNo);
    return {
      out_bill_no: outBillNo,
      transfer_bill_no: transferBillNo,
      state,
      update_time: readable(updatedAt),
    };
  }

  /** What WeChat's client shows of the transfer that it was given this package for. Throws an ApiV3Error NOT_FOUND. */
  sheet(packageInfo: string): { fen: number } {
    return { fen: this.find(this.records.numberOf(packageInfo) ?? '').fen };
  }

  /**
   * The payee acts on the transfer of this number, or of this package. The money arrives `delayMs` of the cloud's clock
   * later. Throws an ApiV3Error NOT_FOUND, or INVALID_REQUEST when there is nothing to confirm any more.
   */
  act(name: { billNo: string } | { package: string }, outcome: TransferOutcome, delayMs: number): TransferState {
    const bill = this.find('billNo' in name ? name.billNo : (this.records.numberOf(name.package) ?? ''));
    if (bill.state !== 'WAIT_USER_CONFIRM') {
      throw new ApiV3Error(400, 'INVALID_REQUEST', `单据状态为 ${bill.state}，不能确认收款`);
    }
    const now = this.clock.now();
    if (outcome === 'failed') {
      this.records.save({ ...bill, state: 'FAIL', failReason: 'ACCOUNT_FROZEN', updatedAt: now });
      return 'FAIL';
    }
    const doneAt = now + delayMs;
    // The day first: what it lists is in the bill only if it was paid; the other way round a payout could be left out.
    this.records.addToDay(payTime(doneAt).slice(0, 8), bill.outBillNo);
    this.records.save({
      ...bill,
      state: 'TRANSFERING',
      updatedAt: now,
      next: { state: 'SUCCESS', at: doneAt },
    });
    return this.find(bill.outBillNo).state;
  }
}

/** RFC 3339 on a Shanghai wall clock, whole seconds. */
function readable(instant: number): string {
  const t = payTime(instant);
  return `${t.slice(0, 4)}-${t.slice(4, 6)}-${t.slice(6, 8)}T${t.slice(8, 10)}:${t.slice(10, 12)}:${t.slice(12)}+08:00`;
}
