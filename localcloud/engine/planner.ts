import type { Collection, Index } from './catalog';
import { conditionsOf, type Conditions, type Predicate } from './conditions';
import { keyField, successor, type KeyField } from './keys';
import { EVERYTHING, spansOf, type Span } from './spans';
import type { Filter } from './types';

interface Access {
  /** How much of the filter and the sort it answers; the highest is taken. */
  score: number;
  /** What it finds is exactly what the filter asks for. */
  exact: boolean;
  /** It finds documents in the order asked for. */
  sorted: boolean;
}

/** How to come by the documents that may match a filter. */
export type Plan =
  | (Access & { kind: 'ids'; ids: readonly string[] })
  | (Access & { kind: 'id-range'; from: string; to: string; reversed: boolean })
  | (Access & { kind: 'index'; index: Index; spans: readonly Span[]; reversed: boolean; repeats: boolean })
  | (Access & { kind: 'union'; plans: readonly Plan[] })
  | (Access & { kind: 'scan' });

export type Sort = readonly (readonly [path: string, direction: 1 | -1])[];

/** Beyond this many single keys a product of $in lists costs more than it saves. */
const MAXIMUM_SPANS = 1000;
const SCORE = { ids: 1000, equal: 10, listed: 8, range: 5, sorted: 3 };
const LAST_ID = '\u{10ffff}';
const ID_FIELD = keyField('_id', 1);

export function plan(collection: Collection, filter: Filter, sort: Sort): Plan {
  return (
    planFor(collection, [filter], sort) ?? { kind: 'scan', score: 0, exact: isEmpty(filter), sorted: sort.length === 0 }
  );
}

function isEmpty(filter: Filter): boolean {
  for (const _ in filter) return false;
  return true;
}

function planFor(collection: Collection, filters: readonly Filter[], sort: Sort): Plan | null {
  const conditions = conditionsOf(filters);
  let best: Plan | null = planById(conditions, sort);
  if (best?.kind === 'ids') return best;
  for (const index of collection.indexes) {
    const candidate = planByIndex(index, conditions, sort);
    if (candidate && candidate.score > (best?.score ?? 0)) best = candidate;
  }
  for (const branches of conditions.alternatives) {
    const candidate = planByBranches(collection, filters, branches);
    if (candidate && candidate.score > (best?.score ?? 0)) best = candidate;
  }
  return best;
}

function planById(conditions: Conditions, sort: Sort): Plan | null {
  const predicates = conditions.predicates.filter((predicate) => predicate.path === '_id');
  const single = predicates.find(({ operator }) => operator === '$eq' || operator === '$in');
  const exact = conditions.complete && conditions.predicates.length === 1;
  if (single) {
    const values = single.operator === '$in' ? (single.value as unknown[]) : [single.value];
    const ids = [...new Set(values.filter((value) => typeof value === 'string'))];
    return { kind: 'ids', ids, score: SCORE.ids, exact, sorted: sort.length === 0 || ids.length <= 1 };
  }
  const bounds = predicates.filter(({ value }) => typeof value === 'string');
  const sorted = sort[0]?.[0] === '_id';
  if (bounds.length === 0 && !sorted) return null;
  // The bounds themselves are read too; when they are excluded, the filter drops them.
  let [from, to] = ['', LAST_ID];
  for (const { operator, value } of bounds) {
    if (operator === '$gt' || operator === '$gte') from = from > String(value) ? from : String(value);
    else to = to < String(value) ? to : String(value);
  }
  const score = (bounds.length > 0 ? SCORE.range : 0) + (sorted ? SCORE.sorted : 0);
  const all = conditions.complete && conditions.predicates.length === 0;
  const reversed = sorted && sort[0]![1] < 0;
  return { kind: 'id-range', from, to, reversed, score, exact: all, sorted: sorted || sort.length === 0 };
}

function planByIndex(index: Index, conditions: Conditions, sort: Sort): Plan | null {
  let prefixes: Buffer[] = [EVERYTHING.from];
  let range: Span | null = null;
  const used: Predicate[] = [];
  const pinned = new Set<string>();
  let exact = true;
  let score = 0;
  let position = 0;
  for (const field of index.fields) {
    const predicates = conditions.predicates.filter((predicate) => predicate.path === field.path);
    const mayHoldArrays = hasArrays(index, position);
    const found = spansOf(predicates, field, mayHoldArrays);
    if (!found || (found.points && found.points.length * prefixes.length > MAXIMUM_SPANS)) break;
    used.push(...found.used);
    exact &&= found.exact;
    range = found.range;
    if (!found.points) {
      score += SCORE.range;
      break;
    }
    const points = found.points;
    score += found.used[0]!.operator === '$eq' ? SCORE.equal : SCORE.listed;
    if (points.length === 1 && !mayHoldArrays) pinned.add(field.path);
    prefixes = prefixes.flatMap((prefix) => points.map((point) => Buffer.concat([prefix, point])));
    position++;
  }
  const direction = prefixes.length === 1 ? sortDirection(index, position, pinned, sort) : 0;
  if (direction !== 0) score += SCORE.sorted;
  if (score === 0) return null;
  return {
    kind: 'index',
    index,
    spans: spansFrom(prefixes, range),
    reversed: direction < 0,
    repeats: index.arrays !== 0,
    score,
    exact: exact && conditions.complete && used.length === conditions.predicates.length,
    sorted: sort.length === 0 || direction !== 0,
  };
}

function hasArrays(index: Index, position: number): boolean {
  return (index.arrays & (1 << position)) !== 0;
}

function spansFrom(prefixes: readonly Buffer[], range: Span | null): Span[] {
  const spans = prefixes.map((prefix) => {
    if (range) return { from: Buffer.concat([prefix, range.from]), before: Buffer.concat([prefix, range.before]) };
    return prefix.length === 0 ? EVERYTHING : { from: prefix, before: successor(prefix) };
  });
  return spans.filter(({ from, before }) => Buffer.compare(from, before) < 0);
}

/**
 * Which way to read the index so that documents come in the order asked for: 1, -1, or 0 when it doesn't help. Entries
 * with equal keys stand in the order of `_id`, so an index is as good as one that ends with it. Where a field holds
 * arrays, the first entry found for a document need not be the one it sorts by.
 */
function sortDirection(index: Index, from: number, pinned: ReadonlySet<string>, sort: Sort): 1 | -1 | 0 {
  const fields: readonly KeyField[] = [...index.fields, ID_FIELD];
  let position = from;
  let direction: 1 | -1 | 0 = 0;
  for (const [path, wanted] of sort) {
    if (pinned.has(path)) continue;
    const field = fields[position];
    if (field?.path !== path || hasArrays(index, position)) return 0;
    const needed = field.direction === wanted ? 1 : -1;
    if (direction !== 0 && needed !== direction) return 0;
    direction = needed;
    position++;
  }
  return direction === 0 && sort.length > 0 ? 1 : direction;
}

/** Every branch of an $or must have its own way; what holds outside the $or holds in each branch. */
function planByBranches(collection: Collection, outer: readonly Filter[], branches: readonly Filter[]): Plan | null {
  const rest = outer.map((filter) => withoutBranches(filter, branches));
  const plans: Plan[] = [];
  for (const branch of branches) {
    const found = planFor(collection, [branch, ...rest], []);
    if (!found) return null;
    plans.push(found);
  }
  const score = Math.min(...plans.map((found) => found.score));
  return { kind: 'union', plans, score, exact: false, sorted: false };
}

function withoutBranches(filter: Filter, branches: readonly Filter[]): Filter {
  const copy: Filter = {};
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$or' && value === branches) continue;
    copy[name] = name === '$and' ? (value as Filter[]).map((part) => withoutBranches(part, branches)) : value;
  }
  return copy;
}
