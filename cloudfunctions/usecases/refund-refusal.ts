import { fenToNumber, formatFen, type Fen } from '../../src/contract/money';
import type { Outcome } from './context';
import { refuse } from './context';

export type RefundRefusal = Extract<Outcome<never>, { ok: false }>;

type CoreRefusal =
  | { code: 'notRefundable'; why: 'notFormed' | 'over' | 'tooOld' | 'tooMany' }
  | { code: 'unknownSku'; sku: string }
  | { code: 'tooManyUnits'; refundable: number }
  | { code: 'moreThanKept'; keptFen: Fen }
  | { code: 'windowEnded' };

const WHY: Readonly<Record<Extract<CoreRefusal, { code: 'notRefundable' }>['why'], string>> = {
  notFormed: '还没成团，会员可以自己取消',
  over: '已经取消或全部退完',
  tooOld: '付款满一年，微信不再受理',
  tooMany: '退款次数到上限了，请和商家一次说清',
};

/** What core refuses, as the call says it. */
export function refundRefusal(refusal: CoreRefusal): RefundRefusal {
  switch (refusal.code) {
    case 'notRefundable':
      return refuse('notRefundable', { reason: WHY[refusal.why] });
    case 'unknownSku':
      return refuse('unknownSku', { sku: refusal.sku });
    case 'tooManyUnits':
      return refuse('tooManyUnits', { refundable: refusal.refundable });
    case 'moreThanKept':
      return refuse('moreThanKept', { most: formatFen(refusal.keptFen), keptFen: fenToNumber(refusal.keptFen) });
    case 'windowEnded':
      return refuse('windowEnded');
  }
}
