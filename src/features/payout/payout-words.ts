import { fenText } from '@/components/price/split-fen';
import type { TagTone } from '@/components/tag/tag';
import { fenToNumber, parseYuan, type Fen } from '@/contract/money';
import type { CallOutput } from '@/contract/calls';
import type { Withdrawal } from '@/contract/views';
import type { Instant } from '@/contract/time';
import type { WithdrawalState } from '@/contract/withdrawal';
import { whenWords } from '@/lib/when-words';

export type Payouts = CallOutput<'listWithdrawals'>;

export const STATE_WORDS: Readonly<Record<WithdrawalState, { text: string; tone: TagTone }>> = {
  requested: { text: '待审核', tone: 'pom' },
  approved: { text: '转账中', tone: 'pom' },
  waitingConfirm: { text: '待确认收款', tone: 'per' },
  paid: { text: '已到账', tone: 'leaf' },
  expired: { text: '超时退回', tone: 'plain' },
  failed: { text: '转账失败', tone: 'red' },
  rejected: { text: '没有通过', tone: 'red' },
};

/** ¥16.00 of fen that travelled. */
export const yuan = (amount: Fen): string => fenText(fenToNumber(amount));

/** What comes next for a withdrawal that has not ended, and until when. */
export function nextWords({ state, mayConfirm, confirmUntil }: Withdrawal, now: Instant): string {
  if (state === 'requested') return '商家同意后，钱会转到你的微信零钱';
  if (state === 'approved' || confirmUntil === null) return '商家已同意，微信支付还在处理';
  if (mayConfirm) return `${whenWords(confirmUntil, now)} 前在微信里确认收款，过时退回`;
  return now < confirmUntil ? '已确认，正在到账' : '确认的时间过了，正在退回可提现';
}

/** 最低 ¥1.00，一次最多 ¥1,999.99；商家同意后 24 小时内要在微信里确认收款 */
export const rulesWords = ({ minFen, maxFen, confirmHours }: Payouts['rules']): string =>
  `最低 ${yuan(minFen)}，一次最多 ${yuan(maxFen)}；商家同意后 ${confirmHours} 小时内要在微信里确认收款`;

/** What can be asked for at once: all there is, up to the most. */
export const mostNow = ({ money, rules }: Payouts): number =>
  Math.max(0, Math.min(fenToNumber(money.payableFen), fenToNumber(rules.maxFen)));

/** An amount as it is typed: 1234.50 for 123,450 fen. */
export const typedYuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;

export type Wish = { ok: true; amountFen: Fen } | { ok: false; fault: string };

/** What was typed, as an amount that may be asked for, or what is wrong with it. */
export function readWish(text: string, { money, rules }: Payouts): Wish {
  const amountFen = parseYuan(text);
  if (amountFen === undefined) return { ok: false, fault: '写一个金额，比如 12.50' };
  const fen = fenToNumber(amountFen);
  if (fen < fenToNumber(rules.minFen)) return { ok: false, fault: `一次至少提现 ${yuan(rules.minFen)}` };
  if (fen > fenToNumber(rules.maxFen)) return { ok: false, fault: `一次最多提现 ${yuan(rules.maxFen)}` };
  if (fen > fenToNumber(money.payableFen)) return { ok: false, fault: `可提现的只有 ${yuan(money.payableFen)}` };
  return { ok: true, amountFen };
}
