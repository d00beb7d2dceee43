import {
  AlreadyExists,
  TransactionUnknown,
  type Store,
  type Transaction,
} from '../../../cloudfunctions/usecases/ports';
import { saveDocument } from '../../../cloudfunctions/usecases/save-document';
import { describeStore } from '../../usecases/store-conformance';
import { balance, stock } from './documents';
import { Crash, faultAt, FaultyStore, StoreTimeout, type Fault } from './faulty-store';
import { MemoryStore } from './memory-store';

describeStore('a store without faults', () => new FaultyStore(new MemoryStore(), () => 'none'));

interface Case {
  inner: MemoryStore;
  store: FaultyStore;
}

/** A store with one document in each of two collections, that meets the fault at the given call. */
async function withFault(fault: Fault, at = 0): Promise<Case> {
  const inner = new MemoryStore();
  await inner.insert('stocks', stock('s'));
  await inner.insert('balances', balance('b'));
  return { inner, store: new FaultyStore(inner, faultAt(at, fault)) };
}

/** Each method, and whether it took effect. */
const WRITES: [string, (store: Store) => Promise<unknown>, (inner: Store) => Promise<boolean>][] = [
  ['insert', (store) => store.insert('stocks', stock('n')), async (inner) => !!(await inner.get('stocks', 'n'))],
  [
    'insertMissing',
    (store) => store.insertMissing('stocks', [stock('s'), stock('n')]),
    async (inner) => !!(await inner.get('stocks', 'n')),
  ],
  [
    'replace',
    (store) => store.replace('balances', balance('b')),
    async (inner) => (await inner.get('balances', 'b'))?.rev === 1,
  ],
  [
    'update',
    (store) => store.update('stocks', 's', {}, { set: { left: 1 } }),
    async (inner) => (await inner.get('stocks', 's'))?.left === 1,
  ],
  ['remove', (store) => store.remove('stocks', 's'), async (inner) => !(await inner.get('stocks', 's'))],
];
type Failure = typeof Crash | typeof StoreTimeout;
const FAULTS: [Fault, Failure, boolean][] = [
  ['crashBefore', Crash, false],
  ['crashAfter', Crash, true],
  ['timeoutNotApplied', StoreTimeout, false],
  ['timeoutApplied', StoreTimeout, true],
];

describe.each(FAULTS)('%s', (fault, error, applies) => {
  test.each(WRITES)(`%s ${applies ? 'takes effect' : 'does not take effect'}`, async (_, write, tookEffect) => {
    const { inner, store } = await withFault(fault);
    await expect(write(store)).rejects.toBeInstanceOf(error);
    expect(await tookEffect(inner)).toBe(applies);
  });

  test.each<[string, (store: Store) => Promise<unknown>]>([
    ['get', (store) => store.get('stocks', 's')],
    ['getMany', (store) => store.getMany('stocks', ['s'])],
    ['find', (store) => store.find('stocks', { where: {}, limit: 1 })],
    ['count', (store) => store.count('stocks', {})],
  ])('%s fails', async (_, read) => {
    const { inner, store } = await withFault(fault);
    await expect(read(store)).rejects.toBeInstanceOf(error);
    expect(inner.counts().reads).toBe(applies ? 1 : 0);
  });

  test(`a commit ${applies ? 'takes effect' : 'does not take effect'}`, async () => {
    const { inner, store } = await withFault(fault, 2);
    const expected = error === Crash ? Crash : TransactionUnknown;
    await expect(store.transact(move)).rejects.toBeInstanceOf(expected);
    expect(store.calls).toEqual(['get balances b', 'replace balances b', 'commit']);
    expect((await inner.get('balances', 'b'))?.balance).toBe(applies ? 1 : 0);
  });

  test('an operation within a transaction leaves nothing written', async () => {
    for (const at of [0, 1]) {
      const { inner, store } = await withFault(fault, at);
      await expect(store.transact(move)).rejects.toBeInstanceOf(error);
      expect(store.calls).toHaveLength(at + 1);
      expect(await inner.get('balances', 'b')).toEqual(balance('b'));
    }
  });

  test('an operation within a transaction leaves nothing written, whoever catches the error', async () => {
    const { inner, store } = await withFault(fault, 1);
    const stubborn = store.transact(async (transaction) => {
      await transaction.insert('stocks', stock('n'));
      await transaction.get('stocks', 'n').catch(() => undefined);
      await transaction.insert('stocks', stock('o')).catch(() => undefined);
    });
    await expect(stubborn).rejects.toBeInstanceOf(error === Crash ? Crash : TransactionUnknown);
    expect(await inner.count('stocks', {})).toBe(1);
  });

  test(error === Crash ? 'the function has ended' : 'the function lives on', async () => {
    const { inner, store } = await withFault(fault);
    await expect(store.get('stocks', 's')).rejects.toBeInstanceOf(error);
    const later = [
      store.insert('stocks', stock('later')),
      store.transact((transaction) => transaction.insert('stocks', stock('later too'))),
      store.transact(() => Promise.resolve()),
    ];
    const outcomes = await Promise.allSettled(later);
    if (error === Crash) {
      for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'Crash' } });
      expect(store.calls).toEqual(['get stocks s']);
    } else for (const outcome of outcomes) expect(outcome.status).toBe('fulfilled');
    expect(await inner.count('stocks', {})).toBe(error === Crash ? 1 : 3);
  });
});

const move = async (transaction: Transaction): Promise<void> => {
  const document = await transaction.get('balances', 'b');
  await transaction.replace('balances', { ...document!, balance: 1 });
};

describe('calls', () => {
  test('are numbered from 0, those of a transaction, its commit and its repetition included', async () => {
    const inner = new MemoryStore();
    await inner.insert('balances', balance('b'));
    const asked: string[] = [];
    const store = new FaultyStore(inner, (call, label) => {
      asked.push(`${call} ${label}`);
      return 'none';
    });
    let runs = 0;
    await store.transact(async (transaction) => {
      runs += 1;
      const document = await transaction.get('balances', 'b');
      if (runs === 1) await inner.update('balances', 'b', {}, { increment: { rev: 1 } });
      await transaction.replace('balances', document!);
    });
    await store.count('balances', { merchantId: 'm' });
    expect(asked).toEqual([
      '0 get balances b',
      '1 replace balances b',
      '2 get balances b',
      '3 replace balances b',
      '4 commit',
      '5 count balances merchantId',
    ]);
    expect(store.calls).toEqual(asked.map((each) => each.slice(2)));
  });

  test('at the same time as one that crashes are not heard either', async () => {
    const { inner, store } = await withFault('crashBefore', 1);
    const outcomes = await Promise.allSettled([
      store.update('stocks', 's', {}, { set: { left: 1 } }),
      store.get('stocks', 's'),
    ]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'Crash' } });
    // It was on its way already.
    expect((await inner.get('stocks', 's'))?.left).toBe(1);
  });

  test('whose answer would be an error are not heard either', async () => {
    const insert = (fault: Fault) => async () => {
      const { store } = await withFault(fault);
      await store.transact((transaction) => transaction.insert('stocks', stock('s')));
    };
    await expect(insert('none')()).rejects.toBeInstanceOf(AlreadyExists);
    await expect(insert('crashAfter')()).rejects.toBeInstanceOf(Crash);
    await expect(insert('timeoutApplied')()).rejects.toBeInstanceOf(StoreTimeout);
  });
});

describe('a commit that meets a conflict', () => {
  test.each<[Fault, string | undefined, number]>([
    ['none', undefined, 1],
    ['crashAfter', 'Crash', 0],
    // Nobody hears of the conflict, so nobody tries again.
    ['timeoutApplied', 'TransactionUnknown', 0],
  ])('%s', async (fault, expected, balanceAfter) => {
    const { inner } = await withFault('none');
    const store = new FaultyStore(disturbedOnce(inner), faultAt(2, fault));
    const failure: unknown = await store.transact(move).catch((error: unknown) => error);
    expect((failure as Error | undefined)?.name).toBe(expected);
    expect((await inner.get('balances', 'b'))?.balance).toBe(balanceAfter);
  });
});

/** The store, where somebody else writes the document between the last operation of a transaction and its first commit. */
function disturbedOnce(inner: MemoryStore): Store {
  let runs = 0;
  return Object.assign(
    inner.withStep(() => Promise.resolve()),
    {
      transact: <Result>(work: (transaction: Transaction) => Promise<Result>) =>
        inner.transact(async (transaction) => {
          runs += 1;
          const result = await work(transaction);
          if (runs === 1) await inner.update('balances', 'b', {}, { increment: { rev: 1 } });
          return result;
        }),
    },
  );
}

test('saveDocument’s catching does not hide a crash', async () => {
  const { inner, store } = await withFault('crashAfter');
  const saving = store.transact((transaction) => saveDocument(transaction, 'balances', balance('new')));
  await expect(saving).rejects.toBeInstanceOf(Crash);
  expect(await inner.get('balances', 'new')).toBeUndefined();
});
