import { pointsToNumber, type Points } from '@/contract/points';
import type { CouponFace, Redemption, Reward } from '@/contract/views';
import { couponTicket } from '@/lib/coupon-words';
import { lastDayText, whenWords } from '@/lib/when-words';

/** Why somebody with so many points cannot have it now; undefined: they can. */
export function whyNot({ left, mayHave, affordable, points }: Reward, mine: Points): string | undefined {
  if (left === 0) return '兑完了';
  if (mayHave === 0) return '换满了';
  return affordable ? undefined : `还差 ${pointsToNumber(points) - pointsToNumber(mine)} 分`;
}

/** `还有 9 份 · 每户限 2 份` */
export function stockWords({ left, limitPerMember }: Reward): string {
  const limit = limitPerMember === null ? '' : ` · 每户限 ${limitPerMember} 份`;
  return `${left === 0 ? '没有了' : `还有 ${left} 份`}${limit}`;
}

/** What CouponTicket draws of a coupon that one does not have yet. */
export function rewardTicket({ rewardId, name }: Reward, coupon: NonNullable<Reward['coupon']>) {
  const { days, ...terms } = coupon;
  const face: CouponFace = { ...terms, couponId: rewardId, title: name, expiresAt: 0 };
  return { ...couponTicket(face, 0), expiry: `兑换后 ${days} 天内用`, stubText: '券' };
}

/** The state of what was had, as its row says it. */
export function redemptionWords(redemption: Redemption, now: number): string {
  const { state, couponUntil, handedOverAt, point } = redemption;
  switch (state) {
    case 'done':
      return couponUntil === null || couponUntil > now
        ? `已放进优惠券，${lastDayText(couponUntil ?? now, now)} 到期`
        : '券已经过期';
    case 'waiting':
      return `到${point?.name ?? '自提点'}出示取件码`;
    case 'handedOver':
      return `${whenWords(handedOverAt ?? now, now)} 取走了`;
  }
}
