import type { Store } from '../../../cloudfunctions/usecases/ports';
import { balance, stock } from './documents';
import { MemoryStore, type MemoryStoreOptions } from './memory-store';
import { Random } from './random';
import { BadSchedule, byChance, exploreAll, exploreRandom, inOrder, Scheduler, type MakeWorld } from './scheduler';

/** Two tasks that each do the same with a store, over one balance; the check says what must have become of it. */
const twice =
  (
    work: (store: Store) => Promise<unknown>,
    check: (store: MemoryStore) => Promise<void>,
    options: MemoryStoreOptions = {},
  ): MakeWorld =>
  async (scheduler) => {
    const store = new MemoryStore(options);
    await store.insert('balances', balance('a'));
    const tasks = ['one', 'two'].map((name) => scheduler.spawn(name, (step) => work(store.withStep(step))));
    return async () => {
      await Promise.all(tasks);
      await check(store);
    };
  };

const expectTwo = async (store: MemoryStore): Promise<void> => {
  expect((await store.get('balances', 'a'))?.balance).toBe(2);
};

/** Reads, adds one, and writes without looking whether somebody else did. */
const careless = async (store: Store): Promise<void> => {
  const document = await store.get('balances', 'a');
  await store.update('balances', 'a', {}, { set: { balance: document!.balance + 1 } });
};

/** The same, written only over what it has read, and tried again. */
const careful = async (store: Store): Promise<void> => {
  for (;;) {
    const document = await store.get('balances', 'a');
    if (await store.replace('balances', { ...document!, balance: document!.balance + 1 })) return;
  }
};

const transacted = (store: Store): Promise<void> =>
  store.transact(async (transaction) => {
    const document = await transaction.get('balances', 'a');
    await transaction.replace('balances', { ...document!, balance: document!.balance + 1 });
  });

describe('exploring every schedule', () => {
  test('finds the lost update of a careless writer, and the schedule that it names shows it again', async () => {
    const world = twice(careless, expectTwo);
    const failure = await exploreAll(world, 10).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(BadSchedule);
    const { choices, steps, message } = failure as BadSchedule;
    expect(steps).toEqual([
      'one: get balances a',
      'two: get balances a',
      'one: update balances a',
      'two: update balances a',
    ]);
    expect(message).toContain('Expected: 2');
    const scheduler = new Scheduler(inOrder(choices));
    const check = await world(scheduler);
    await scheduler.run();
    await expect(check()).rejects.toThrow('Expected: 2');
  });

  test.each([
    ['replace with its revision', careful],
    ['a transaction', transacted],
    ['one conditional update', (store: Store) => store.update('balances', 'a', {}, { increment: { balance: 1 } })],
  ])('finds none with %s', async (_, work) => {
    expect(await exploreAll(twice(work, expectTwo), 20)).toBeGreaterThanOrEqual(2);
  });

  test('finds decisions on what was only read when transactions are no safer than the cloud’s', async () => {
    // Whoever finds no mark of the other may put down its own: there must never be both.
    const world =
      (isolation: 'serializable' | 'snapshot'): MakeWorld =>
      async (scheduler) => {
        const store = new MemoryStore({ isolation });
        const put = (mine: string, other: string) =>
          scheduler.spawn(mine, (step) =>
            store.withStep(step).transact(async (transaction) => {
              if (!(await transaction.get('stocks', other))) await transaction.insert('stocks', stock(mine));
            }),
          );
        const tasks = [put('a', 'b'), put('b', 'a')];
        return async () => {
          await Promise.all(tasks);
          expect(await store.count('stocks', {})).toBe(1);
        };
      };
    await expect(exploreAll(world('snapshot'), 20)).rejects.toBeInstanceOf(BadSchedule);
    expect(await exploreAll(world('serializable'), 20)).toBeGreaterThan(2);
  });

  test.each([
    [1, 2],
    [3, 20],
    [6, 924],
  ])('two tasks of %d steps have %d schedules, each another one', async (length, expected) => {
    const seen = new Set<string>();
    const world: MakeWorld = (scheduler) => {
      let trace = '';
      for (const name of ['a', 'b'])
        void scheduler.spawn(name, async (step) => {
          for (let number = 0; number < length; number += 1) {
            await step(String(number));
            trace += name;
          }
        });
      return () => void seen.add(trace);
    };
    expect(await exploreAll(world, 2 * length)).toBe(expected);
    expect(seen.size).toBe(expected);
  });

  test('also orders what one task does at the same time', async () => {
    const orders = new Set<string>();
    const world: MakeWorld = (scheduler) => {
      let order = '';
      const note = (letter: string) => () => void (order += letter);
      void scheduler.spawn('one', (step) => Promise.all([step('a').then(note('a')), step('b').then(note('b'))]));
      void scheduler.spawn('two', (step) => step('c').then(note('c')));
      return () => void orders.add(order);
    };
    expect(await exploreAll(world, 3)).toBe(6);
    expect([...orders].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
  });

  test('does not promise all of what is longer than it was told, nor of what changes by itself', async () => {
    await expect(exploreAll(twice(careful, expectTwo), 3)).rejects.toThrow('more than 3 steps');
    let runs = 0;
    const moody: MakeWorld = (scheduler) => {
      runs += 1;
      for (let task = 0; task < 1 + runs; task += 1) void scheduler.spawn(`t${task}`, (step) => step('x'));
      return () => undefined;
    };
    await expect(exploreAll(moody, 10)).rejects.toThrow('not the same each time');
  });
});

test('schedules of chance find the lost update too, the same one for the same seed', async () => {
  const explore = (seed: number) => exploreRandom(twice(careless, expectTwo), { seed, schedules: 50 });
  const [first, second] = [await explore(7).catch(String), await explore(7).catch(String)];
  expect(first).toContain('Expected: 2');
  expect(second).toBe(first);
  const different = await exploreRandom(twice(transacted, expectTwo), { seed: 7, schedules: 50 });
  expect(different).toBeGreaterThan(5);
  expect(different).toBeLessThanOrEqual(50);
});

test('a run of many tasks is the same for the same seed', async () => {
  const run = async (seed: number): Promise<string[]> => {
    const trace: string[] = [];
    const scheduler = new Scheduler(byChance(new Random(seed)));
    const store = new MemoryStore();
    await store.insert('balances', balance('a'));
    const tasks = Array.from({ length: 5 }, (_, number) =>
      scheduler.spawn(`t${number}`, (step) =>
        careful(
          store.withStep(async (label) => {
            await step(label);
            trace.push(`${number} ${label}`);
          }),
        ),
      ),
    );
    await scheduler.run();
    await Promise.all(tasks);
    expect((await store.get('balances', 'a'))?.balance).toBe(5);
    return trace;
  };
  const once = await run(1);
  expect(await run(1)).toEqual(once);
  expect(await run(2)).not.toEqual(once);
});

test('a task may spawn another one, and wait for it', async () => {
  const scheduler = new Scheduler(inOrder([]));
  const result = scheduler.spawn('outer', async (step) => {
    await step('begin');
    return scheduler.spawn('inner', async (inner) => {
      await inner('middle');
      return 'done';
    });
  });
  await scheduler.run();
  expect(await result).toBe('done');
});

test('a failure is its task’s own; the others go on', async () => {
  const scheduler = new Scheduler(inOrder([]));
  const failing = scheduler.spawn('bad', async (step) => {
    await step('x');
    throw new Error('no');
  });
  const other = scheduler.spawn('good', async (step) => {
    await step('y');
    return 1;
  });
  await scheduler.run();
  await expect(failing).rejects.toThrow('no');
  expect(await other).toBe(1);
});

test('waiting for what is not a step, and a choice that nobody waits at, are mistakes', async () => {
  const stuck = new Scheduler(inOrder([]));
  void stuck.spawn('sleeper', () => new Promise(() => undefined));
  await expect(stuck.run()).rejects.toThrow('sleeper');
  const astray = new Scheduler(inOrder([3]));
  void astray.spawn('one', (step) => step('x'));
  await expect(astray.run()).rejects.toThrow(RangeError);
});
