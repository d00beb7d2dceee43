import type { Books } from './books';
import { DAY_MS, startOfDay } from './calendar';
import type { CouponTerms, History, RedemptionFacts, RewardFacts } from './history';
import type { Order } from './order';
import { sameCounts } from './postings';

/** Compares where every coupon is: with one order at most, and back when that comes to nothing (rulebook section 5). */
export function compareCoupons({ history, orders, c }: Books): void {
  const facts = new Map(history.coupons.map((coupon) => [coupon.couponId, coupon]));
  const users = new Map<string, Order[]>();
  for (const order of orders.values()) {
    const { couponId, memberId, merchantId, placedAt } = order.facts;
    if (couponId === null) continue;
    const coupon = facts.get(couponId);
    const isTheirs = coupon?.memberId === memberId && coupon.merchantId === merchantId;
    c.must(isTheirs && placedAt < coupon.expiresAt, order.where, `coupon ${couponId} was not theirs to use`);
    if (isUsing(order)) users.set(couponId, [...(users.get(couponId) ?? []), order]);
  }
  for (const { _id, state, orderId } of history.shown.coupons) {
    const [order, ...others] = users.get(_id) ?? [];
    const where = `coupon ${_id}`;
    c.same(where, 'orders too many that use it', 0, others.length);
    c.same(where, 'the state', order ? (order.paidAt === null ? 'locked' : 'used') : 'usable', state);
    c.same(where, 'the order', order?.facts.orderId ?? null, orderId);
  }
}

/** It comes back only when the order is cancelled, or all of it was refunded. */
const isUsing = (order: Order): boolean => order.cancelledAt === null && !order.isGone();

/** Compares the points shop: units that were taken, and what they became (rulebook section 9). */
export function compareShop({ history, c, posted }: Books): void {
  const { rewards, rewardCounts } = history.shown;
  const taken = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const redemption of history.redemptions) {
    const { redemptionId, rewardId, memberId } = redemption;
    taken.set(rewardId, (taken.get(rewardId) ?? 0) + 1);
    counts.set(`${rewardId}:${memberId}`, (counts.get(`${rewardId}:${memberId}`) ?? 0) + 1);
    c.must(posted.has(`redeem:${redemptionId}`), `redemption ${redemptionId}`, 'its points were never taken');
  }
  sameCounts(c, 'points shop', 'taken of', taken, new Map(rewards.map((reward) => [reward._id, reward.taken])));
  sameCounts(c, 'points shop', 'redeemed', counts, new Map(rewardCounts.map(({ _id, redeemed }) => [_id, redeemed])));
}

/** What a redemption became, and that no reward was given too often; where it was never saved with other terms since. */
export function compareRedemptions({ history, c }: Books): void {
  for (const reward of history.rewards) {
    if (reward.savedAgain) continue;
    const mine = history.redemptions.filter(({ rewardId }) => rewardId === reward.rewardId);
    const where = `reward ${reward.rewardId}`;
    c.must(mine.length <= reward.stock, where, `${mine.length} were given of ${reward.stock}`);
    for (const memberId of new Set(mine.map((each) => each.memberId))) {
      const count = mine.filter((each) => each.memberId === memberId).length;
      c.must(
        count <= (reward.limitPerMember ?? Infinity),
        where,
        `${memberId} had ${count} of ${reward.limitPerMember}`,
      );
    }
    for (const redemption of mine) {
      c.same(`redemption ${redemption.redemptionId}`, 'points', reward.points, redemption.points);
      compareCouponOf(redemption, reward, history, c);
    }
  }
}

function compareCouponOf(
  { redemptionId, memberId, createdAt }: RedemptionFacts,
  { coupon }: RewardFacts,
  { shown }: History,
  c: Books['c'],
): void {
  const where = `redemption ${redemptionId}`;
  const redemption = shown.redemptions.find(({ _id }) => _id === redemptionId);
  const made = shown.coupons.find(({ _id }) => _id === redemption?.couponId);
  c.same(where, 'whether it made a coupon', coupon !== null, made !== undefined);
  if (!coupon || !made) return;
  const until = startOfDay(createdAt + coupon.days * DAY_MS) + DAY_MS;
  c.same(where, 'until when its coupon is shown to be good', until, redemption?.couponUntil);
  c.same(where, 'until when its coupon is good', until, made.expiresAt);
  c.same(where, 'whose its coupon is', memberId, made.memberId);
  c.same(where, 'the terms of its coupon', termsText(coupon.terms), termsText(made.terms));
}

const termsText = (terms: CouponTerms): string =>
  terms.kind === 'fixed'
    ? `${terms.offFen} over ${terms.overFen} of ${terms.skus?.join()}`
    : `${terms.offBps} bps up to ${terms.capFen} over ${terms.overFen} of ${terms.skus?.join()}`;
