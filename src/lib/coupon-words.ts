import { fenToNumber, splitFen, type Fen } from '../contract/money';
import type { Instant } from '../contract/time';
import type { CouponFace } from '../contract/views';
import { lastDayText } from './when-words';

/** A coupon's amount: whole yuan where it is whole (`8`), else with two decimals. */
function yuanText(amount: Fen): string {
  const { yuan, cents } = splitFen(amount);
  return cents === '00' ? yuan : `${yuan}.${cents}`;
}

/** Off 10 % is 9 折: tenths of the price that are left. */
const tenthsOf = (offBps: number): number => (10_000 - offBps) / 1000;

/** What CouponTicket draws. */
export function couponTicket(face: CouponFace, now: Instant) {
  return {
    face:
      face.kind === 'fixed'
        ? { kind: 'off' as const, yuan: fenToNumber(face.offFen) / 100 }
        : { kind: 'discount' as const, tenths: tenthsOf(face.offBps) },
    condition: conditionWords(face),
    expiry: `${lastDayText(face.expiresAt, now)} 到期`,
  };
}

function conditionWords(face: CouponFace): string {
  const over = fenToNumber(face.overFen) > 0 ? `满 ${yuanText(face.overFen)}` : '';
  if (face.kind === 'percent') return `${over === '' ? '' : `${over} `}封顶 ¥${yuanText(face.capFen)}`;
  return over === '' ? '无门槛' : `${over} 可用`;
}

/** `满 60 减 8`, `9 折`. */
export function couponWords(face: CouponFace): string {
  if (face.kind === 'percent') return `${tenthsOf(face.offBps)} 折`;
  return fenToNumber(face.overFen) > 0
    ? `满 ${yuanText(face.overFen)} 减 ${yuanText(face.offFen)}`
    : `减 ${yuanText(face.offFen)}`;
}
