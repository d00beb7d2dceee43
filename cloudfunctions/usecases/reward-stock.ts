import { comparePoints, formatPoints, pointsToNumber, type Points } from '../../src/contract/points';
import { MINUTE_MS, type Instant } from '../../src/contract/time';
import type { Outcome } from './context';
import { refuse } from './context';
import type { RewardDocument } from './documents';
import type { Store } from './ports';

type Refusal = Extract<Outcome<never>, { ok: false }>;

/** Mark of the redemption that a unit was taken for. */
export const redeemMark = (redemptionId: string): string => `redeem:${redemptionId}`;

/** Whoever made a mark has ended long before it is swept; one older than this may be on its way to be. */
const TRUSTED_MS = 5 * MINUTE_MS;
const TRIES = 4;

/** Why a reward cannot be redeemed at the price that was seen; undefined: it can. */
export function rewardRefusal(reward: RewardDocument | undefined, seenPoints: Points): Refusal | undefined {
  if (!reward?.active) return refuse('rewardGone');
  const { name, points, stock, taken } = reward;
  if (comparePoints(points, seenPoints) !== 0)
    return refuse('rewardPriceChanged', { name, old: formatPoints(seenPoints), new: formatPoints(points) });
  return taken < stock ? undefined : refuse('soldOut', { name, left: 0 });
}

/**
 * Takes one unit by one conditional update, so that no more are given than there are at any concurrency, and none that
 * was withdrawn or costs something else by now. Whatever happens to the redemption then, the job brings the unit back
 * unless it exists: only then can nobody be about to make it.
 */
export async function takeUnit(
  store: Store,
  rewardId: string,
  redemptionId: string,
  seenPoints: Points,
  now: Instant,
): Promise<{ ok: true; reward: RewardDocument } | Refusal> {
  const mark = redeemMark(redemptionId);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const reward = await store.get('rewards', rewardId);
    const marked = reward?.applied.find(({ id }) => id === mark);
    if (reward && marked) return marked.at > now - TRUSTED_MS ? { ok: true, reward } : refuse('changedMeanwhile');
    const refused = rewardRefusal(reward, seenPoints);
    if (!reward || refused) return refused ?? refuse('rewardGone');
    const { points, stock } = reward;
    const taken = await store.update(
      'rewards',
      rewardId,
      { active: true, points: pointsToNumber(points), stock, taken: { lt: stock }, applied: { unmarked: mark } },
      { increment: { taken: 1, rev: 1 }, push: { applied: { id: mark, at: now, n: 1 } } },
    );
    if (taken) return { ok: true, reward };
  }
  return refuse('changedMeanwhile');
}
