import { fenToNumber, formatFen, ZERO_FEN } from '../../../src/contract/money';
import { DAY_MS, type Instant } from '../../../src/contract/time';
import type { Quote } from '../../../src/contract/views';
import { couponValue, type PricedLine } from '../../core/pricing/order-cost';
import type { CouponDocument } from '../documents';
import type { Ports } from '../ports';
import { couponFace } from './coupon-face';

type Choice = Quote['coupons'][number];

/** A coupon that just expired is still shown, so that nobody looks for it in vain. */
const EXPIRED_SHOWN_MS = 7 * DAY_MS;
const MOST_READ = 200;
const MOST_SHOWN = 100;

/** The coupons of a member at a merchant that are not used up, the first to expire first. */
export async function readCoupons(
  { store }: Pick<Ports, 'store'>,
  now: Instant,
  merchantId: string,
  memberId: string,
): Promise<CouponDocument[]> {
  const coupons = await store.find('coupons', {
    where: { memberId, merchantId, expiresAt: { gt: now - EXPIRED_SHOWN_MS } },
    sort: [['expiresAt', 1]],
    limit: MOST_READ,
  });
  return coupons.filter(({ state }) => state !== 'used');
}

/** What each coupon would take off these lines, the best first; at the same worth the first to expire. */
export function couponChoices(
  coupons: readonly CouponDocument[],
  lines: readonly PricedLine[],
  now: Instant,
): Choice[] {
  return coupons
    .map((coupon) => choiceOf(coupon, lines, now))
    .sort(
      (a, b) =>
        Number(b.usable) - Number(a.usable) ||
        fenToNumber(b.offFen) - fenToNumber(a.offFen) ||
        a.face.expiresAt - b.face.expiresAt,
    )
    .slice(0, MOST_SHOWN);
}

function choiceOf(coupon: CouponDocument, lines: readonly PricedLine[], now: Instant): Choice {
  const unusable = (why: string): Choice => ({ face: couponFace(coupon), offFen: ZERO_FEN, usable: false, why });
  if (coupon.expiresAt <= now) return unusable('已过期');
  if (coupon.state === 'locked') return unusable('已用在另一单上');
  const value = couponValue(coupon.terms, lines);
  if (value.ok) return { face: couponFace(coupon), offFen: value.fen, usable: true, why: '' };
  switch (value.code) {
    case 'underThreshold':
      return unusable(`还差 ${formatFen(value.missingFen)}`);
    case 'nothingInScope':
      return unusable('这些商品不适用');
  }
}
