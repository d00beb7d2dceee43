import type { InferOutput } from 'valibot';
import * as v from 'valibot';

/**
 * The closed list of expected failures, each with the sentence that the person reads. `{name}` is filled from the
 * error's data. Everything else that goes wrong is a broken invariant: it is logged and shown as `systemBusy`.
 */
export const ERRORS = {
  badRequest: '请求的内容不对：{reason}',
  unknownCall: '没有这个功能：{call}',
  signInFirst: '请在微信里打开，再试一次',
  forbidden: '这件事你不能做',
  notFound: '找不到了，可能已经被移除',
  tooOften: '点得太快了，歇一下再试',
  systemBusy: '系统有点忙，请稍后再试',
  commandReused: '这个操作编号已经用过，请刷新后再试',
  changedMeanwhile: '刚刚有变化，请刷新后再试',
  /** Made by the client only, where no answer came. */
  offline: '没连上网，检查网络后再试一次',

  notOpenYet: '还没开团，{opens} 开始',
  groupClosed: '这个团已经截单',
  soldOut: '{name}只剩 {left} 份了',
  overLimit: '{name}每户限 {limit} 份，你已有 {bought} 份',
  priceChanged: '{name}的价格刚变了：¥{old} → ¥{new}',
  unknownSku: '团里没有这样商品',
  couponGone: '这张券用不了：{reason}',
  pointsNotInSteps: '积分要按 {step} 分一档来用',
  tooManyPoints: '这一单最多用 {most} 积分',
  notEnoughPoints: '可用积分只有 {available} 分',
  rewardGone: '这样兑换品已经下架了',
  rewardPriceChanged: '{name}现在要 {new} 积分（刚才是 {old}）',

  alreadyPaid: '这一单已经付过了',
  orderClosed: '订单已关闭，不能付款了',
  paymentUnknown: '付款结果确认中，请不要重复付款',
  notCancellable: '这一单现在不能取消',
  tooManyUnits: '最多能退 {refundable} 份',
  notRefundable: '这一单现在不能退款：{reason}',
  windowEnded: '售后期已经过了，有问题可以直接找商家',
  moreThanKept: '这件最多还能补 {most}',
  alreadyAppealed: '已经申诉过一次了',
  appealTooLate: '拒绝后 7 天内可以申诉，现在已经过了',

  alreadyCollected: '{when} 已经取过了',
  wrongCode: '没有这个取件码，核对一下 6 位数字',
  rewardCode: '这是{who}用积分兑换的{name}',
  otherPoint: '这个取件码是「{point}」的',
  notArrived: '货还没到',
  tooLateToUndo: '超过 10 分钟，不能撤销了',

  thresholdNotReached: '还没到成团门槛，不能提前截单',
  hasPaidOrders: '已经有 {count} 单付款，不能取消',
  alreadyOpened: '这个活动你已经开过团了',
  campaignOver: '活动已经结束',
  wrongState: '现在的状态不能这样做',

  belowMinimum: '一次至少提现 {min}',
  aboveMaximum: '一次最多提现 {max}',
  notEnoughToWithdraw: '可提现的只有 {payable}',
  withdrawalOpen: '上一笔提现还没有结束',

  codeUnavailable: '小程序码没取到，可以先发聊天卡片',

  alreadyCheckedIn: '今天已经签到过了',
  badTiers: '价格档位要从 1 件起，件数递增、价格递减',
  badSchedule: '时间要依次是：开团、截单、到货、取货截止',
  alreadyLeader: '已经是团长了',
} as const;

export type ErrorCode = keyof typeof ERRORS;
export type ErrorData = Record<string, string | number | boolean | null | readonly Record<string, string | number>[]>;

/** An expected failure as it travels to the client. */
export interface CallError {
  code: ErrorCode;
  message: string;
  data: ErrorData;
}

/** Makes an error with its sentence filled in. */
export function callError(code: ErrorCode, data: ErrorData = {}): CallError {
  const message = ERRORS[code].replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? ''));
  return { code, message, data };
}

/** What every cloud function call answers. */
export type Reply<Output> = { ok: true; output: Output } | { ok: false; error: CallError };

/** The envelope of a call from a person; `shareCode` is the code of the card that they came through, if any. */
export const envelopeSchema = v.strictObject({
  call: v.pipe(v.string(), v.maxLength(40)),
  input: v.optional(v.unknown()),
  shareCode: v.optional(v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{8}$/))),
});
export type Envelope = InferOutput<typeof envelopeSchema>;
