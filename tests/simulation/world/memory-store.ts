import type { CollectionName, Documents } from '../../../cloudfunctions/usecases/documents';
import type { Change, Query, Store, Transaction, Where } from '../../../cloudfunctions/usecases/ports';
import { WriteConflict } from '../../../cloudfunctions/usecases/ports';
import { callLabel, queryLabel, type Method } from './call-label';
import { edited, editsOf } from './changes';
import { matches, predicatesOf } from './conditions';
import type { Stored } from './entry';
import { frozenFields } from './frozen';
import { DuplicateKey, MemoryData, type Counts } from './memory-data';
import { MemoryTransaction } from './memory-transaction';
import { inSortOrder } from './sort-order';
import type { Table } from './table';

const MAX_FOUND = 1000;
const MAX_IDS = 1000;
const MAX_INSERTED = 100;
const ATTEMPTS = 8;

/** Awaited before a call takes effect; the label says which call, see call-label.ts. */
export type Step = (label: string) => Promise<void>;

export interface MemoryStoreOptions {
  /** Where a scheduler lets others go first: before each call, those in a transaction and the commit included. */
  step?: Step;
  /**
   * What a transaction is safe from. `serializable`, unless told: it commits only if all that it read or wrote is as it was.
   * `snapshot`: only what it wrote is compared, which is all that the cloud's database does; decisions on documents
   * that a transaction reads and does not write may then rest on what is no longer so.
   */
  isolation?: 'serializable' | 'snapshot';
}

/**
 * The Store port in memory, for simulations: see Store for what each method promises. Documents are handed out frozen and
 * uncopied; whoever changes one in place fails there. Each call takes effect in one instant, the one after its step; it never
 * waits for anything but its step, or without a step for the turn of transactions that lost.
 */
export class MemoryStore implements Store {
  constructor(
    private readonly options: MemoryStoreOptions = {},
    private readonly data = new MemoryData(),
  ) {}

  /** The same documents for another task, with a step of its own. */
  withStep(step: Step): MemoryStore {
    return new MemoryStore({ ...this.options, step }, this.data);
  }

  /** All documents of a collection as they are now, in the order of insertion. */
  all<Name extends CollectionName>(collection: Name): Documents[Name][] {
    return this.data.table(collection).all() as unknown as Documents[Name][];
  }

  /** The same of all collections. */
  dump(): { [Name in CollectionName]: Documents[Name][] } {
    const tables = this.data.all().map((table) => [table.name, table.all()]);
    return Object.fromEntries(tables) as { [Name in CollectionName]: Documents[Name][] };
  }

  /** Calls that took effect since the last reset; those within transactions one by one, transact itself not. */
  counts(): Counts {
    return this.data.counts();
  }

  resetCounts(): void {
    this.data.resetCounts();
  }

  private async call<Result>(
    method: Method,
    collection: CollectionName,
    label: () => string,
    effect: (table: Table) => Result,
  ): Promise<Result> {
    if (this.options.step) await this.options.step(label());
    this.data.counted(method);
    return effect(this.data.table(collection));
  }

  async get<Name extends CollectionName>(collection: Name, id: string): Promise<Documents[Name] | undefined> {
    const found = await this.call(
      'get',
      collection,
      () => callLabel('get', collection, id),
      (table) => table.get(id),
    );
    return found as unknown as Documents[Name] | undefined;
  }

  async getMany<Name extends CollectionName>(collection: Name, ids: readonly string[]): Promise<Documents[Name][]> {
    if (ids.length > MAX_IDS) throw new RangeError(`more than ${MAX_IDS} ids`);
    const wanted = [...ids];
    const label = () => callLabel('getMany', collection, wanted.length);
    const found = await this.call('getMany', collection, label, (table) => wanted.flatMap((id) => table.get(id) ?? []));
    return found as unknown as Documents[Name][];
  }

  async find<Name extends CollectionName>(collection: Name, query: Query): Promise<Documents[Name][]> {
    const { where, sort = [], limit } = query;
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_FOUND) throw new RangeError(`limit ${limit}`);
    const predicates = predicatesOf(where);
    const label = () => queryLabel('find', collection, where);
    const found = await this.call('find', collection, label, (table) =>
      inSortOrder(table.select(predicates), sort).slice(0, limit),
    );
    return found as unknown as Documents[Name][];
  }

  async count<Name extends CollectionName>(collection: Name, where: Where): Promise<number> {
    const predicates = predicatesOf(where);
    const label = () => queryLabel('count', collection, where);
    return this.call('count', collection, label, (table) => table.select(predicates).length);
  }

  async insert<Name extends CollectionName>(collection: Name, document: Documents[Name]): Promise<boolean> {
    const stored = storedOf(document);
    const label = () => callLabel('insert', collection, stored._id);
    return this.call('insert', collection, label, (table) => insertInto(table, stored));
  }

  /** One instant when all are missing; else, as in the cloud, each document is tried by itself, with a step of its own. */
  async insertMissing<Name extends CollectionName>(
    collection: Name,
    documents: readonly Documents[Name][],
  ): Promise<void> {
    if (documents.length > MAX_INSERTED) throw new RangeError(`more than ${MAX_INSERTED} documents`);
    if (documents.length === 0) return;
    const stored = documents.map(storedOf);
    const label = () => callLabel('insertMissing', collection, stored.length);
    const table = await this.call('insertMissing', collection, label, (into) => into);
    if (areAllMissing(table, stored)) {
      for (const each of stored) insertInto(table, each);
      return;
    }
    for (const each of stored) {
      await this.options.step?.(callLabel('insertMissing', collection, each._id));
      insertInto(table, each);
    }
  }

  async replace<Name extends CollectionName>(
    collection: Name,
    document: Documents[Name] & { rev: number },
  ): Promise<boolean> {
    for (const [field, value] of Object.entries(document))
      if (value === undefined) throw new TypeError(`${collection}/${document._id}: ${field} is undefined`);
    const { _id, rev } = document;
    const known = this.data.table(collection).get(_id);
    const stored = frozenFields({ ...document, rev: rev + 1 }, known) as Stored;
    const label = () => callLabel('replace', collection, _id);
    return this.call('replace', collection, label, (table) => {
      if (table.get(_id)?.rev !== rev) return false;
      putInto(table, stored);
      return true;
    });
  }

  async update<Name extends CollectionName>(
    collection: Name,
    id: string,
    where: Where,
    change: Change,
  ): Promise<boolean> {
    const edits = editsOf(change);
    const predicates = predicatesOf({ ...where, _id: id });
    const label = () => callLabel('update', collection, id);
    return this.call('update', collection, label, (table) => {
      const document = table.get(id);
      if (!document || !matches(document, predicates)) return false;
      const next = edited(document, edits);
      // The database counts what it changed, not what it found.
      if (next === document) return false;
      putInto(table, next);
      return true;
    });
  }

  async remove<Name extends CollectionName>(collection: Name, id: string): Promise<void> {
    const label = () => callLabel('remove', collection, id);
    await this.call('remove', collection, label, (table) => table.remove(id));
  }

  async transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    // With a step it is the scheduler who decides when a loser goes on; without one losers go one after the other, where
    // the cloud's store has them pause.
    if (this.options.step) return this.attempts(work, ATTEMPTS);
    try {
      return await this.runOnce(work);
    } catch (error) {
      if (!(error instanceof WriteConflict)) throw error;
    }
    return this.data.inTurn(() => this.attempts(work, ATTEMPTS - 1));
  }

  private async attempts<Result>(work: (transaction: Transaction) => Promise<Result>, most: number): Promise<Result> {
    for (let left = most - 1; ; left -= 1) {
      try {
        return await this.runOnce(work);
      } catch (error) {
        if (left === 0 || !(error instanceof WriteConflict)) throw error;
      }
    }
  }

  private async runOnce<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const { step, isolation } = this.options;
    const transaction = new MemoryTransaction(this.data, step, isolation !== 'snapshot');
    try {
      const result = await work(transaction);
      await transaction.commit();
      return result;
    } finally {
      transaction.end();
    }
  }
}

function storedOf(document: object): Stored {
  const stored = frozenFields(document as Stored) as Stored;
  if (typeof stored._id !== 'string' || stored._id === '') throw new TypeError('a document needs an _id');
  return stored;
}

const isTaken = (table: Table, document: Stored): boolean =>
  table.get(document._id) !== undefined || table.rival(document) !== undefined;

function areAllMissing(table: Table, documents: readonly Stored[]): boolean {
  return (
    new Set(documents.map(({ _id }) => _id)).size === documents.length &&
    !documents.some((document) => isTaken(table, document))
  );
}

function insertInto(table: Table, document: Stored): boolean {
  if (isTaken(table, document)) return false;
  table.put(document);
  return true;
}

function putInto(table: Table, document: Stored): void {
  const rival = table.rival(document);
  if (rival) throw new DuplicateKey(`${rival.index.name} ${rival.index.keyOf(document)}`);
  table.put(document);
}
