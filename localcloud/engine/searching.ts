import { readBodies, visitCandidates } from './candidates';
import type { Collection } from './catalog';
import { decodeDocument } from './codec';
import type { Connection } from './connection';
import { distanceTo, type Nearness } from './geo';
import { keyField, sortKey } from './keys';
import { matcherOf, nearnessIn, valueAt } from './matching';
import { isPlainObject } from './paths';
import { plan, type Plan, type Sort } from './planner';
import type { Document, Filter, FindOptions } from './types';

/** What a reader sees: the file at some moment, and over it a transaction's own writes (null: removed). */
export interface View {
  connection: Connection;
  /** Whether the collection exists at that moment. */
  sees(collection: Collection): boolean;
  ownWrites(collection: Collection): ReadonlyMap<string, string | null>;
}

/** A document that was found; `document` is only there when it had to be looked into. */
export interface Found {
  text: string;
  document: Document | null;
}

export type Unindexed = (collection: string, filter: Filter) => void;

const ENTRIES = 'SELECT count(*) FROM entries WHERE index_id = ? AND key >= ? AND key < ?';
const SMALLEST_PAGE = 16;
const USUAL_PAGE = 256;
const LARGEST_FIRST_PAGE = 4096;

export function documentOf(found: Found): Document {
  found.document ??= decodeDocument(found.text);
  return found.document;
}

/** The documents that match, in the order asked for. */
export function search(
  view: View,
  collection: Collection,
  filter: Filter,
  options: Pick<FindOptions, 'sort' | 'skip' | 'limit'>,
  unindexed: Unindexed,
): Found[] {
  const { skip = 0, limit = Infinity } = options;
  const sort: Sort = options.sort ? Object.entries(options.sort) : [];
  const chosen = plan(collection, filter, sort);
  const everything = chosen.kind === 'scan' && chosen.exact && sort.length === 0;
  if (chosen.kind === 'scan' && !everything && !asksGeoIndex(collection, filter)) unindexed(collection.name, filter);
  const own = ownWritesFor(chosen, view.ownWrites(collection));
  const exact = chosen.exact && own.size === 0;
  const matches = exact ? null : matcherOf(filter);
  const nearness = exact || sort.length > 0 ? null : nearnessIn(filter);
  const ordered = chosen.sorted && own.size === 0 && !nearness;
  const wanted = ordered ? skip + limit : Infinity;
  if (exact && ordered && view.sees(collection)) {
    const bodies = readBodies(view.connection, collection, chosen, wanted);
    if (bodies) return bodies.slice(skip).map((text) => ({ text, document: null }));
  }
  const found: Found[] = [];
  if (wanted > 0 && view.sees(collection)) {
    visitCandidates(view.connection, collection, chosen, firstPage(wanted, exact), (id, text) => {
      if (own.has(id)) return true;
      const document = matches ? decodeDocument(text) : null;
      if (!matches || matches(document!)) found.push({ text, document });
      return found.length < wanted;
    });
  }
  for (const text of own.values()) {
    const document = text === null ? null : decodeDocument(text);
    if (document && matches!(document)) found.push({ text: text!, document });
  }
  if (nearness) return orderByDistance(found, nearness).slice(skip, skip + limit);
  return (ordered ? found : orderBy(found, sort)).slice(skip, skip + limit);
}

/** How many documents match when that is known without looking into them, null otherwise. */
export function countFromIndex(connection: Connection, collection: Collection, filter: Filter): number | null {
  const chosen = plan(collection, filter, []);
  if (!chosen.exact) return null;
  if (chosen.kind === 'scan') return Number(connection.row(collection.sql.count)![0]);
  if (chosen.kind !== 'index' || chosen.repeats) return null;
  const counts = chosen.spans.map(({ from, before }) => connection.row(ENTRIES, chosen.index.id, from, before)![0]);
  return counts.reduce<number>((sum, count) => sum + Number(count), 0);
}

/** A transaction's writes that may be among what a plan finds: of the usual query, by id, one at most. */
function ownWritesFor(chosen: Plan, own: ReadonlyMap<string, string | null>): ReadonlyMap<string, string | null> {
  if (chosen.kind !== 'ids' || own.size === 0) return own;
  return new Map(chosen.ids.flatMap((id) => (own.has(id) ? [[id, own.get(id) ?? null]] : [])));
}

function firstPage(wanted: number, exact: boolean): number {
  if (wanted === Infinity) return USUAL_PAGE;
  return Math.min(exact ? wanted : Math.max(wanted, SMALLEST_PAGE), LARGEST_FIRST_PAGE);
}

/** '2dsphere' indexes have no entries here, but in production they would answer. */
function asksGeoIndex(collection: Collection, filter: Filter): boolean {
  const parts = Array.isArray(filter.$and) ? filter.$and.filter(isPlainObject) : [];
  const paths = collection.indexes.flatMap((index) => index.geoFields);
  return [filter, ...parts].some((part) => paths.some((path) => Object.hasOwn(part, path)));
}

function orderBy(found: Found[], sort: Sort): Found[] {
  if (sort.length === 0) return found;
  const fields = sort.map(([path, direction]) => keyField(path, direction));
  return found
    .map((entry) => ({ entry, key: sortKey(documentOf(entry), fields) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ entry }) => entry);
}

function orderByDistance(found: Found[], nearness: Nearness): Found[] {
  return found
    .map((entry) => ({ entry, distance: distanceTo(nearness, valueAt(documentOf(entry), nearness.path)) ?? Infinity }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ entry }) => entry);
}
