import { Query } from 'mingo';
import { plan, type Sort } from '../../../localcloud/engine/planner';
import { Catalog } from '../../../localcloud/engine/catalog';
import { Connection } from '../../../localcloud/engine/connection';
import { decodeDocument } from '../../../localcloud/engine/codec';
import { openEngine } from '../../../localcloud/engine/open-engine';
import type { Document, Filter, Value } from '../../../localcloud/engine/types';
import { cleanUp, ids, temporaryFolder } from './temporary';

const SEED = Number(process.env.FUZZ_SEED ?? 20_240_601);
const DOCUMENTS = 800;
const QUERIES = process.env.LINTUAN_FULL === undefined ? 2500 : 25_000;

/** A small generator, so that a seed reproduces a run anywhere. */
function randomFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (n: number) => next() % n;
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  return { below, pick };
}
const { below, pick } = randomFrom(SEED);

const PATHS = ['a', 'b', 'c', 'tags', 'n.x', 'n.y'];
const INDEXES = [
  {
    name: 'a_b',
    keys: [
      ['a', 1],
      ['b', -1],
    ],
  },
  {
    name: 'b_c',
    keys: [
      ['b', 1],
      ['c', 1],
    ],
  },
  { name: 'tags', keys: [['tags', 1]] },
  {
    name: 'tags_c',
    keys: [
      ['tags', -1],
      ['c', -1],
    ],
  },
  {
    name: 'nx_a',
    keys: [
      ['n.x', 1],
      ['a', 1],
    ],
  },
  { name: 'c', keys: [['c', -1]] },
] as const;

function scalar(): Value {
  return pick<() => Value>([
    () => below(10),
    () => -below(10) - 0.5,
    () => `a${below(5)}`,
    () => '',
    () => null,
    () => below(2) === 0,
    () => new Date(1e12 + below(5) * 1000),
  ])();
}

function makeDocument(i: number): Document {
  const document: Document = { _id: `i${i}` };
  if (below(8)) document.a = scalar();
  if (below(8)) document.b = pick<() => Value>([scalar, () => below(4), () => ({ k: below(3) })])();
  if (below(8)) document.c = below(30);
  if (below(6))
    document.tags = pick<() => Value>([() => [], () => below(4), () => [below(4)], () => [below(4), scalar()]])();
  if (below(6))
    document.n = pick<() => Value>([
      () => ({ x: scalar(), y: 1 }),
      () => [{ x: below(3), y: below(3) }, { x: below(5) }],
    ])();
  return document;
}

function demand(path: string): unknown {
  const choice = below(path.startsWith('n') ? 8 : 10);
  if (choice < 3) return path === 'b' && below(4) === 0 ? { k: below(3) } : scalar();
  if (choice === 3) return { [pick(['$gt', '$gte', '$lt', '$lte'])]: scalar() };
  if (choice === 4) return { [pick(['$gt', '$gte'])]: below(8), [pick(['$lt', '$lte'])]: 2 + below(8) };
  if (choice === 5) return { $in: Array.from({ length: below(4) }, scalar) };
  if (choice === 6) return { [pick(['$ne', '$eq'])]: scalar() };
  if (choice === 7) return pick([{ $exists: below(2) === 0 }, { $nin: [scalar()] }]);
  if (choice === 8)
    return pick([{ $all: [below(4), below(4)] }, { $elemMatch: { $gt: below(4), $lt: 5 } }, { $size: below(3) }]);
  return pick<Value>([[], [below(4)], [below(4), below(4)]]);
}

function makeFilter(depth: number): Filter {
  const filter: Filter = {};
  for (const path of PATHS) if (below(4) === 0) filter[path] = demand(path);
  if (below(12) === 0) filter.n = { $elemMatch: { x: below(3), y: { $gte: below(2) } } };
  if (below(20) === 0)
    filter._id = pick<unknown>([{ $gt: `i${below(800)}` }, { $in: [`i${below(800)}`, `i${below(800)}`] }]);
  if (depth > 0 && below(4) === 0) filter.$and = [makeFilter(depth - 1), makeFilter(depth - 1)];
  if (depth > 0 && below(4) === 0) filter.$or = [makeFilter(depth - 1), makeFilter(0)];
  return filter;
}

function makeSort(): [string, 1 | -1][] {
  const paths = [...new Set(Array.from({ length: below(3) }, () => pick(PATHS)))];
  return [...paths, '_id'].map((path) => [path, pick([1, -1] as const)]);
}

const RANKS = ['empty', 'null', 'number', 'string', 'object', 'boolean', 'date'];

/** MongoDB's order, written apart from the engine's: by type, then by value; an array by its least or greatest element. */
function compareAt(a: Document, b: Document, path: string, direction: 1 | -1): number {
  return direction * compareValues(extremeAt(a, path, direction), extremeAt(b, path, direction));
}

const extremes = new Map<string, unknown>();

/** Remembered, because a document takes part in many comparisons. */
function extremeAt(document: Document, path: string, direction: 1 | -1): unknown {
  const name = `${document._id} ${path} ${direction}`;
  if (!extremes.has(name)) {
    // A missing value counts as null, and `sort` would always put undefined last.
    const values = elementsAt(document, path)
      .map((value) => value ?? null)
      .sort(compareValues);
    extremes.set(name, direction > 0 ? values[0] : values[values.length - 1]);
  }
  return extremes.get(name);
}

function elementsAt(document: Document, path: string): unknown[] {
  const [head, tail] = path.split('.') as [string, string?];
  const value = document[head];
  const values =
    tail === undefined
      ? [value]
      : Array.isArray(value)
        ? value.map((v) => (v as Document)[tail])
        : [(value as Document | undefined)?.[tail]];
  return values.flatMap((v) => (Array.isArray(v) ? (v.length === 0 ? ['\0empty'] : v) : [v]));
}

function compareValues(a: unknown, b: unknown): number {
  const [left, right] = [rank(a), rank(b)];
  if (left !== right) return left - right;
  const [x, y] = [a, b].map((v) =>
    v !== null && typeof v === 'object' && !(v instanceof Date) ? (v as { k: number }).k : v,
  ) as [number, number];
  return x === y || left === 1 ? 0 : x < y ? -1 : x > y ? 1 : 0;
}

function rank(value: unknown): number {
  if (value === '\0empty') return 0;
  if (value === null || value === undefined) return 1;
  return RANKS.indexOf(value instanceof Date ? 'date' : typeof value);
}

function ordered(documents: Document[], sort: Sort): Document[] {
  return [...documents].sort((a, b) => {
    for (const [path, direction] of sort) {
      const order = compareAt(a, b, path, direction);
      if (order !== 0) return order;
    }
    return 0;
  });
}

afterEach(cleanUp);

test(`${QUERIES} random queries give what a scan gives (seed ${SEED})`, () => {
  const folder = temporaryFolder();
  const engine = openEngine({ folder });
  engine.declare([{ name: 'f', indexes: INDEXES }]);
  for (let i = 0; i < DOCUMENTS; i++) engine.insert('f', [makeDocument(i)]);
  const options = { multi: false, merge: true, upsert: false };
  for (let i = 0; i < DOCUMENTS / 2; i++) {
    const _id = `i${below(DOCUMENTS)}`;
    const change = pick<() => Record<string, unknown>>([
      () => ({ $set: { [pick(['a', 'b', 'tags'])]: scalar() } }),
      () => ({ $unset: { [pick(['a', 'n', 'tags'])]: '' } }),
      () => ({ $set: { n: { x: scalar() } } }),
      () => ({ $set: { n: [{ x: below(9) }] } }),
    ])();
    if (below(4) === 0) engine.remove('f', { _id }, { multi: false });
    else engine.modify('f', { _id }, change, options);
  }
  const all = engine.find('f', {}).map(decodeDocument);
  const connection = new Connection(`${folder}/documents.db`);
  const collection = new Catalog(connection).get('f');
  const used = { index: 0, union: 0, ids: 0, 'id-range': 0, scan: 0 };
  const differences: unknown[] = [];
  for (let i = 0; i < QUERIES; i++) {
    const filter = makeFilter(1);
    const sort = below(3) === 0 ? [] : makeSort();
    used[plan(collection, filter, sort).kind]++;
    const query = new Query<Document>(filter as never);
    const expected = ordered(
      all.filter((document) => query.test(document)),
      sort,
    ).map(({ _id }) => _id);
    const found = ids(engine.find('f', filter, { sort: Object.fromEntries(sort) }));
    const [skip, limit] = [below(4), below(9)];
    const page = ids(engine.find('f', filter, { sort: Object.fromEntries(sort), skip, limit }));
    const same =
      sort.length > 0 ? found.join() === expected.join() : [...found].sort().join() === [...expected].sort().join();
    const samePage = page.join() === found.slice(skip, skip + limit).join();
    const sameCount = i % 4 > 0 || engine.count('f', filter) === expected.length;
    if (!same || !samePage || !sameCount) {
      differences.push({
        filter: JSON.stringify(filter),
        sort,
        expected: expected.length,
        found: found.length,
        samePage,
        sameCount,
      });
    }
  }
  connection.close();
  engine.close();
  process.stdout.write(`fuzz: seed ${SEED}, ${all.length} documents, ${QUERIES} queries by ${JSON.stringify(used)}\n`);
  expect(differences.slice(0, 5)).toEqual([]);
  expect(used.index + used.union).toBeGreaterThan(QUERIES / 2);
}, 180_000);
