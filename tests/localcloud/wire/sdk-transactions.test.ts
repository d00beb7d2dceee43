import { useCloud } from '../support/shared-cloud';

const { cloud } = useCloud();

beforeEach(() =>
  cloud().run(`await db.collection('things').doc('stock').set({ data: { left: 10 } });
    await db.collection('things').doc('other').set({ data: { left: 10 } })`),
);

const left = (id: string): Promise<unknown> =>
  cloud().run(`return (await db.collection('things').doc(input).get()).data.left`, id);

describe('transactions', () => {
  test('commit several documents together, and roll back together', async () => {
    await cloud().run(`
      await db.runTransaction(async (t) => {
        await t.collection('things').doc('stock').update({ data: { left: _.inc(-3) } });
        await t.collection('things').doc('other').update({ data: { left: _.inc(3) } });
      }, 0);`);
    expect([await left('stock'), await left('other')]).toEqual([7, 13]);
    await cloud().call(`
      await db.runTransaction(async (t) => {
        await t.collection('things').doc('stock').update({ data: { left: 0 } });
        await t.rollback({ errCode: 1, errMsg: 'no' });
      }, 0);`);
    expect(await left('stock')).toBe(7);
  });

  test('own retries bring six rivals through', async () => {
    const rivals = Array.from({ length: 6 }, () =>
      cloud().run(`
        await transact(async (t) => {
          const { data } = await t.collection('things').doc('stock').get();
          await t.collection('things').doc('stock').update({ data: { left: data.left + 1 } });
        });`),
    );
    await Promise.all(rivals);
    expect(await left('stock')).toBe(16);
  }, 20_000);

  test('a plain write waits for the transaction that holds the document', async () => {
    const [waited, value] = (await cloud().run(`
      const t = await db.startTransaction();
      await t.collection('things').doc('stock').update({ data: { left: 1 } });
      const started = performance.now();
      const write = db.collection('things').doc('stock').update({ data: { left: _.inc(5) } });
      await new Promise((resolve) => setTimeout(resolve, 200));
      await t.commit();
      await write;
      return [performance.now() - started, (await db.collection('things').doc('stock').get()).data.left];`)) as number[];
    expect(waited).toBeGreaterThan(190);
    expect(value).toBe(6);
  });

  test.each([
    [
      // Many, so that some overlap on a busy machine as well, where two may arrive one after the other.
      'operations at once',
      `await Promise.all(Array.from({ length: 30 }, (_, i) => t.collection('things').doc(i % 2 ? 'stock' : 'other').get()))`,
      'TransactionBusy',
    ],
    ['get by condition', `await t.collection('things').where({ left: 10 }).get()`, 'only doc()'],
    [
      'update by condition',
      `await db.collection('things').where({ left: 10 }).update({ data: { left: 1 } })`,
      'outside the transaction',
    ],
    ['remove by condition', `await db.collection('things').where({ left: 10 }).remove()`, 'outside the transaction'],
    ['count', `await db.collection('things').where({ left: 10 }).count()`, 'outside the transaction'],
  ])('%s is refused', async (_, code, message) => {
    const answer = await cloud().call(`await db.runTransaction(async (t) => { ${code} }, 0)`);
    expect(JSON.stringify(answer.error)).toContain(message);
    expect([await left('stock'), await left('other')]).toEqual([10, 10]);
  });

  test('once it is over, conditions are allowed again', async () => {
    expect(
      await cloud().run(`
        await db.runTransaction(async (t) => { await t.collection('things').doc('stock').update({ data: { left: 3 } }) }, 0);
        return (await db.collection('things').where({ left: 3 }).count()).total;`),
    ).toBe(1);
  });
});
