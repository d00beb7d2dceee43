import type { Collection } from './catalog';
import type { Connection } from './connection';
import type { Plan } from './planner';
import type { Span } from './spans';

/** Returns false to end the search. */
export type Visit = (id: string, body: string) => boolean;

const LARGEST_PAGE = 4096;

/**
 * Shows every document that a plan finds, each once, in the plan's order. Reads in pages that grow from `firstPage`
 * rows: no cursor stays open, so the visitor may write, and a search that ends early has read little.
 */
export function visitCandidates(
  connection: Connection,
  collection: Collection,
  plan: Plan,
  firstPage: number,
  visit: Visit,
): void {
  switch (plan.kind) {
    case 'ids':
      return visitIds(connection, collection, plan.ids, visit);
    case 'id-range':
      return visitIdRange(connection, collection, plan, firstPage, visit);
    case 'index': {
      const visitNew = plan.repeats ? once(visit) : visit;
      for (const span of plan.spans) {
        if (!visitSpan(connection, collection, plan.index.id, span, plan.reversed, firstPage, visitNew)) return;
      }
      return;
    }
    case 'union':
      return visitUnion(connection, collection, plan.plans, firstPage, visit);
    case 'scan':
      return visitAll(connection, collection, firstPage, visit);
  }
}

/**
 * The first `limit` documents of an exact plan, or null when that takes more than one look at one stretch of an index.
 * Handing over only the bodies is markedly quicker: the driver makes an object of every key.
 */
export function readBodies(connection: Connection, collection: Collection, plan: Plan, limit: number): string[] | null {
  if (plan.kind !== 'index' || plan.repeats || limit > LARGEST_PAGE) return null;
  const [span, ...others] = plan.spans;
  if (!span || others.length > 0) return null;
  const sql = plan.reversed ? collection.sql.bodiesByIndexReversed : collection.sql.bodiesByIndex;
  return connection.rows(sql, plan.index.id, span.from, span.before, limit).map(([body]) => body as string);
}

function once(visit: Visit): Visit {
  const seen = new Set<string>();
  return (id, body) => {
    if (seen.has(id)) return true;
    seen.add(id);
    return visit(id, body);
  };
}

function visitIds(connection: Connection, collection: Collection, ids: readonly string[], visit: Visit): void {
  for (const id of ids) {
    const row = connection.row(collection.sql.get, id);
    if (row && !visit(id, row[0] as string)) return;
  }
}

function visitIdRange(
  connection: Connection,
  collection: Collection,
  plan: Extract<Plan, { kind: 'id-range' }>,
  firstPage: number,
  visit: Visit,
): void {
  const sql = plan.reversed ? collection.sql.byIdReversed : collection.sql.byId;
  let { from, to } = plan;
  let last: string | null = null;
  // Each page begins with the row that ended the one before, so it must hold at least two.
  for (let page = firstPage + 1; ; page = Math.min(page * 4, LARGEST_PAGE)) {
    const rows = connection.rows(sql, from, to, page);
    for (const [id, body] of rows) {
      if (id === last) continue;
      if (!visit(id as string, body as string)) return;
      last = id as string;
    }
    if (rows.length < page || last === null) return;
    if (plan.reversed) to = last;
    else from = last;
  }
}

/** Returns false when the visitor ended the search. */
function visitSpan(
  connection: Connection,
  collection: Collection,
  indexId: number,
  span: Span,
  reversed: boolean,
  firstPage: number,
  visit: Visit,
): boolean {
  let [key, id] = [reversed ? span.before : span.from, ''];
  for (let page = firstPage; ; page = Math.min(page * 4, LARGEST_PAGE)) {
    const rows = reversed
      ? connection.rows(collection.sql.byIndexReversed, indexId, span.from, key, id, page)
      : connection.rows(collection.sql.byIndex, indexId, key, id, span.before, page);
    for (const row of rows) if (!visit(row[0] as string, row[1] as string)) return false;
    const last = rows[rows.length - 1];
    if (!last || rows.length < page) return true;
    [id, key] = [last[0] as string, last[2] as Buffer];
  }
}

function visitUnion(
  connection: Connection,
  collection: Collection,
  plans: readonly Plan[],
  firstPage: number,
  visit: Visit,
): void {
  let ended = false;
  const visitNew = once((id, body) => {
    ended ||= !visit(id, body);
    return !ended;
  });
  for (const branch of plans) {
    if (ended) return;
    visitCandidates(connection, collection, branch, firstPage, visitNew);
  }
}

function visitAll(connection: Connection, collection: Collection, firstPage: number, visit: Visit): void {
  let position = 0;
  for (let page = firstPage; ; page = Math.min(page * 4, LARGEST_PAGE)) {
    const rows = connection.rows(collection.sql.scan, position, page);
    for (const row of rows) if (!visit(row[0] as string, row[1] as string)) return;
    if (rows.length < page) return;
    position = Number(rows[rows.length - 1]![2]);
  }
}
