import { cleanUp, failure, ids, openTemporary, parse } from './temporary';
import type { Engine } from '../../../localcloud/engine/types';

let engine: Engine;
beforeEach(() => {
  engine = openTemporary();
  engine.declare([{ name: 'goods', indexes: [] }]);
});
afterEach(cleanUp);

const one = (id: string): Record<string, unknown> => parse(engine.find('goods', { _id: id }))[0]!;
const update = (id: string, change: Record<string, unknown>) =>
  engine.modify('goods', { _id: id }, change, { multi: false, merge: true, upsert: false });

describe('insert and find', () => {
  test('keeps every kind of value', () => {
    const at = new Date(1_704_067_200_000);
    const document = {
      _id: 'a',
      n: 1.5,
      s: '中文\0"',
      t: at,
      list: [at, null, { deep: [true] }],
      none: null,
      empty: {},
    };
    engine.insert('goods', [{ ...document, missing: undefined, pattern: /^a/i, endless: Infinity }]);
    expect(one('a')).toEqual({
      ...document,
      t: { $date: at.getTime() },
      list: [{ $date: at.getTime() }, null, { deep: [true] }],
      pattern: { $regularExpression: { pattern: '^a', options: 'i' } },
      endless: { $numberDouble: 'Infinity' },
    });
    expect(engine.count('goods', { t: at, list: at, endless: Infinity })).toBe(1);
  });

  test('makes ids that are missing', () => {
    const [made, given] = engine.insert('goods', [{ n: 1 }, { _id: 'b', n: 2 }]);
    expect(made).toMatch(/^[0-9a-f]{32}$/);
    expect(given).toBe('b');
    expect(one(made!)).toEqual({ _id: made, n: 1 });
  });

  test.each([5, '', 'a\0b', { $gt: '' }])('refuses what is not a usable id (%#)', (id) => {
    expect(failure(() => engine.insert('goods', [{ _id: id }])).message).toMatch(/_id must be a text/);
  });

  test('a repeated id is refused, and with it all that came along', () => {
    engine.insert('goods', [{ _id: 'a' }]);
    const { code, message } = failure(() => engine.insert('goods', [{ _id: 'b' }, { _id: 'a' }]));
    expect(code).toBe('DATABASE_REQUEST_FAILED');
    expect(message).toContain('E11000 duplicate key error collection: local.goods index: _id_ dup key: {"_id":"a"}');
    expect(engine.count('goods', {})).toBe(1);
  });

  test('sorts, skips, limits and projects', () => {
    engine.insert('goods', [
      { _id: 'a', n: 3, x: { y: 1, z: 2 } },
      { _id: 'b', n: 1 },
      { _id: 'c', n: 2 },
      { _id: 'd' },
      { _id: 'e', n: 'text' },
      { _id: 'f', n: [9, 0] },
    ]);
    expect(ids(engine.find('goods', {}, { sort: { n: 1 } }))).toEqual(['d', 'f', 'b', 'c', 'a', 'e']);
    expect(ids(engine.find('goods', {}, { sort: { n: -1 } }))).toEqual(['e', 'f', 'a', 'c', 'b', 'd']);
    expect(ids(engine.find('goods', {}, { sort: { n: 1 }, skip: 1, limit: 2 }))).toEqual(['f', 'b']);
    expect(ids(engine.find('goods', { n: { $gt: 0 } }, { sort: { _id: -1 } }))).toEqual(['f', 'c', 'b', 'a']);
    expect(ids(engine.find('goods', { _id: { $gt: 'b', $lte: 'd' } }, { sort: { _id: 1 } }))).toEqual(['c', 'd']);
    expect(parse(engine.find('goods', { _id: 'a' }, { projection: { 'x.y': 1 } }))).toEqual([
      { _id: 'a', x: { y: 1 } },
    ]);
    expect(parse(engine.find('goods', { _id: 'a' }, { projection: { x: 0, _id: 0 } }))).toEqual([{ n: 3 }]);
  });

  test('pages through many documents by _id', () => {
    engine.insert(
      'goods',
      Array.from({ length: 700 }, (_, i) => ({ _id: String(i).padStart(4, '0') })),
    );
    const seen: string[] = [];
    for (let last = ''; ; last = seen[seen.length - 1]!) {
      const page = ids(engine.find('goods', { _id: { $gt: last } }, { sort: { _id: 1 }, limit: 90 }));
      if (page.length === 0) break;
      seen.push(...page);
    }
    expect(seen).toEqual([...seen].sort());
    expect(new Set(seen).size).toBe(700);
    expect(ids(engine.find('goods', {}, { sort: { _id: -1 } }))).toEqual(seen.reverse());
  });
});

describe('modify', () => {
  const before = { _id: 'a', n: 1, tags: ['p', 'q'], items: [{ k: 1, left: 5 }], nested: { x: 1 }, t: 5 };
  const cases: [string, Record<string, unknown>, Record<string, unknown>][] = [
    ['$set', { $set: { 'nested.y': 2, 'deep.er': 1 } }, { nested: { x: 1, y: 2 }, deep: { er: 1 } }],
    ['$set of an element', { $set: { 'items.0.left': 4 } }, { items: [{ k: 1, left: 4 }] }],
    ['$unset', { $unset: { 'nested.x': '' } }, { nested: {} }],
    ['$inc', { $inc: { n: -2, fresh: 3, 'items.0.left': -1 } }, { n: -1, fresh: 3, items: [{ k: 1, left: 4 }] }],
    ['$mul', { $mul: { n: 3, fresh: 3 } }, { n: 3, fresh: 0 }],
    ['$min', { $min: { n: 0, t: 9, fresh: 1 } }, { n: 0, fresh: 1 }],
    ['$max', { $max: { n: 0, t: 9 } }, { t: 9 }],
    ['$push', { $push: { tags: 'r' } }, { tags: ['p', 'q', 'r'] }],
    ['$push to nothing', { $push: { fresh: 'r' } }, { fresh: ['r'] }],
    ['$push $slice', { $push: { tags: { $each: ['r', 's'], $slice: -3 } } }, { tags: ['q', 'r', 's'] }],
    ['$push $slice to nothing', { $push: { fresh: { $each: [3, 1, 2], $sort: 1, $slice: 2 } } }, { fresh: [1, 2] }],
    ['$push $position', { $push: { tags: { $each: ['o'], $position: 0 } } }, { tags: ['o', 'p', 'q'] }],
    [
      '$push $sort',
      { $push: { items: { $each: [{ k: 0 }], $sort: { k: 1 } } } },
      { items: [{ k: 0 }, { k: 1, left: 5 }] },
    ],
    ['$pull', { $pull: { tags: 'p', items: { left: { $gt: 4 } } } }, { tags: ['q'], items: [] }],
    ['$pullAll', { $pullAll: { tags: ['p', 'z'] } }, { tags: ['q'] }],
    ['$pop', { $pop: { tags: -1 } }, { tags: ['q'] }],
    ['$addToSet', { $addToSet: { tags: { $each: ['q', 'r'] } } }, { tags: ['p', 'q', 'r'] }],
    ['$rename', { $rename: { t: 'u' } }, { t: undefined, u: 5 }],
  ];
  test.each(cases)('%s', (_, change, expected) => {
    engine.insert('goods', [before]);
    expect(update('a', change)).toEqual({ updated: 1, upsertId: null });
    expect(one('a')).toEqual({ ...before, ...expected });
  });

  test('$currentDate', () => {
    engine.insert('goods', [before]);
    update('a', { $currentDate: { t: true } });
    expect(Math.abs((one('a').t as { $date: number }).$date - Date.now())).toBeLessThan(5000);
  });

  test('a positional update changes the element that matched', () => {
    engine.insert('goods', [{ _id: 'a', items: [{ k: 1 }, { k: 2 }] }]);
    const options = { multi: false, merge: true, upsert: false };
    engine.modify('goods', { _id: 'a', 'items.k': 2 }, { $set: { 'items.$.left': 7 } }, options);
    expect(one('a').items).toEqual([{ k: 1 }, { k: 2, left: 7 }]);
  });

  const refused: [string, Record<string, unknown>][] = [
    ['$inc of a text', { $inc: { 'tags.0': 1 } }],
    ['$push to a number', { $push: { n: 1 } }],
    ['the id', { $set: { _id: 'b' } }],
    ['an unknown operator', { $nothing: { n: 1 } }],
    ['two operators on one path', { $set: { n: 1 }, $inc: { n: 1 } }],
  ];
  test.each(refused)('refuses %s', (_, change) => {
    engine.insert('goods', [before]);
    expect(failure(() => update('a', change)).code).toBe('DATABASE_REQUEST_FAILED');
    expect(one('a')).toEqual(before);
  });

  test('counts the documents that changed', () => {
    engine.insert('goods', [
      { _id: 'a', n: 1 },
      { _id: 'b', n: 2 },
      { _id: 'c', n: 2 },
    ]);
    expect(update('a', { $set: { n: 1 } }).updated).toBe(0);
    expect(update('nobody', { $set: { n: 1 } }).updated).toBe(0);
    const options = { merge: true, upsert: false };
    expect(engine.modify('goods', { n: { $gt: 0 } }, { $set: { n: 2 } }, { ...options, multi: true }).updated).toBe(1);
    expect(engine.modify('goods', { n: 2 }, { $inc: { n: 1 } }, { ...options, multi: false }).updated).toBe(1);
    expect(engine.modify('goods', { n: 2 }, { $inc: { n: 1 } }, { ...options, multi: true }).updated).toBe(2);
  });

  test('replaces whole documents, and makes them when told to', () => {
    const set = (data: Record<string, unknown>) =>
      engine.modify('goods', { _id: 'a' }, data, { multi: false, merge: false, upsert: true });
    expect(set({ n: 4, t: new Date(5) })).toEqual({ updated: 0, upsertId: 'a' });
    expect(set({ n: 5 })).toEqual({ updated: 1, upsertId: null });
    expect(set({ n: 5 })).toEqual({ updated: 0, upsertId: null });
    expect(one('a')).toEqual({ _id: 'a', n: 5 });
    const upsert = { multi: false, merge: true, upsert: true };
    const change = { $inc: { n: 1 }, $setOnInsert: { born: true } };
    const { upsertId } = engine.modify('goods', { name: 'x' }, change, upsert);
    expect(one(upsertId!)).toEqual({ _id: upsertId, name: 'x', n: 1, born: true });
    expect(engine.modify('goods', { name: 'x' }, change, upsert)).toEqual({ updated: 1, upsertId: null });
  });

  test('removes one or all', () => {
    engine.insert('goods', [{ n: 1 }, { n: 1 }, { n: 1 }, { n: 2 }]);
    expect(engine.remove('goods', { n: 1 }, { multi: false })).toBe(1);
    expect(engine.remove('goods', { n: 1 }, { multi: true })).toBe(2);
    expect(engine.count('goods', {})).toBe(1);
  });
});

describe('collections', () => {
  test('must exist', () => {
    const expected = { code: 'DATABASE_COLLECTION_NOT_EXIST', message: '[ResourceNotFound] Db or Table not exist: no' };
    expect(failure(() => engine.find('no', {}))).toMatchObject(expected);
    expect(failure(() => engine.insert('no', [{}]))).toMatchObject(expected);
    expect(failure(() => engine.aggregate('no', []))).toMatchObject(expected);
  });

  test('can be made, once', () => {
    engine.createCollection('more');
    expect(engine.collections()).toEqual(['goods', 'more']);
    expect(failure(() => engine.createCollection('more')).code).toBe('DATABASE_COLLECTION_ALREADY_EXIST');
  });
});

describe('aggregate', () => {
  beforeEach(() => {
    engine.insert('goods', [
      { _id: 'a', kind: 'x', n: 1, at: new Date(0), items: [{ k: 1 }, { k: 2 }] },
      { _id: 'b', kind: 'x', n: 2, at: new Date(86_400_000) },
      { _id: 'c', kind: 'y', n: 3 },
    ]);
  });
  const run = (...stages: Record<string, unknown>[]) =>
    engine.aggregate('goods', stages).map((text) => JSON.parse(text) as unknown);

  test('groups', () => {
    const group = { $group: { _id: '$kind', total: { $sum: '$n' }, last: { $max: '$at' } } };
    expect(run({ $match: { n: { $gt: 0 } } }, group, { $sort: { total: -1, _id: 1 } })).toEqual([
      { _id: 'x', total: 3, last: { $date: 86_400_000 } },
      { _id: 'y', total: 3, last: null },
    ]);
  });

  test('unwinds, projects and looks up', () => {
    expect(run({ $match: { n: 1 } }, { $unwind: '$items' }, { $project: { _id: 0, k: '$items.k' } })).toEqual([
      { k: 1 },
      { k: 2 },
    ]);
    const lookup = { $lookup: { from: 'goods', localField: 'kind', foreignField: 'kind', as: 'same' } };
    expect(run(lookup, { $project: { same: { $size: '$same' } } })).toEqual([
      { _id: 'a', same: 2 },
      { _id: 'b', same: 2 },
      { _id: 'c', same: 1 },
    ]);
  });

  test('sorts, skips and limits at the head', () => {
    expect(run({ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { n: 1 } })).toEqual([
      { _id: 'b', n: 2 },
    ]);
  });

  test('refuses stages that write and stages nobody knows', () => {
    expect(failure(() => run({ $out: 'goods' })).code).toBe('DATABASE_REQUEST_FAILED');
    expect(failure(() => run({ $nothing: 1 })).code).toBe('DATABASE_REQUEST_FAILED');
  });
});

describe('places', () => {
  const at = (longitude: number, latitude: number) => ({ type: 'Point', coordinates: [longitude, latitude] });
  const square = [
    [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
      [0, 0],
    ],
  ];
  beforeEach(() => {
    engine.declare([{ name: 'shops', indexes: [{ name: 'place', keys: [['place', '2dsphere']] }] }]);
    engine.insert('shops', [
      { _id: 'far', place: at(3, 3), open: true },
      { _id: 'near', place: at(1, 1.001), open: true },
      { _id: 'mid', place: at(1.01, 1), open: false },
      { _id: 'nowhere' },
    ]);
  });

  test('$near orders by distance', () => {
    const near = (extra: object) => ({ place: { $near: { $geometry: at(1, 1), ...extra } } });
    expect(ids(engine.find('shops', near({})))).toEqual(['near', 'mid', 'far']);
    expect(ids(engine.find('shops', near({ $maxDistance: 2000, $minDistance: 200 })))).toEqual(['mid']);
    expect(ids(engine.find('shops', { $and: [near({}), { open: true }] }, { limit: 1 }))).toEqual(['near']);
  });

  test('$geoWithin and $geoIntersects', () => {
    const polygon = { $geometry: { type: 'Polygon', coordinates: square } };
    expect(ids(engine.find('shops', { place: { $geoWithin: polygon } })).sort()).toEqual(['mid', 'near']);
    expect(ids(engine.find('shops', { place: { $geoIntersects: polygon } })).sort()).toEqual(['mid', 'near']);
    const circle = { $centerSphere: [[1, 1], 500 / 6_378_100] };
    expect(ids(engine.find('shops', { place: { $geoWithin: circle } }))).toEqual(['near']);
  });

  test('$geoNear tells distances in metres', () => {
    const stage = { near: at(1, 1), distanceField: 'metres', query: { open: true }, limit: 1, spherical: true };
    const [nearest] = engine
      .aggregate('shops', [{ $geoNear: stage }])
      .map((text) => JSON.parse(text) as { metres: number });
    expect(nearest).toMatchObject({ _id: 'near' });
    expect(nearest!.metres).toBeCloseTo(111.32, 1);
  });
});
