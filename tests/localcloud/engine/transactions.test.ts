import type { Engine } from '../../../localcloud/engine/types';
import { cleanUp, failure, ids, openTemporary, parse } from './temporary';

let engine: Engine;
beforeEach(() => {
  engine = openTemporary();
  engine.declare([
    {
      name: 'c',
      indexes: [
        { name: 'k', keys: [['k', 1]], unique: true },
        { name: 'n', keys: [['n', 1]] },
      ],
    },
  ]);
  engine.insert('c', [
    { _id: 'a', k: 1, n: 1 },
    { _id: 'b', k: 2, n: 1 },
  ]);
});
afterEach(cleanUp);

const set = (id: string, fields: object, transactionId?: string) =>
  engine.modify('c', { _id: id }, { $set: fields }, { multi: false, merge: true, upsert: false, transactionId });
const n = (id: string, transactionId?: string) => parse(engine.find('c', { _id: id }, { transactionId }))[0]?.n;
const conflict = {
  code: 'DATABASE_TRANSACTION_CONFLICT',
  message: expect.stringContaining('[ResourceUnavailable.TransactionConflict]') as unknown,
};
const gone = { message: expect.stringContaining('Transaction does not exist on the server') as unknown };

test('reads one moment, plus its own writes', () => {
  const t = engine.startTransaction();
  set('a', { n: 2 });
  engine.insert('c', [{ _id: 'x', k: 3, n: 1 }]);
  engine.remove('c', { _id: 'b' }, { multi: false });
  expect(n('a', t)).toBe(1);
  expect(n('a')).toBe(2);
  engine.insert('c', [{ _id: 'y', k: 4, n: 1 }], t);
  expect(ids(engine.find('c', { n: 1 }, { transactionId: t, sort: { _id: -1 } }))).toEqual(['y', 'b', 'a']);
  expect(ids(engine.find('c', { n: 1 }))).toEqual(['x']);
  engine.commitTransaction(t);
  expect(ids(engine.find('c', { n: 1 }, { sort: { _id: 1 } }))).toEqual(['x', 'y']);
});

test('its writes are unseen until it commits, and gone when it aborts', () => {
  const t = engine.startTransaction();
  set('a', { n: 5 }, t);
  expect(engine.remove('c', { _id: 'b' }, { multi: false, transactionId: t })).toBe(1);
  engine.insert('c', [{ _id: 'x', k: 9 }], t);
  const options = { multi: false, merge: false, upsert: true, transactionId: t };
  expect(engine.modify('c', { _id: 'z' }, { k: 8 }, options)).toEqual({ updated: 0, upsertId: 'z' });
  expect([n('a', t), n('b', t), engine.count('c', {})]).toEqual([5, undefined, 2]);
  engine.abortTransaction(t);
  expect(ids(engine.find('c', {}))).toEqual(['a', 'b']);
  expect(n('a')).toBe(1);
});

test('a commit keeps all of it', () => {
  const t = engine.startTransaction();
  set('a', { n: 5 }, t);
  set('a', { n: 6, k: 7 }, t);
  engine.remove('c', { _id: 'b' }, { multi: false, transactionId: t });
  engine.insert('c', [{ _id: 'b', k: 1 }], t);
  engine.commitTransaction(t);
  expect(parse(engine.find('c', {}, { sort: { _id: 1 } }))).toEqual([
    { _id: 'a', k: 7, n: 6 },
    { _id: 'b', k: 1 },
  ]);
  expect(ids(engine.find('c', { k: 1 }))).toEqual(['b']);
  expect(failure(() => engine.commitTransaction(t))).toMatchObject(gone);
});

test('the second writer of a document fails at once and is over', () => {
  const [s, t] = [engine.startTransaction(), engine.startTransaction()];
  set('a', { n: 2 }, s);
  expect(failure(() => set('a', { n: 3 }, t))).toMatchObject(conflict);
  expect(failure(() => set('b', { n: 3 }, t))).toMatchObject(gone);
  engine.commitTransaction(s);
  expect(n('a')).toBe(2);
});

test('a document changed since the snapshot is a conflict, even after the writer has ended', () => {
  const [s, t, u] = [engine.startTransaction(), engine.startTransaction(), engine.startTransaction()];
  set('a', { n: 2 }, s);
  engine.commitTransaction(s);
  set('b', { n: 2 });
  expect(failure(() => set('a', { n: 3 }, t))).toMatchObject(conflict);
  expect(failure(() => engine.remove('c', { _id: 'b' }, { multi: false, transactionId: u }))).toMatchObject(conflict);
  const again = engine.startTransaction();
  set('a', { n: 3 }, again);
  engine.commitTransaction(again);
  expect(n('a')).toBe(3);
});

test('a plain write to a locked document is told to wait', () => {
  const t = engine.startTransaction();
  set('a', { n: 2 }, t);
  engine.insert('c', [{ _id: 'new', k: 5 }], t);
  expect(failure(() => set('a', { n: 3 }))).toMatchObject(conflict);
  expect(failure(() => engine.remove('c', {}, { multi: true }))).toMatchObject(conflict);
  expect(failure(() => engine.insert('c', [{ _id: 'new', k: 6 }]))).toMatchObject(conflict);
  expect(failure(() => engine.insert('c', [{ _id: 'other', k: 5 }]))).toMatchObject(conflict);
  expect(engine.count('c', {})).toBe(2);
  set('b', { n: 3 });
  engine.commitTransaction(t);
  expect(set('a', { n: 3 }).updated).toBe(1);
  expect(failure(() => engine.insert('c', [{ _id: 'other', k: 5 }])).message).toContain('E11000');
});

test('unique values hold across transactions', () => {
  const duplicate = { message: expect.stringContaining('E11000') as unknown };
  const s = engine.startTransaction();
  expect(failure(() => engine.insert('c', [{ k: 1 }], s))).toMatchObject(duplicate);
  const t = engine.startTransaction();
  engine.insert('c', [{ k: 5 }], t);
  expect(failure(() => engine.insert('c', [{ k: 5 }], t))).toMatchObject(duplicate);
  const [u, v] = [engine.startTransaction(), engine.startTransaction()];
  engine.insert('c', [{ k: 6 }], u);
  expect(failure(() => engine.insert('c', [{ k: 6 }], v))).toMatchObject(conflict);
  const w = engine.startTransaction();
  engine.insert('c', [{ k: 7 }]);
  expect(failure(() => engine.insert('c', [{ k: 7 }], w))).toMatchObject(conflict);
  engine.commitTransaction(u);
});

test('two documents can exchange a unique value', () => {
  const t = engine.startTransaction();
  set('a', { k: 99 }, t);
  set('b', { k: 1 }, t);
  set('a', { k: 2 }, t);
  engine.commitTransaction(t);
  expect(ids(engine.find('c', { k: 1 }))).toEqual(['b']);
  expect(ids(engine.find('c', { k: 2 }))).toEqual(['a']);
});

test('reading alone conflicts with nobody', () => {
  const t = engine.startTransaction();
  n('a', t);
  set('a', { n: 2 });
  engine.commitTransaction(t);
  expect(n('a')).toBe(2);
});

test('a collection made later is empty to it', () => {
  const t = engine.startTransaction();
  engine.createCollection('late');
  engine.insert('late', [{ _id: 'x' }]);
  expect(engine.find('late', {}, { transactionId: t })).toEqual([]);
  engine.insert('late', [{ _id: 'y' }], t);
  engine.commitTransaction(t);
  expect(ids(engine.find('late', {}))).toEqual(['x', 'y']);
});

test('is over when its time is up, and frees what it held', async () => {
  const short = openTemporary({ transactionTimeoutMs: 30 });
  short.createCollection('c');
  const t = short.startTransaction();
  short.insert('c', [{ _id: 'a' }], t);
  expect(failure(() => short.insert('c', [{ _id: 'a' }]))).toMatchObject(conflict);
  await new Promise((resolve) => setTimeout(resolve, 60));
  short.insert('c', [{ _id: 'a' }]);
  expect(failure(() => short.insert('c', [{ _id: 'b' }], t))).toMatchObject(gone);
  expect(failure(() => short.commitTransaction(t))).toMatchObject(gone);
  expect(ids(short.find('c', {}))).toEqual(['a']);
});

test('is over when its time is up although the process was too busy to notice', () => {
  const short = openTemporary({ transactionTimeoutMs: 5 });
  const t = short.startTransaction();
  const until = Date.now() + 10;
  while (Date.now() < until);
  expect(failure(() => short.commitTransaction(t))).toMatchObject(gone);
});

test('one that never was', () => {
  expect(failure(() => engine.find('c', {}, { transactionId: 'nobody' }))).toMatchObject(gone);
  expect(failure(() => engine.commitTransaction('nobody'))).toMatchObject(gone);
  engine.abortTransaction('nobody');
});
