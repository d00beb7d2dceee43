import { MINUTE_MS, type Instant } from '../../src/contract/time';
import type { RewardDocument } from './documents';
import type { Ports } from './ports';
import { redeemMark } from './reward-stock';

/** Marks are looked at once they are this old: whoever made them has ended long ago. */
const OLD_MS = 10 * MINUTE_MS;
const BATCH = 50;
/** Marks of one reward that one tick looks up. */
const MOST_MARKS = 1000;

/**
 * Drops the marks of redemptions that exist, and brings back units that were taken for ones that were never made: their
 * function ended in between, or the points were gone by then.
 */
export async function sweepRewardMarks(
  { store, log }: Pick<Ports, 'store' | 'log'>,
  now: Instant,
): Promise<{ swept: number; more: boolean }> {
  const rewards = await store.find('rewards', { where: { 'applied.at': { lte: now - OLD_MS } }, limit: BATCH });
  let swept = 0;
  for (const reward of rewards) {
    const { settled, orphaned } = await judge({ store }, reward, now);
    for (const mark of orphaned) {
      log.warn('holdUndone', { view: 'rewards', id: reward._id, mark });
      await store.update(
        'rewards',
        reward._id,
        { applied: { marked: mark } },
        { increment: { taken: -1, rev: 1 }, unmark: { applied: [mark] } },
      );
    }
    if (settled.length > 0)
      await store.update('rewards', reward._id, {}, { increment: { rev: 1 }, unmark: { applied: settled } });
    swept += settled.length + orphaned.length;
  }
  return { swept, more: rewards.length === BATCH && swept > 0 };
}

async function judge(
  { store }: Pick<Ports, 'store'>,
  { applied }: RewardDocument,
  now: Instant,
): Promise<{ settled: string[]; orphaned: string[] }> {
  const prefix = redeemMark('');
  const ids = applied
    .filter(({ at }) => at <= now - OLD_MS)
    .map(({ id }) => id.slice(prefix.length))
    .slice(0, MOST_MARKS);
  const made = new Set((await store.getMany('redemptions', ids)).map(({ _id }) => _id));
  return {
    settled: ids.filter((id) => made.has(id)).map(redeemMark),
    orphaned: ids.filter((id) => !made.has(id)).map(redeemMark),
  };
}
