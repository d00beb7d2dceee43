import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeKey, successor } from '../../../localcloud/engine/keys';
import { openEngine } from '../../../localcloud/engine/open-engine';
import type { Engine } from '../../../localcloud/engine/types';
import { compare, printOutcomes, type Comparison, type Outcome } from '../measure';
import { DOCUMENTS, INDEXES, makeOrder, putRaw, requireResult, rowsOf, scattered } from './orders';
import { prepareRawStatements, type RawStatements } from './raw-statements';

const ROUNDS = 9;
const OPERATIONS = 1000;
const READS_TARGET = 0.5;
const WRITES_TARGET = 0.4;

function fill(engine: Engine, raw: RawStatements): void {
  const all = Array.from({ length: DOCUMENTS }, (_, i) => rowsOf(makeOrder(i)));
  engine.insert(
    'orders',
    all.map(({ document }) => document),
  );
  raw.begin();
  for (const rows of all) putRaw(raw, rows);
  raw.commit();
}

function insertComparison(engine: Engine, raw: RawStatements): Comparison {
  const rounds = Array.from({ length: ROUNDS + 1 }, (_, round) =>
    Array.from({ length: OPERATIONS }, (_, i) => rowsOf(makeOrder(DOCUMENTS + round * OPERATIONS + i))),
  );
  return {
    name: 'insert, 3 indexes',
    kind: 'write',
    count: OPERATIONS,
    ours: (round) => {
      for (const { document } of rounds[round]!) engine.insert('orders', [document]);
    },
    baseline: (round) => {
      for (const rows of rounds[round]!) {
        raw.begin();
        putRaw(raw, rows);
        raw.commit();
      }
    },
  };
}

/** Every second round takes the state back, so that each update moves one index entry. */
function updateComparison(engine: Engine, raw: RawStatements): Comparison {
  const states = [false, true].map((paid) =>
    Array.from({ length: OPERATIONS }, (_, i) => rowsOf(makeOrder(scattered(i), paid))),
  );
  const options = { multi: false, merge: true, upsert: false };
  return {
    name: 'update, 1 of 3 indexes moves',
    kind: 'write',
    count: OPERATIONS,
    ours: (round) => {
      for (const { document } of states[(round + 1) % 2]!) {
        const { updated } = engine.modify(
          'orders',
          { _id: document._id },
          { $set: { state: document.state } },
          options,
        );
        requireResult(updated, 1);
      }
    },
    baseline: (round) => {
      const [before, after] = [states[round % 2]!, states[(round + 1) % 2]!];
      after.forEach(({ document, text, keys }, i) => {
        raw.begin();
        requireResult(raw.getDocument(document._id).length, 1);
        raw.updateDocument(text, document._id);
        raw.deleteEntry(2, before[i]!.keys[1]![0]!, document._id);
        raw.putEntry(2, keys[1]![0]!, document._id);
        raw.commit();
      });
    },
  };
}

function getComparison(engine: Engine, raw: RawStatements): Comparison {
  const ids = Array.from({ length: OPERATIONS * 5 }, (_, i) => makeOrder(scattered(i))._id);
  return {
    name: 'get by id',
    kind: 'read',
    count: ids.length,
    ours: () => {
      for (const _id of ids) requireResult(engine.find('orders', { _id }).length, 1);
    },
    baseline: () => {
      for (const id of ids) requireResult(raw.getDocument(id).length, 1);
    },
  };
}

function findComparison(engine: Engine, raw: RawStatements): Comparison {
  const shoppers = Array.from({ length: OPERATIONS }, (_, i) => makeOrder(scattered(i)).shopper as string);
  const spans = shoppers.map((shopper) => encodeKey(shopper, 1)).map((key) => [key, successor(key)] as const);
  return {
    name: 'find 20 by index, sorted',
    kind: 'read',
    count: OPERATIONS,
    ours: () => {
      for (const shopper of shoppers) {
        requireResult(engine.find('orders', { shopper }, { sort: { at: -1 }, limit: 20 }).length, 20);
      }
    },
    baseline: () => {
      for (const [from, before] of spans) requireResult(raw.findByIndex(1, from, before, 20).length, 20);
    },
  };
}

/** The engine against prepared statements that write and read the same rows. Returns whether it meets its targets. */
export async function engineSection(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-engine-'));
  const engine = openEngine({ folder });
  const raw = prepareRawStatements(join(folder, 'raw.db'));
  try {
    engine.declare([{ name: 'orders', indexes: INDEXES }]);
    fill(engine, raw);
    const comparisons = [getComparison, findComparison, insertComparison, updateComparison];
    const outcomes: Outcome[] = [];
    for (const make of comparisons) outcomes.push(await compare(make(engine, raw), ROUNDS));
    printOutcomes(`Engine, ${DOCUMENTS} documents, ${ROUNDS} rounds in turns, medians`, 'raw statements', outcomes);
    const met = [reportTarget('read', READS_TARGET, outcomes), reportTarget('write', WRITES_TARGET, outcomes)];
    return !met.includes(false);
  } finally {
    engine.close();
    raw.close();
    rmSync(folder, { recursive: true });
  }
}

function reportTarget(
  kind: Comparison['kind'],
  target: number,
  outcomes: readonly { kind: string; ratio: number }[],
): boolean {
  const lowest = Math.min(...outcomes.filter((outcome) => outcome.kind === kind).map(({ ratio }) => ratio));
  const met = lowest >= target;
  console.log(`${kind}s: lowest ratio ${lowest.toFixed(2)}, wanted at least ${target}: ${met ? 'met' : 'MISSED'}`);
  return met;
}
