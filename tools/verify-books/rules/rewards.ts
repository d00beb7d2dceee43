import type { Order, Rewards } from '../records/order';
import { proportion, rate, sum } from './money';

/** By sku, in fen: what is kept of each line of an order. */
export type Kept = ReadonlyMap<string, number>;

/** The limit of an order's referral reward: the order's own, or what is left of the inviter's month (rulebook section 7). */
export function limitOf({ terms }: Order, usedThisMonth: number): number {
  const referral = terms?.referral;
  return referral ? Math.max(0, Math.min(referral.perOrderLimit, referral.perMonthLimit - usedThisMonth)) : 0;
}

/** Every reward for what was kept of an order (rulebook section 7). */
export function rewardsOf({ lines, terms }: Order, kept: Kept, limit: number): Rewards {
  const all = sum(kept.values());
  return {
    commissionFen: sum(lines.map(({ sku, commissionBps }) => rate(kept.get(sku) ?? 0, commissionBps))),
    referral: terms?.referral ? Math.min(rate(all, terms.referral.bps), limit) : 0,
    points: proportion(all, terms?.multiplierBps ?? 0, 1_000_000),
    growth: proportion(all, 1, 100),
  };
}

export const lessRewards = (before: Rewards, after: Rewards): Rewards => ({
  commissionFen: before.commissionFen - after.commissionFen,
  referral: before.referral - after.referral,
  points: before.points - after.points,
  growth: before.growth - after.growth,
});

export const sameRewards = (a: Rewards, b: Rewards): boolean =>
  a.commissionFen === b.commissionFen && a.referral === b.referral && a.points === b.points && a.growth === b.growth;
