import type { LotPart } from '../../../src/contract/ledger';
import type { Points } from '../../../src/contract/points';
import { DAY_MS, dayOf, endOfDay, type Instant } from '../../../src/contract/time';
import { spend, type NotEnoughPoints, type PointsState } from '../points/lots';
import type { Refusal } from '../result';

export type RedeemRefusal = NotEnoughPoints | Refusal<'overLimit', { limit: number; redeemed: number }>;

/**
 * Whether a member may have one more of a reward, and which lots pay for it (rulebook section 9). redeemed: how many they
 * had before; limitPerMember null: as many as they like. A debt cannot spend: it is never beside spendable points.
 */
export function redeem(
  terms: { points: Points; limitPerMember: number | null },
  redeemed: number,
  state: PointsState,
  now: Instant,
): { ok: true; state: PointsState; parts: LotPart[] } | RedeemRefusal {
  const { points, limitPerMember: limit } = terms;
  if (limit !== null && redeemed >= limit) return { ok: false, code: 'overLimit', limit, redeemed };
  return spend(state, points, now);
}

/** When a coupon from the points shop expires: at the end (Shanghai) of the day that lies `days` after. */
export const rewardCouponExpiry = (redeemedAt: Instant, days: number): Instant =>
  endOfDay(dayOf(redeemedAt + days * DAY_MS));
