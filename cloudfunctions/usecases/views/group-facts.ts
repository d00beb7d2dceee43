import { newProgress } from '../follow-up-order';
import type { GroupDocument, ProgressDocument } from '../documents';
import { stockId } from '../order-holds';
import type { Ports } from '../ports';
import { readById, theOne } from './read-by-id';

/** What moves about a group while people buy. */
export interface GroupFacts {
  progress: ProgressDocument;
  /** What is left of the campaign's stock, by sku; a sku without a stock document has none. */
  left: Map<string, number>;
}

/** Reads the facts of many groups at once: two reads however many groups there are, at most 50 of 20 items. */
export async function readGroupFacts(
  { store }: Pick<Ports, 'store'>,
  groups: readonly GroupDocument[],
): Promise<Map<string, GroupFacts>> {
  const stockIds = groups.flatMap(({ campaignId, items }) => items.map(({ sku }) => stockId(campaignId, sku)));
  const [progress, stocks] = await Promise.all([
    readById(
      store,
      'progress',
      groups.map(({ _id }) => _id),
    ),
    readById(store, 'stocks', stockIds),
  ]);
  return new Map(
    groups.map((group) => [
      group._id,
      {
        progress: progress.get(group._id) ?? newProgress(group._id, group.merchantId),
        left: new Map(
          group.items.map(({ sku }) => [sku, Math.max(0, stocks.get(stockId(group.campaignId, sku))?.left ?? 0)]),
        ),
      },
    ]),
  );
}

export const factsOf = (facts: ReadonlyMap<string, GroupFacts>, group: GroupDocument): GroupFacts =>
  theOne(facts, group._id);

/** What counts toward the group's threshold. */
export const progressCounts = ({ members, units }: ProgressDocument): { people: number; units: number } => ({
  people: members.length,
  units: Object.values(units).reduce((sum, each) => sum + each, 0),
});
