import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudProcess } from '../../localcloud/support/cloud-process';
import { enterCloud } from '../../usecases/support/enter-cloud';
import { compare, printOutcomes, type Comparison, type Outcome } from '../measure';
import { DOCUMENTS, INDEXES, makeOrder, putRaw, requireResult, rowsOf, scattered } from './orders';
import { prepareRawStatements, type RawStatements } from './raw-statements';

const ROUNDS = 5;
const OPERATIONS = 200;
const FILL_BATCH = 500;

/** What of the SDK is measured; its own types are too loose to say. */
interface Database {
  collection(name: string): {
    add(options: { data: unknown }): Promise<unknown>;
    doc(id: string): {
      get(): Promise<{ data: unknown }>;
      update(options: { data: unknown }): Promise<{ stats: { updated: number } }>;
    };
  };
}

async function openDatabase(url: string): Promise<Database> {
  enterCloud(url);
  const sdk = (await import('wx-server-sdk')) as unknown as {
    default: { init(options: object): void; database(): Database };
  };
  sdk.default.init({ env: 'local' });
  return sdk.default.database();
}

function comparisonsOf(database: Database, raw: RawStatements): Comparison[] {
  const orders = database.collection('orders');
  const some = Array.from({ length: OPERATIONS }, (_, i) => makeOrder(scattered(i)));
  const rounds = Array.from({ length: ROUNDS + 1 }, (_, round) =>
    Array.from({ length: OPERATIONS }, (_, i) => rowsOf(makeOrder(DOCUMENTS + round * OPERATIONS + i))),
  );
  return [
    {
      name: 'doc().get',
      kind: 'read',
      count: OPERATIONS,
      ours: async () => {
        for (const { _id } of some) await orders.doc(_id).get();
      },
      baseline: () => {
        for (const { _id } of some) requireResult(raw.getDocument(_id).length, 1);
      },
    },
    {
      name: 'doc().get, 20 at once',
      kind: 'read',
      count: OPERATIONS,
      ours: async () => {
        for (let i = 0; i < some.length; i += 20)
          await Promise.all(some.slice(i, i + 20).map(({ _id }) => orders.doc(_id).get()));
      },
      baseline: () => {
        for (const { _id } of some) requireResult(raw.getDocument(_id).length, 1);
      },
    },
    {
      name: 'add, 3 indexes',
      kind: 'write',
      count: OPERATIONS,
      ours: async (round) => {
        for (const { document } of rounds[round] ?? []) await orders.add({ data: document });
      },
      baseline: (round) => {
        for (const rows of rounds[round] ?? []) {
          raw.begin();
          putRaw(raw, rows);
          raw.commit();
        }
      },
    },
    {
      name: 'doc().update',
      kind: 'write',
      count: OPERATIONS,
      ours: async (round) => {
        for (const { _id } of some) {
          const { stats } = await orders.doc(_id).update({ data: { total: 10_000 + round } });
          requireResult(stats.updated, 1);
        }
      },
      baseline: (round) => {
        for (const document of some) {
          const { text } = rowsOf({ ...document, total: 10_000 + round });
          raw.begin();
          raw.updateDocument(text, document._id);
          raw.commit();
        }
      },
    },
  ];
}

/** The same rows through the unmodified SDK, over HTTP, in a process of its own: what a function pays for a call. */
export async function sdkSection(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sdk-'));
  const functionsDir = join(folder, 'functions');
  mkdirSync(functionsDir);
  const cloud = await CloudProcess.start(folder, functionsDir, {
    databaseSpec: { collections: { orders: { indexes: INDEXES } } },
  });
  const raw = prepareRawStatements(join(folder, 'raw.db'));
  try {
    const database = await openDatabase(cloud.url);
    raw.begin();
    for (let i = 0; i < DOCUMENTS; i += 1) putRaw(raw, rowsOf(makeOrder(i)));
    raw.commit();
    for (let i = 0; i < DOCUMENTS; i += FILL_BATCH)
      await database
        .collection('orders')
        .add({ data: Array.from({ length: FILL_BATCH }, (_, offset) => makeOrder(i + offset)) });
    const outcomes: Outcome[] = [];
    for (const comparison of comparisonsOf(database, raw)) outcomes.push(await compare(comparison, ROUNDS));
    printOutcomes(
      `Through wx-server-sdk, ${DOCUMENTS} documents, ${ROUNDS} rounds in turns, medians`,
      'raw statements',
      outcomes,
    );
    return true;
  } finally {
    await cloud.end();
    raw.close();
    rmSync(folder, { recursive: true });
  }
}
