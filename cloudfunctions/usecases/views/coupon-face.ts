import { ZERO_FEN } from '../../../src/contract/money';
import type { Membership } from '../../../src/contract/views';
import type { CouponDocument } from '../documents';

type CouponFace = Membership['coupons'][number];

/** What is printed on a coupon. */
export function couponFace({ _id, title, terms, expiresAt }: CouponDocument): CouponFace {
  const common = { couponId: _id, title, kind: terms.kind, overFen: terms.overFen, expiresAt };
  switch (terms.kind) {
    case 'fixed':
      return { ...common, offFen: terms.offFen, offBps: 0, capFen: ZERO_FEN };
    case 'percent':
      return { ...common, offFen: ZERO_FEN, offBps: terms.offBps, capFen: terms.capFen };
  }
}
