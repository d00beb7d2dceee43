import { documentKeys, encodeKey, keyField } from '../../../localcloud/engine/keys';
import type { CollectionSpec, Engine, Filter, IndexSpec } from '../../../localcloud/engine/types';
import { cleanUp, failure, ids, openTemporary, parse } from './temporary';

afterEach(cleanUp);

function withIndexes(indexes: IndexSpec[], unindexed: Filter[] = []): Engine {
  const engine = openTemporary({ onUnindexed: (_, filter) => unindexed.push(filter) });
  engine.declare([{ name: 'c', indexes }]);
  return engine;
}

describe('keys', () => {
  const ascending = [
    null,
    -Infinity,
    -1e9,
    -1.5,
    -1,
    0,
    Number.MIN_VALUE,
    1,
    1.5,
    1e300,
    Infinity,
    '',
    '\0',
    '\0a',
    '\x01',
    'A',
    'a',
    'a\0',
    'a\x01',
    'aa',
    'b',
    '中',
    '文',
    '😀',
    {},
    { a: 1 },
    { a: 1, b: 1 },
    { a: 2 },
    { b: 0 },
    [1],
    [1, 2],
    [2],
    false,
    true,
    new Date(-5),
    new Date(0),
    new Date(5),
  ];

  test('stand in the order of the values, upwards and downwards', () => {
    for (const direction of [1, -1] as const) {
      const keys = ascending.map((value) => encodeKey(value, direction));
      for (let i = 1; i < keys.length; i++) expect(Buffer.compare(keys[i - 1]!, keys[i]!)).toBe(-direction);
    }
  });

  test('are the same for equal values', () => {
    expect(encodeKey(-0, 1)).toEqual(encodeKey(0, 1));
    expect(encodeKey({ a: 1, b: [{ c: 1, d: 2 }] }, 1)).toEqual(encodeKey({ b: [{ d: 2, c: 1 }], a: 1 }, 1));
  });

  test('list an array by its elements, each once', () => {
    const fields = [keyField('t', 1), keyField('k', -1)];
    expect(documentKeys({ t: [2, 1, 2], k: 5 }, fields).keys).toHaveLength(2);
    expect(documentKeys({ t: [], k: 5 }, fields).keys).toHaveLength(1);
    expect(failure(() => documentKeys({ t: [1], k: [2] }, fields)).message).toMatch(/parallel arrays/);
  });
});

describe('unique', () => {
  const unique: IndexSpec = { name: 'phone', keys: [['phone', 1]], unique: true };

  test('refuses a value twice, and says where', () => {
    const engine = withIndexes([unique]);
    engine.insert('c', [
      { _id: 'a', phone: '1' },
      { _id: 'b', phone: '2' },
    ]);
    const message = failure(() => engine.insert('c', [{ phone: '1' }])).message;
    expect(message).toContain('[FailedOperation.Insert]');
    expect(message).toContain('E11000 duplicate key error collection: local.c index: phone dup key: {"phone":"1"}');
    const change = () =>
      engine.modify('c', { _id: 'b' }, { $set: { phone: '1' } }, { multi: false, merge: true, upsert: false });
    expect(failure(change).message).toContain('[FailedOperation.Update]');
    expect(parse(engine.find('c', { phone: '2' }))).toEqual([{ _id: 'b', phone: '2' }]);
  });

  test('takes a missing value for null, which one document may have', () => {
    const engine = withIndexes([unique]);
    engine.insert('c', [{ _id: 'a' }]);
    expect(failure(() => engine.insert('c', [{ phone: null }])).message).toContain('E11000');
    engine.remove('c', { _id: 'a' }, { multi: false });
    engine.insert('c', [{ phone: null }]);
  });

  test('holds for several fields and for elements of arrays', () => {
    const engine = withIndexes([
      {
        name: 'k',
        keys: [
          ['shop', 1],
          ['codes', -1],
        ],
        unique: true,
      },
    ]);
    engine.insert('c', [
      { shop: 1, codes: ['x', 'y'] },
      { shop: 2, codes: ['x'] },
    ]);
    expect(failure(() => engine.insert('c', [{ shop: 1, codes: ['z', 'y'] }])).message).toContain('index: k');
    engine.insert('c', [{ shop: 1, codes: ['z', 'z'] }]);
  });

  test('is refused over documents that break it', () => {
    const engine = withIndexes([]);
    engine.insert('c', [{ phone: 1 }, { phone: 1 }]);
    expect(failure(() => engine.declare([{ name: 'c', indexes: [unique] }])).message).toContain('E11000');
    engine.insert('c', [{ phone: 1 }]);
  });
});

describe('the right index answers', () => {
  const indexes: IndexSpec[] = [
    {
      name: 'shop_at',
      keys: [
        ['shop', 1],
        ['at', -1],
      ],
    },
    {
      name: 'tags_at',
      keys: [
        ['tags', 1],
        ['at', 1],
      ],
    },
    { name: 'item', keys: [['items.sku', 1]] },
  ];
  const documents = Array.from({ length: 60 }, (_, i) => ({
    _id: `d${String(i).padStart(2, '0')}`,
    shop: i % 3,
    at: new Date((i * 7) % 60),
    tags: [`t${i % 4}`, `u${i % 5}`],
    items: [{ sku: `s${i % 7}`, n: i }],
  }));
  const cases: [string, Filter, Record<string, 1 | -1> | undefined, number][] = [
    ['equality and sort', { shop: 1 }, { at: -1 }, 20],
    ['the other way round', { shop: 1 }, { at: 1 }, 20],
    [
      '$and of chained commands',
      { $and: [{ shop: 1 }, { at: { $gte: new Date(10) } }, { at: { $lt: new Date(40) } }] },
      { at: 1 },
      10,
    ],
    ['$in', { shop: { $in: [0, 2] }, at: { $lt: new Date(30) } }, undefined, 20],
    ['$or of indexed branches', { $or: [{ shop: 1 }, { tags: 't0' }] }, undefined, 30],
    ['an element of an array, sorted', { tags: 't1' }, { at: -1 }, 15],
    ['a whole array', { tags: ['t1', 'u1'] }, undefined, 3],
    ['$elemMatch', { items: { $elemMatch: { sku: 's1', n: { $gt: 20 } } } }, undefined, 6],
    ['sort alone', {}, { shop: 1, at: -1, _id: 1 }, 60],
  ];
  test.each(cases)('%s', (_, filter, sort, count) => {
    const unindexed: Filter[] = [];
    const engine = withIndexes(indexes, unindexed);
    engine.insert('c', documents);
    const found = parse(engine.find('c', filter, { sort }));
    expect(found).toHaveLength(count);
    expect(engine.count('c', filter)).toBe(count);
    const [path, direction] = Object.entries(sort ?? {}).find(([name]) => name === 'at') ?? [];
    const times = found.map((document) => (document.at as unknown as { $date: number }).$date);
    if (path && !('shop' in sort!)) expect(times).toEqual([...times].sort((a, b) => direction! * (a - b)));
    expect(unindexed).toEqual([]);
  });

  test('a query without an index is told once per shape', () => {
    const unindexed: Filter[] = [];
    const engine = withIndexes(indexes, unindexed);
    for (const n of [1, 2, 3]) engine.find('c', { n });
    engine.find('c', { n: { $gt: 1 } });
    engine.find('c', {}, { sort: { n: 1 } });
    engine.find('c', { _id: 'a', n: 1 });
    engine.find('c', {});
    engine.count('c', { shop: 1 });
    expect(unindexed).toEqual([{ n: 1 }, { n: { $gt: 1 } }, {}]);
  });

  test('two elements may meet two bounds', () => {
    const engine = withIndexes(indexes);
    engine.insert('c', [
      { _id: 'a', tags: ['a', 'z'] },
      { _id: 'b', tags: ['m'] },
      { _id: 'c', tags: ['z'] },
    ]);
    expect(ids(engine.find('c', { tags: { $gt: 'l', $lt: 'n' } })).sort()).toEqual(['a', 'b']);
  });

  test('more equal keys than a page holds are all found', () => {
    const engine = withIndexes(indexes);
    engine.insert(
      'c',
      Array.from({ length: 9000 }, (_, i) => ({ _id: `x${i}`, shop: 1, at: new Date(0), tags: ['a', 'b'] })),
    );
    expect(engine.find('c', { shop: 1 }, { sort: { at: 1 } })).toHaveLength(9000);
    expect(engine.find('c', { tags: { $gte: 'a' } })).toHaveLength(9000);
  });
});

describe('declarations', () => {
  const first: CollectionSpec = { name: 'c', indexes: [{ name: 'i', keys: [['n', 1]] }] };

  test('can be repeated, changed and taken back', () => {
    const unindexed: Filter[] = [];
    const engine = openTemporary({ onUnindexed: (_, filter) => unindexed.push(filter) });
    engine.declare([first]);
    engine.insert('c', [{ _id: 'a', n: 1, m: 2 }]);
    engine.declare([first, { name: 'd', indexes: [] }]);
    expect(engine.collections()).toEqual(['c', 'd']);
    engine.declare([
      {
        name: 'c',
        indexes: [
          {
            name: 'i',
            keys: [
              ['m', -1],
              ['n', 1],
            ],
          },
        ],
      },
    ]);
    expect(ids(engine.find('c', { m: 2, n: 1 }))).toEqual(['a']);
    expect(unindexed).toEqual([]);
    engine.declare([{ name: 'c', indexes: [] }]);
    expect(ids(engine.find('c', { m: 2 }))).toEqual(['a']);
    expect(unindexed).toEqual([{ m: 2 }]);
  });

  test('an element changed by its position is found by its new value', () => {
    const engine = withIndexes([{ name: 'left', keys: [['items.left', 1]] }]);
    engine.insert('c', [{ _id: 'a', items: [{ left: 1 }, { left: 2 }] }]);
    engine.modify('c', { _id: 'a' }, { $inc: { 'items.1.left': 5 } }, { multi: false, merge: true, upsert: false });
    expect(ids(engine.find('c', { 'items.left': 7 }))).toEqual(['a']);
    expect(ids(engine.find('c', { 'items.left': 2 }))).toEqual([]);
  });

  test('what was undone leaves no mark on an index', () => {
    const engine = withIndexes([{ name: 'tags', keys: [['tags', 1]] }]);
    engine.insert('c', [{ _id: 'a', tags: 'x' }]);
    failure(() => engine.insert('c', [{ _id: 'b', tags: ['a', 'z'] }, { _id: 'a' }]));
    expect(engine.count('c', { tags: { $gte: 'a' } })).toBe(1);
    engine.insert('c', [{ _id: 'b', tags: ['a', 'z'] }]);
    expect(engine.count('c', { tags: { $gt: 'l', $lt: 'n' } })).toBe(1);
  });
});
