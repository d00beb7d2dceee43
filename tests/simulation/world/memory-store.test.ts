import type { CollectionName, MemberDocument, StockDocument } from '../../../cloudfunctions/usecases/documents';
import {
  AlreadyExists,
  TransactionUnknown,
  WriteConflict,
  type Store,
  type Transaction,
} from '../../../cloudfunctions/usecases/ports';
import { describeStore } from '../../usecases/store-conformance';
import { balance, stock } from './documents';
import { MemoryStore, type MemoryStoreOptions } from './memory-store';

describeStore('the store in memory', () => new MemoryStore());
describeStore('the store in memory, no safer than the cloud', () => new MemoryStore({ isolation: 'snapshot' }));
describeStore('the store in memory, with others let first at every step', () => {
  const step = () => new Promise<void>((resolve) => setImmediate(resolve));
  return new PausingStore({ step });
});

/** With a step it is for the scheduler to let losers win in the end; here they try again as whole calls. */
class PausingStore extends MemoryStore {
  override async transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    for (;;) {
      try {
        return await super.transact(work);
      } catch (error) {
        if (!(error instanceof WriteConflict)) throw error;
      }
    }
  }
}

const member = (_id: string, openid: string): MemberDocument => ({
  _id,
  v: 1,
  rev: 0,
  openid,
  nickname: '',
  avatar: '',
  createdAt: 0,
  inviterId: null,
  arrivedBy: null,
  pointId: null,
  person: null,
  leads: [],
  staffOf: [],
});

describe('documents', () => {
  test('are handed out frozen at every depth, and the caller’s own stay as they are', async () => {
    const store = new MemoryStore();
    const mine = { ...stock('a'), applied: [{ id: 'x', at: 1, n: 1 }] };
    await store.insert('stocks', mine);
    const found = (await store.get('stocks', 'a'))!;
    expect(() => found.applied.push({ id: 'y', at: 1, n: 1 })).toThrow(TypeError);
    expect(() => (found.applied[0]!.n = 2)).toThrow(TypeError);
    expect(() => (found.left = 2)).toThrow(TypeError);
    mine.applied[0]!.n = 5;
    mine.applied.push({ id: 'z', at: 1, n: 1 });
    expect((await store.get('stocks', 'a'))?.applied).toEqual([{ id: 'x', at: 1, n: 1 }]);
  });

  test('that cannot be stored are refused', async () => {
    const store = new MemoryStore();
    await store.insert('balances', balance('b'));
    await expect(store.insert('stocks', stock('a', NaN))).rejects.toThrow(TypeError);
    await expect(store.insert('stocks', { ...stock('a'), name: new Date(0) as never })).rejects.toThrow(TypeError);
    await expect(store.replace('balances', { ...balance('b'), applied: undefined as never })).rejects.toThrow(
      'applied is undefined',
    );
    await expect(store.update('balances', 'b', {}, { set: { balance: undefined } })).rejects.toThrow(TypeError);
    await expect(store.update('balances', 'b', {}, { increment: { balance: Infinity } })).rejects.toThrow(TypeError);
    expect(await store.get('balances', 'b')).toEqual(balance('b'));
  });

  test('of a collection that is not declared are a mistake', async () => {
    const store = new MemoryStore();
    const unknown = 'basket' as CollectionName;
    await expect(store.get(unknown, 'a')).rejects.toThrow('basket');
    await expect(store.find(unknown, { where: {}, limit: 1 })).rejects.toThrow('basket');
    await expect(store.transact((transaction) => transaction.get(unknown, 'a'))).rejects.toThrow('basket');
  });

  test('minus zero is stored as zero', async () => {
    const store = new MemoryStore();
    await store.insert('stocks', stock('a', -0));
    expect(Object.is((await store.get('stocks', 'a'))?.left, 0)).toBe(true);
  });

  test('come in the order of insertion, also by an index; what was removed and came again is last', async () => {
    const store = new MemoryStore();
    for (const id of ['c', 'a', 'b', 'd']) await store.insert('stocks', { ...stock(id), campaignId: 'first' });
    await store.update('stocks', 'c', {}, { set: { campaignId: 'second' } });
    await store.update('stocks', 'c', {}, { set: { campaignId: 'first' } });
    await store.remove('stocks', 'a');
    await store.insert('stocks', { ...stock('a'), campaignId: 'first' });
    const found = await store.find('stocks', { where: { campaignId: 'first' }, limit: 3 });
    expect(found.map(({ _id }) => _id)).toEqual(['c', 'b', 'd']);
    expect(store.dump().stocks.map(({ _id }) => _id)).toEqual(['c', 'b', 'd', 'a']);
  });
});

describe('update', () => {
  test('that changes nothing answers false, as the cloud counts what it changed', async () => {
    const store = new MemoryStore();
    await store.insert('stocks', { ...stock('a', 3), applied: [{ id: 'x', at: 1, n: 1 }] });
    const update = (change: Parameters<Store['update']>[3]) => store.update('stocks', 'a', {}, change);
    expect(await update({ set: { left: 3 } })).toBe(false);
    expect(await update({ set: { applied: [{ id: 'x', at: 1, n: 1 }] } })).toBe(false);
    expect(await update({ increment: { left: 0 } })).toBe(false);
    expect(await update({ unmark: { applied: ['y'] } })).toBe(false);
    expect(await update({ addToSet: { applied: { id: 'x', at: 1, n: 1 } } })).toBe(false);
    expect(await update({ set: { left: 3, name: 'x' } })).toBe(true);
    expect(await update({ increment: { 'units.s': 0 } })).toBe(true);
  });

  test('into what is no object, no number or no list fails', async () => {
    const store = new MemoryStore();
    await store.insert('members', member('a', 'o'));
    await expect(store.update('members', 'a', {}, { set: { 'person.name': '陈' } })).rejects.toThrow('person');
    await expect(store.update('members', 'a', {}, { increment: { nickname: 1 } })).rejects.toThrow('nickname');
    await expect(store.update('members', 'a', {}, { push: { nickname: 1 } })).rejects.toThrow('nickname');
    await expect(store.update('members', 'a', {}, { set: { _id: 'b' } })).rejects.toThrow('_id');
    expect(await store.get('members', 'a')).toEqual(member('a', 'o'));
  });

  test('and replace fail when they would take another’s unique value', async () => {
    const store = new MemoryStore();
    await store.insert('members', member('a', 'one'));
    await store.insert('members', member('b', 'two'));
    await expect(store.update('members', 'b', {}, { set: { openid: 'one' } })).rejects.toThrow('E11000');
    await expect(store.replace('members', { ...member('b', 'one') })).rejects.toThrow('E11000');
    expect((await store.get('members', 'b'))?.openid).toBe('two');
    await store.update('members', 'a', {}, { set: { openid: 'three' } });
    expect(await store.insert('members', member('c', 'one'))).toBe(true);
    await store.remove('members', 'c');
    expect(await store.insert('members', member('d', 'one'))).toBe(true);
  });
});

describe('a transaction', () => {
  const open = async (options: MemoryStoreOptions = {}): Promise<MemoryStore> => {
    const store = new MemoryStore(options);
    await store.insert('balances', balance('a', 1));
    await store.insert('balances', balance('b', 1));
    return store;
  };

  test('reads what was there at its first call, whatever others write or remove meanwhile', async () => {
    const store = await open({ isolation: 'snapshot' });
    await store.transact(async (transaction) => {
      // Nothing is fixed before the first call.
      await store.update('balances', 'a', {}, { increment: { balance: 1 } });
      expect((await transaction.get('balances', 'a'))?.balance).toBe(2);
      await store.update('balances', 'a', {}, { increment: { balance: 1 } });
      await store.update('balances', 'b', {}, { increment: { balance: 1 } });
      await store.update('balances', 'b', {}, { increment: { balance: 1 } });
      await store.insert('balances', balance('c'));
      expect((await transaction.get('balances', 'a'))?.balance).toBe(2);
      expect((await transaction.get('balances', 'b'))?.balance).toBe(1);
      expect(await transaction.get('balances', 'c')).toBeUndefined();
      await store.remove('balances', 'b');
      expect((await transaction.get('balances', 'b'))?.balance).toBe(1);
    });
    expect(await store.get('balances', 'b')).toBeUndefined();
    expect(store.dump().balances.map(({ _id }) => _id)).toEqual(['a', 'c']);
  });

  test.each([
    ['serializable', 2, 1],
    ['snapshot', 1, 0],
  ] as const)('that is %s decides on what it only read in %d runs', async (isolation, expectedRuns, left) => {
    const store = await open({ isolation });
    let runs = 0;
    // Each of two may take one away as long as there are two: if both do, their reads were no longer so.
    await store.transact(async (transaction) => {
      runs += 1;
      const [a, b] = [await transaction.get('balances', 'a'), await transaction.get('balances', 'b')];
      if (runs === 1) await store.update('balances', 'b', {}, { increment: { balance: -1, rev: 1 } });
      if (a!.balance + b!.balance >= 2) await transaction.replace('balances', { ...a!, balance: a!.balance - 1 });
    });
    expect(runs).toBe(expectedRuns);
    const [a, b] = await store.getMany('balances', ['a', 'b']);
    expect(a!.balance + b!.balance).toBe(left);
  });

  test('gives up after 8 runs, with nothing written', async () => {
    const store = await open();
    let runs = 0;
    const hopeless = store.transact(async (transaction) => {
      runs += 1;
      const document = await transaction.get('balances', 'a');
      await store.update('balances', 'a', {}, { increment: { rev: 1 } });
      await transaction.insert('stocks', stock('s'));
      await transaction.replace('balances', { ...document!, balance: 5 });
    });
    await expect(hopeless).rejects.toBeInstanceOf(WriteConflict);
    expect(runs).toBe(8);
    expect(await store.get('stocks', 's')).toBeUndefined();
  });

  test('that inserts what came after it began runs again and finds it', async () => {
    const store = await open();
    let runs = 0;
    const late = store.transact(async (transaction) => {
      runs += 1;
      await transaction.get('balances', 'a');
      await store.insert('stocks', stock('s', 1));
      await transaction.insert('stocks', stock('s', 2));
    });
    await expect(late).rejects.toBeInstanceOf(AlreadyExists);
    expect(runs).toBe(2);
  });

  test('keeps unique values: others’, those taken meanwhile, and its own', async () => {
    const store = await open();
    await store.insert('members', member('a', 'taken'));
    const insert = (...members: readonly MemberDocument[]) =>
      store.transact(async (transaction) => {
        for (const each of members) await transaction.insert('members', each);
      });
    await expect(insert(member('b', 'taken'))).rejects.toBeInstanceOf(AlreadyExists);
    await expect(insert(member('b', 'new'), member('c', 'new'))).rejects.toBeInstanceOf(AlreadyExists);
    let runs = 0;
    const raced = store.transact(async (transaction) => {
      runs += 1;
      await transaction.insert('members', member('b', 'raced'));
      await store.insert('members', member('c', 'raced'));
    });
    await expect(raced).rejects.toBeInstanceOf(AlreadyExists);
    expect(runs).toBe(2);
    expect(await store.get('members', 'b')).toBeUndefined();
  });

  test('may exchange unique values', async () => {
    const store = await open();
    await store.insert('members', member('a', 'one'));
    await store.insert('members', member('b', 'two'));
    await store.transact(async (transaction) => {
      await transaction.replace('members', { ...member('a', 'free') });
      await transaction.replace('members', { ...member('b', 'one') });
    });
    expect((await store.getMany('members', ['a', 'b'])).map(({ openid }) => openid)).toEqual(['free', 'one']);
    expect(await store.insert('members', member('c', 'two'))).toBe(true);
    expect(await store.insert('members', member('d', 'one'))).toBe(false);
  });

  test('is over after an insert that failed, whoever catches the error', async () => {
    const store = await open();
    const careless = store.transact(async (transaction) => {
      await transaction.insert('stocks', stock('s'));
      await transaction.insert('balances', balance('a')).catch(() => undefined);
      await expect(transaction.get('balances', 'a')).rejects.toThrow('has ended');
    });
    await expect(careless).rejects.toBeInstanceOf(TransactionUnknown);
    expect(await store.get('stocks', 's')).toBeUndefined();
  });

  test('takes one operation at a time', async () => {
    const store = await open();
    const hasty = store.transact((transaction) =>
      Promise.all([transaction.get('balances', 'a'), transaction.get('balances', 'b')]),
    );
    await expect(hasty).rejects.toThrow('busy');
  });
});

describe('steps and counts', () => {
  test('every call, those in a transaction and the commit are told before they take effect', async () => {
    const labels: string[] = [];
    const quiet = new MemoryStore();
    const store = quiet.withStep((label) => {
      labels.push(`${label}: ${quiet.dump().stocks.length}`);
      return Promise.resolve();
    });
    await store.insert('stocks', stock('a'));
    await store.transact(async (transaction) => {
      await transaction.get('stocks', 'a');
      await transaction.insert('stocks', stock('b'));
      await transaction.insert('balances', balance('x'));
      await transaction.replace('balances', { ...balance('x') });
    });
    await store.insertMissing('stocks', [stock('c'), stock('d')]);
    await store.insertMissing('stocks', [stock('d'), stock('e')]);
    await store.find('stocks', { where: { campaignId: 'c', left: 1 }, limit: 1 });
    await store.count('stocks', {});
    await store.getMany('stocks', ['a', 'b']);
    await store.update('stocks', 'a', {}, { increment: { left: 1 } });
    await store.replace('balances', balance('x'));
    await store.remove('stocks', 'a');
    expect(labels).toEqual([
      'insert stocks a: 0',
      'get stocks a: 1',
      'insert stocks b: 1',
      'insert balances x: 1',
      'replace balances x: 1',
      'commit: 1',
      'insertMissing stocks 2: 2',
      'insertMissing stocks 2: 4',
      // One was there: each is tried by itself.
      'insertMissing stocks d: 4',
      'insertMissing stocks e: 4',
      'find stocks campaignId,left: 5',
      'count stocks : 5',
      'getMany stocks 2: 5',
      'update stocks a: 5',
      'replace balances x: 5',
      'remove stocks a: 5',
    ]);
    expect(quiet.counts()).toEqual({
      calls: { get: 1, getMany: 1, find: 1, count: 1, insert: 3, insertMissing: 2, replace: 2, update: 1, remove: 1 },
      reads: 4,
      writes: 9,
    });
    store.resetCounts();
    expect(quiet.counts()).toMatchObject({ reads: 0, writes: 0 });
  });

  test('a dump holds every declared collection, and documents that stay as they were', async () => {
    const store = new MemoryStore();
    await store.insert('stocks', stock('a', 1));
    const before = store.dump();
    await store.update('stocks', 'a', {}, { set: { left: 2 } });
    expect(before.stocks).toEqual([stock('a', 1)]);
    expect(store.dump().stocks).toEqual([stock('a', 2)]);
    expect(before.journals).toEqual([]);
  });
});

test('what is found by an index is what a look at every document finds', async () => {
  const store = new MemoryStore();
  const marks = (at: readonly number[]) => at.map((each) => ({ id: `m${each}`, at: each, n: 1 }));
  for (let number = 0; number < 40; number += 1)
    await store.insert('stocks', { ...stock(`s${number}`, number % 3), applied: marks([number % 5, number % 7]) });
  for (let number = 0; number < 40; number += 3) {
    await store.update('stocks', `s${number}`, {}, { push: { applied: { id: 'm9', at: 9, n: 1 } } });
    await store.update('stocks', `s${number}`, {}, { unmark: { applied: ['m1', `m${number % 7}`] } });
  }
  for (let number = 0; number < 40; number += 7) await store.remove('stocks', `s${number}`);
  const all: StockDocument[] = store.dump().stocks;
  for (let at = 0; at < 10; at += 1) {
    const [exact, early] = await Promise.all([
      store.find('stocks', { where: { 'applied.at': at }, limit: 100 }),
      store.find('stocks', { where: { 'applied.at': { lte: at, gt: 0 } }, limit: 100 }),
    ]);
    expect(exact).toEqual(all.filter(({ applied }) => applied.some((mark) => mark.at === at)));
    expect(early).toEqual(
      all.filter(({ applied }) => applied.some((mark) => mark.at <= at) && applied.some((mark) => mark.at > 0)),
    );
  }
});
