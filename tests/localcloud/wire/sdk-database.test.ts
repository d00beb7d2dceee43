import { useCloud } from '../support/shared-cloud';

const { cloud } = useCloud();

describe('the real SDK against the local database', () => {
  beforeEach(() =>
    cloud().run(`
      await db.collection('things').where({ _id: _.exists(true) }).remove();
      await db.collection('things').add({ data: [
        { _id: 'a', n: 1, price: 9.9, big: 5000000000, s: '中文', tags: ['p', 'q'], nested: { a: { b: 1 } },
          items: [{ sku: 's1', qty: 2 }], gone: 1, when: new Date('2024-01-01T00:00:00Z') },
        { _id: 'b', n: 2, s: '英文', tags: ['q'] },
        { _id: 'c', n: 3, s: 'abc', tags: [] },
      ] });`),
  );

  test.each([
    ['equality', `{ s: '中文' }`, ['a']],
    ['nested object', `{ nested: { a: { b: 1 } } }`, ['a']],
    ['gt and lte', `{ n: _.gt(1).and(_.lte(3)) }`, ['b', 'c']],
    ['gte', `{ n: _.gte(2) }`, ['b', 'c']],
    ['neq', `{ n: _.neq(2) }`, ['a', 'c']],
    ['in', `{ n: _.in([1, 3]) }`, ['a', 'c']],
    ['nin', `{ n: _.nin([1, 3]) }`, ['b']],
    ['exists', `{ price: _.exists(true) }`, ['a']],
    ['or of fields', `_.or([{ n: 1 }, { s: 'abc' }])`, ['a', 'c']],
    ['or of values', `{ n: _.eq(1).or(_.eq(2)) }`, ['a', 'b']],
    ['and', `_.and([{ n: _.lt(3) }, { tags: 'q' }])`, ['a', 'b']],
    ['elemMatch', `{ items: _.elemMatch({ sku: 's1', qty: _.gt(1) }) }`, ['a']],
    ['all', `{ tags: _.all(['p', 'q']) }`, ['a']],
    ['size', `{ tags: _.size(1) }`, ['b']],
    ['not', `{ n: _.not(_.lt(3)) }`, ['c']],
    ['dates', `{ when: _.lt(new Date('2025-01-01')) }`, ['a']],
    ['regular expression', `{ s: db.RegExp({ regexp: '文$', options: 'i' }) }`, ['a', 'b']],
  ])('%s', async (_, condition, ids) => {
    const found = await cloud().run(
      `return (await db.collection('things').where(${condition}).orderBy('n', 'asc').field({ n: true }).get()).data.map((x) => x._id)`,
    );
    expect(found).toEqual(ids);
  });

  test.each([
    ['inc and mul', `{ n: _.inc(5), price: _.mul(2) }`, { n: 6, price: 19.8 }],
    ['push', `{ tags: _.push(['r']) }`, { tags: ['p', 'q', 'r'] }],
    ['push with slice', `{ tags: _.push({ each: ['r'], slice: -2 }) }`, { tags: ['q', 'r'] }],
    ['pull', `{ tags: _.pull('p') }`, { tags: ['q'] }],
    ['addToSet', `{ tags: _.addToSet({ $each: ['q', 'z'] }) }`, { tags: ['p', 'q', 'z'] }],
    ['unshift', `{ tags: _.unshift(['o']) }`, { tags: ['o', 'p', 'q'] }],
    ['pop', `{ tags: _.pop() }`, { tags: ['p'] }],
    ['shift', `{ tags: _.shift() }`, { tags: ['q'] }],
    ['remove', `{ gone: _.remove() }`, { n: 1 }],
    ['set', `{ nested: _.set({ z: 1 }) }`, { nested: { z: 1 } }],
    ['nested fields merge', `{ nested: { a: { c: 2 } } }`, { nested: { a: { b: 1, c: 2 } } }],
    ['min and max', `{ n: _.max(4), big: _.min(3) }`, { n: 4, big: 3 }],
    ['an element', `{ 'items.0.qty': _.inc(1) }`, { items: [{ sku: 's1', qty: 3 }] }],
  ])('update: %s', async (_, change, expected) => {
    const [updated, after] = (await cloud().run(`
      const { stats } = await db.collection('things').doc('a').update({ data: ${change} });
      return [stats.updated, (await db.collection('things').doc('a').get()).data];`)) as [number, object];
    expect(updated).toBe(1);
    expect(after).toMatchObject(expected);
    expect('gone' in after).toBe(!change.includes('gone'));
  });

  test('order, skip, limit and fields', async () => {
    const found = await cloud().run(
      `return (await db.collection('things').orderBy('n', 'desc').skip(1).limit(1).field({ s: true, _id: false }).get()).data`,
    );
    expect(found).toEqual([{ s: '英文' }]);
  });

  test('count, update, remove and set by condition', async () => {
    expect(
      await cloud().run(`
        const things = db.collection('things');
        const updated = (await things.where({ n: _.gt(1) }).update({ data: { flag: true } })).stats.updated;
        const total = (await things.where({ flag: true }).count()).total;
        const set = await things.doc('d').set({ data: { n: 4 } });
        const removed = (await things.where({ n: _.in([1, 2]) }).remove()).stats.removed;
        return [updated, total, set.stats.created, removed, (await things.count()).total];`),
    ).toEqual([2, 2, 1, 2, 2]);
  });

  test('values come back as they went', async () => {
    const [when, rest] = (await cloud().run(`
      const { data } = await db.collection('things').doc('a').get();
      return [data.when instanceof Date && data.when.getTime(), data];`)) as [number, object];
    expect(when).toBe(Date.UTC(2024, 0, 1));
    expect(rest).toMatchObject({ big: 5000000000, price: 9.9, s: '中文', items: [{ sku: 's1', qty: 2 }] });
  });

  test('a missing document, a taken id, an unknown collection', async () => {
    expect(await cloud().run(`return (await db.collection('things').doc('zz').get()).data`)).toBeNull();
    const taken = await cloud().call(`await db.collection('things').add({ data: { _id: 'a' } })`);
    expect(taken.error).toMatchObject({ errCode: -502001, errMsg: expect.stringContaining('E11000') as string });
    const unknown = await cloud().call(`await db.collection('nowhere').get()`);
    expect(unknown.error?.errCode).toBe(-502005);
  });

  test('near a point', async () => {
    expect(
      await cloud().run(`
        await db.collection('things').doc('b').update({ data: { at: db.Geo.Point(113.32, 23.12) } });
        await db.collection('things').doc('c').update({ data: { at: db.Geo.Point(113.40, 23.12) } });
        const near = _.geoNear({ geometry: db.Geo.Point(113.32, 23.13), minDistance: 0, maxDistance: 20000 });
        return (await db.collection('things').where({ at: near }).get()).data.map((x) => x._id);`),
    ).toEqual(['b', 'c']);
  });

  test('aggregation', async () => {
    expect(
      await cloud().run(`
        return (await db.collection('things').aggregate()
          .match({ n: _.gt(0) }).unwind('$tags').group({ _id: '$tags', total: $.sum('$n') }).sort({ total: -1 }).end()).list`),
    ).toEqual([
      { _id: 'q', total: 3 },
      { _id: 'p', total: 1 },
    ]);
  });

  test('server dates follow the cloud clock', async () => {
    const [at, later, now] = (await cloud().run(`
      await db.collection('things').doc('t').set({ data: { at: db.serverDate(), later: db.serverDate({ offset: 60000 }) } });
      const { data } = await db.collection('things').doc('t').get();
      return [data.at.getTime(), data.later.getTime(), Date.now()];`)) as [number, number, number];
    expect(Math.abs(at - now)).toBeLessThan(1000);
    expect(later - at).toBe(60_000);
  });

  test('no more than a thousand documents come at once, a hundred unless asked for', async () => {
    expect(
      await cloud().run(`
        const many = Array.from({ length: 1005 }, (x, i) => ({ _id: 'm' + i, k: 1 }));
        await db.collection('things').add({ data: many });
        const all = db.collection('things').where({ k: 1 });
        return [(await all.get()).data.length, (await all.limit(5000).get()).data.length];`),
    ).toEqual([100, 1000]);
  });

  test('documents beyond 512 KB and results beyond 1 MB are refused', async () => {
    const large = await cloud().call(`await db.collection('things').add({ data: { x: 'x'.repeat(530000) } })`);
    expect(large.error?.errMsg).toContain('512');
    const result = await cloud().call(`
      for (const i of [1, 2, 3]) await db.collection('things').add({ data: { big: true, x: 'x'.repeat(400000) } });
      await db.collection('things').where({ big: true }).get();`);
    expect(result.error?.errMsg).toContain('-602001');
  });

  test('each invocation keeps the list of what it asked', async () => {
    await cloud().run(`/* counted */ await db.collection('things').where({ n: 1 }).get()`, null, 'oReader');
    const calls = (await cloud().get('/dev/calls?limit=20')) as Record<string, unknown>[];
    const mine = calls.find((call) => String(call.call).includes('/* counted */'));
    expect(mine).toMatchObject({ function: 'api', openid: 'oReader', source: 'wx_client', outcome: 'ok' });
    expect(mine?.operations).toEqual([
      { action: 'database.getDocument', collection: 'things', queryType: 'WHERE', ms: expect.any(Number) as number },
    ]);
  });
});
