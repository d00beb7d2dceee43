import { ZERO_FEN } from '../../../src/contract/money';
import { comparePoints, type Points } from '../../../src/contract/points';
import type { Redemption, Reward } from '../../../src/contract/views';
import type { PointDocument, RedemptionDocument, RewardDocument } from '../documents';

/** What a reward is to somebody with so many points, who redeemed it so often. */
export function rewardView(reward: RewardDocument, available: Points, redeemed: number): Reward {
  const { _id, what, name, summary, points, stock, taken, limitPerMember, active } = reward;
  return {
    rewardId: _id,
    kind: what.kind,
    name,
    summary,
    picture: what.kind === 'goods' ? what.picture : '',
    plate: what.kind === 'goods' ? what.plate : '',
    coupon: what.kind === 'coupon' ? { ...couponTermsView(what.terms), days: what.days } : null,
    points,
    stock,
    left: Math.max(0, stock - taken),
    limitPerMember,
    mayHave: limitPerMember === null ? null : Math.max(0, limitPerMember - redeemed),
    affordable: comparePoints(points, available) <= 0,
    active,
  };
}

function couponTermsView(terms: Extract<RewardDocument['what'], { kind: 'coupon' }>['terms']) {
  const { kind, overFen } = terms;
  return kind === 'fixed'
    ? { kind, overFen, offFen: terms.offFen, offBps: 0, capFen: ZERO_FEN }
    : { kind, overFen, offFen: ZERO_FEN, offBps: terms.offBps, capFen: terms.capFen };
}

/** A redemption as its member sees it; whoever hands goods over is not told the code, which the member has to show. */
export function redemptionView(
  redemption: RedemptionDocument,
  point: PointDocument | undefined,
  isOwn: boolean,
): Redemption {
  const { _id, rewardId, kind, name, picture, plate, points, state, createdAt, couponUntil, code } = redemption;
  return {
    redemptionId: _id,
    rewardId,
    kind,
    name,
    picture,
    plate,
    points,
    state,
    createdAt,
    couponUntil,
    code: isOwn && state === 'waiting' ? code : null,
    point: point ? { pointId: point._id, name: point.name, address: point.address, hours: point.hours } : null,
    handedOverAt: redemption.handedOver?.at ?? null,
  };
}
