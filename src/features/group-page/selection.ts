import { addFen, timesFen, type Fen } from '@/contract/money';
import type { GroupItem } from '@/contract/views';
import { mostUnits } from '@/lib/item-limits';
import type { WantedLine } from '@/lib/items-param';

/** Units chosen by sku; what is not in it has not been touched. */
export type Selection = Readonly<Record<string, number>>;

/** Units of an item: as chosen within what is possible; untouched, one of the first item and none of the others. */
export function unitsOf(items: readonly GroupItem[], selection: Selection, item: GroupItem): number {
  const untouched = item === items[0] ? 1 : 0;
  return Math.min(selection[item.sku] ?? untouched, mostUnits(item));
}

export const linesOf = (items: readonly GroupItem[], selection: Selection): WantedLine[] =>
  items.map((item) => ({ sku: item.sku, units: unitsOf(items, selection, item) })).filter(({ units }) => units > 0);

/** What the selection costs at the prices of the moment, before coupon and points. */
export const goodsFen = (items: readonly GroupItem[], selection: Selection): Fen =>
  addFen(...items.map((item) => timesFen(item.priceFen, unitsOf(items, selection, item))));
