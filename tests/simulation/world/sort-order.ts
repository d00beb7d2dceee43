import type { Query } from '../../../cloudfunctions/usecases/ports';
import type { Stored } from './entry';
import { partsOf, valuesAt } from './paths';

/** Types in the order in which the database sorts them. */
const TYPES = ['undefined', 'number', 'string', 'object', 'boolean'];

const rank = (value: unknown): number => (value === null ? 0 : TYPES.indexOf(typeof value));

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  const ranks = rank(a) - rank(b);
  if (ranks !== 0 || rank(a) === 0 || typeof a === 'object') return ranks;
  // Two numbers, two texts or two booleans.
  return (a as number) < (b as number) ? -1 : 1;
}

/** What a document sorts by: an array counts with its first element in the direction of the sort. */
function sortValue(document: Stored, field: string, direction: 1 | -1): unknown {
  const value = document[field];
  if (value !== undefined && typeof value !== 'object') return value;
  const [first, ...others] = valuesAt(document, partsOf(field));
  return others.reduce((best, each) => (compare(each, best) * direction < 0 ? each : best), first);
}

/** The documents sorted; equal ones stay in the order in which they came. */
export function inSortOrder(documents: Stored[], sort: NonNullable<Query['sort']>): Stored[] {
  if (sort.length === 0 || documents.length < 2) return documents;
  const keyed = documents.map((document) => ({
    document,
    values: sort.map(([field, direction]) => sortValue(document, field, direction)),
  }));
  keyed.sort((a, b) => {
    for (const [index, [, direction]] of sort.entries()) {
      const order = compare(a.values[index], b.values[index]) * direction;
      if (order !== 0) return order;
    }
    return 0;
  });
  return keyed.map(({ document }) => document);
}
