import { mkdirSync } from 'node:fs';
import path from 'node:path';
import databaseSpec from '../../../config/cloud/database.json';
import type { Documents } from '../../../cloudfunctions/usecases/documents';
import type { Change, Condition, Store, Where } from '../../../cloudfunctions/usecases/ports';
import { CloudProcess, TempFolder } from '../../localcloud/support/cloud-process';
import { enterCloud } from '../../usecases/support/enter-cloud';
import { MemoryStore } from './memory-store';
import { Random } from './random';

/**
 * The conformance suite shows what use cases rely on; this asks the store in memory and the cloud's store the same
 * things at random, so that neither is kinder than the other.
 */
const DOCUMENTS = 60;
const ROUNDS = 500;
const SEED = 20261122;

const folder = new TempFolder();
let cloud: CloudProcess;
let cloudStore: Store;
const memoryStore = new MemoryStore();

beforeAll(async () => {
  const functionsDir = path.join(folder.path, 'none');
  mkdirSync(functionsDir);
  cloud = await CloudProcess.start(folder.path, functionsDir, { databaseSpec });
  enterCloud(cloud.url);
  // The SDK reads its environment when it is loaded.
  cloudStore = (await import('../../../cloudfunctions/adapters/cloud-store')).openCloudStore();
}, 60_000);

afterAll(async () => {
  await cloud?.end();
  folder.remove();
});

const random = new Random(SEED);
const some = <Value>(...makers: readonly (() => Value)[]): Value => random.pick(makers)();
const list = (make: () => unknown): unknown[] => Array.from({ length: random.integer(4) }, make);
const scalar = (): string | number | null => random.pick([null, 0, 1, 2, 3, 'a', 'b', 'c']);
const mark = () => ({ id: random.pick(['a', 'b', 'c']), at: random.pick([null, 0, 1, 2, 3]), n: 1 });
const nested = (): unknown =>
  some<unknown>(
    () => ({ a: scalar(), list: list(() => ({ b: scalar() })) }),
    () => ({ list: list(scalar) }),
    () => ({ a: {} }),
  );

/**
 * What is asked for only. A change of a part of what is no object fails in production, and the local cloud lets it pass.
 * It also takes an element without a field for one that is not null, which production does not.
 */
const loose = (): unknown =>
  some<unknown>(
    nested,
    scalar,
    () => null,
    () => list(() => ({ a: scalar() })),
  );

/** A document of every shape that JSON has, with fields that are indexed and fields that are not. */
function anyDocument(id: string): Documents['stocks'] {
  const fields = {
    campaignId: scalar(),
    left: scalar(),
    applied: list(mark),
    tags: list(scalar),
    nested: nested(),
    loose: loose(),
  };
  const kept = Object.entries(fields).filter(() => random.chance(0.85));
  return { _id: id, ...Object.fromEntries(kept) } as unknown as Documents['stocks'];
}

const PATHS = [
  '_id',
  'campaignId',
  'left',
  'tags',
  'applied.at',
  'applied.id',
  'nested',
  'nested.a',
  'nested.list',
  'nested.list.b',
  'loose',
  'loose.a',
  'loose.0',
  'loose.0.a',
  'missing.field',
];

function anyCondition(): Condition {
  const bound = (): string | number => random.pick([0, 1, 2, 3, 'a', 'b']);
  return some<Condition>(
    scalar,
    () => ({ gt: bound() }),
    () => ({ gte: bound(), lt: bound() }),
    () => ({ lte: bound() }),
    () => ({ ne: scalar() }),
    () => ({ gte: bound(), ne: scalar() }),
    () => ({ in: list(scalar) as (string | number | null)[] }),
  );
}

function anyWhere(): Where {
  const where: Record<string, Condition> = {};
  for (let left = random.integer(3); left >= 0; left -= 1) where[random.pick(PATHS)] = anyCondition();
  if (random.chance(0.2)) where.applied = random.pick([{ marked: 'a' }, { unmarked: 'b' }]);
  return where;
}

function anyChange(): Change {
  const at = (...paths: readonly string[]): string => random.pick(paths);
  return some<Change>(
    () => ({ set: { [at('nested.a', 'nested.x.y', 'tags')]: some<unknown>(scalar, nested, () => list(scalar)) } }),
    () => ({ set: { nested: nested() } }),
    () => ({ set: { applied: list(mark), campaignId: scalar() } }),
    () => ({ increment: { [at('left', 'nested.a', 'nested.n', 'units.s')]: random.integer(3) - 1 } }),
    () => ({ push: { applied: mark() } }),
    () => ({ push: { [at('tags', 'nested.list')]: scalar() } }),
    () => ({ addToSet: { [at('set', 'other.set', 'left')]: random.pick(['a', 'b', 'c']) } }),
    () => ({ pull: { [at('tags', 'nested.list', 'set', 'missing')]: random.pick(['a', 'b']) } }),
    () => ({ unmark: { applied: [random.pick(['a', 'b'])] }, set: { v: 1 } }),
    () => ({ set: { left: scalar() }, increment: { 'units.s': 1 }, push: { tags: scalar() } }),
  );
}

/** What a store answers: a failure only says that there is one, for the words are each store's own. */
const answer = async (ask: (store: Store) => Promise<unknown>, store: Store): Promise<unknown> => {
  try {
    return await ask(store);
  } catch {
    return 'failed';
  }
};

async function expectSame(told: unknown, ask: (store: Store) => Promise<unknown>): Promise<unknown> {
  const here = await answer(ask, memoryStore);
  expect({ told, answer: here }).toEqual({ told, answer: await answer(ask, cloudStore) });
  return here;
}

test(`${ROUNDS} questions and changes at random get the same answers from memory and from the cloud`, async () => {
  const ids = Array.from({ length: DOCUMENTS }, (_, index) => `d${index}`);
  for (const id of ids) {
    const document = anyDocument(id);
    await expectSame(document, (store) => store.insert('stocks', document));
  }
  let changed = 0;
  let found = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const where = anyWhere();
    if (random.chance(0.4)) {
      const [id, change] = [random.pick(ids), anyChange()];
      const conditions = random.chance(0.7) ? {} : where;
      const done = await expectSame({ id, conditions, change }, (store) =>
        store.update('stocks', id, conditions, change),
      );
      if (done === true) changed += 1;
      await expectSame({ id, after: change }, (store) => store.get('stocks', id));
    } else if (random.chance(0.1)) {
      const document = anyDocument(random.pick(ids));
      await expectSame('remove', (store) => store.remove('stocks', document._id));
      await expectSame(document, (store) => store.insert('stocks', document));
    } else {
      const sort = [
        [random.pick(['left', 'applied.at', 'campaignId']), random.pick([1, -1])],
        ['_id', 1],
      ] as [string, 1 | -1][];
      const query = { where, sort, limit: random.chance(0.3) ? 3 : 100 };
      const documents = await expectSame(query, (store) => store.find('stocks', query));
      if (Array.isArray(documents) && documents.length > 0) found += 1;
      await expectSame({ count: where }, (store) => store.count('stocks', where));
    }
  }
  // Most of it must have meant something.
  expect(changed).toBeGreaterThan(ROUNDS / 10);
  expect(found).toBeGreaterThan(ROUNDS / 10);
}, 120_000);
