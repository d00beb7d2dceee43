import { DAY_MS } from '../../src/contract/time';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { OrderDocument } from './documents';
import type { Query, Where } from './ports';
import { sortKey } from './sort-key';
import { keyedPage, PAGE_ROWS } from './views/keyed-page';
import { pickupRow } from './views/pickup-row';

type Input = ParsedInput<'listPickups'>;

const TAKEN_SHOWN_MS = 3 * DAY_MS;
/** Nothing placed earlier can have been taken in the last days; it bounds how far the index is read. */
const PLACED_AT_MOST_MS = 90 * DAY_MS;

/** Who still has to come to a pickup point, in the order of their orders, and who came lately. */
export async function listPickups(
  { ports, now, caller }: MemberContext,
  { pointId, filter, cursor }: Input,
): Promise<Outcome<CallOutput<'listPickups'>>> {
  const { store } = ports;
  const point = await store.get('points', pointId);
  if (!point) return refuse('notFound');
  if (!mayCall('listPickups', caller, point)) return refuse('forbidden');
  const waiting: Where = { pointId, state: 'arrived' };
  const taken: Where = {
    pointId,
    state: { in: ['collected', 'completed'] },
    key: { gt: sortKey(now - PLACED_AT_MOST_MS, '') },
    collectedAt: { gt: now - TAKEN_SHOWN_MS },
  };
  const [orders, arrived, partly, takenCount] = await Promise.all([
    store.find('orders', filter === 'waiting' ? oldestFirst(waiting, cursor) : newestFirst(taken, cursor, now)),
    store.count('orders', waiting),
    store.count('orders', { ...waiting, 'lines.collectedUnits': { gt: 0 } }),
    store.count('orders', taken),
  ]);
  const page = keyedPage<OrderDocument>(orders);
  return done({
    now,
    rows: page.rows.map((order) => pickupRow(order, now)),
    cursor: page.cursor,
    counts: { waiting: Math.max(0, arrived - partly), partly, taken: takenCount },
  });
}

const oldestFirst = (where: Where, cursor: string | undefined): Query => ({
  where: cursor === undefined ? where : { ...where, key: { gt: cursor } },
  sort: [['key', 1]],
  limit: PAGE_ROWS + 1,
});

const newestFirst = (where: Where, cursor: string | undefined, now: number): Query => ({
  where: cursor === undefined ? where : { ...where, key: { gt: sortKey(now - PLACED_AT_MOST_MS, ''), lt: cursor } },
  sort: [['key', -1]],
  limit: PAGE_ROWS + 1,
});
