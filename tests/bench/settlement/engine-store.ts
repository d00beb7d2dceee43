import { setTimeout as sleep } from 'node:timers/promises';
import { storableFields } from '../../../cloudfunctions/adapters/storable';
import type { CollectionName, Documents } from '../../../cloudfunctions/usecases/documents';
import type { Change, Query, Store, Transaction, Where } from '../../../cloudfunctions/usecases/ports';
import { AlreadyExists, TransactionUnknown, WriteConflict } from '../../../cloudfunctions/usecases/ports';
import { DatabaseError } from '../../../localcloud/engine/types';
import { filterOf, updateOf } from './engine-commands';
import type { StoreEngine } from './recorded-writes';

const MAX_FOUND = 1000;
const MAX_IDS = 1000;
const MAX_INSERTED = 100;
const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 20;
const LOCK_WAIT_MS = 10_000;
const LOCK_RETRY_MS = 3;

const ONE = { multi: false, merge: true, upsert: false };
const WHOLE = { multi: false, merge: false, upsert: false };

const isConflict = (error: unknown): boolean =>
  error instanceof WriteConflict || (error instanceof DatabaseError && error.code === 'DATABASE_TRANSACTION_CONFLICT');
const isDuplicate = (error: unknown): boolean => error instanceof DatabaseError && error.message.includes('E11000');

/**
 * The Store port directly over the local cloud's engine: no SDK, no HTTP, so that what is measured is the use cases and the
 * database. See Store for what each method promises.
 */
export class EngineStore implements Store {
  constructor(private readonly engine: StoreEngine) {}

  async get<Name extends CollectionName>(collection: Name, id: string): Promise<Documents[Name] | undefined> {
    return parsed<Name>(this.engine.find(collection, { _id: id })[0]);
  }

  async getMany<Name extends CollectionName>(collection: Name, ids: readonly string[]): Promise<Documents[Name][]> {
    if (ids.length > MAX_IDS) throw new RangeError(`more than ${MAX_IDS} ids`);
    if (ids.length === 0) return [];
    const found = this.engine.find(collection, { _id: { $in: [...new Set(ids)] } }).map((text) => parsed<Name>(text)!);
    const byId = new Map(found.map((document) => [document._id, document]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  }

  async find<Name extends CollectionName>(collection: Name, query: Query): Promise<Documents[Name][]> {
    const { where, sort = [], limit } = query;
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_FOUND) throw new RangeError(`limit ${limit}`);
    const options = sort.length === 0 ? { limit } : { limit, sort: Object.fromEntries(sort) };
    return this.engine.find(collection, filterOf(where), options).map((text) => parsed<Name>(text)!);
  }

  async count<Name extends CollectionName>(collection: Name, where: Where): Promise<number> {
    return this.engine.count(collection, filterOf(where));
  }

  insert<Name extends CollectionName>(collection: Name, document: Documents[Name]): Promise<boolean> {
    const fields = storableFields(document);
    return whenUnlocked(() => {
      try {
        this.engine.insert(collection, [fields]);
        return true;
      } catch (error) {
        if (isDuplicate(error)) return false;
        throw error;
      }
    });
  }

  async insertMissing<Name extends CollectionName>(
    collection: Name,
    documents: readonly Documents[Name][],
  ): Promise<void> {
    if (documents.length > MAX_INSERTED) throw new RangeError(`more than ${MAX_INSERTED} documents`);
    for (const document of documents) await this.insert(collection, document);
  }

  async replace<Name extends CollectionName>(
    collection: Name,
    document: Documents[Name] & { rev: number },
  ): Promise<boolean> {
    for (const [field, value] of Object.entries(document))
      if (value === undefined) throw new TypeError(`${collection}/${document._id}: ${field} is undefined`);
    const { _id, rev } = document;
    const fields = storableFields({ ...document, rev: rev + 1 });
    return whenUnlocked(() => this.engine.modify(collection, { _id, rev }, fields, WHOLE).updated === 1);
  }

  async update<Name extends CollectionName>(
    collection: Name,
    id: string,
    where: Where,
    change: Change,
  ): Promise<boolean> {
    const update = updateOf(change);
    const filter = { _id: id, ...filterOf(where) };
    return whenUnlocked(() => this.engine.modify(collection, filter, update, ONE).updated === 1);
  }

  async remove<Name extends CollectionName>(collection: Name, id: string): Promise<void> {
    await whenUnlocked(() => this.engine.remove(collection, { _id: id }, { multi: false }));
  }

  async transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.runOnce(work);
      } catch (error) {
        if (attempt === ATTEMPTS || !isConflict(error)) throw error;
        await sleep((0.5 + Math.random()) * FIRST_PAUSE_MS * 2 ** (attempt - 1));
      }
    }
  }

  private async runOnce<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const id = this.engine.startTransaction();
    let result: Result;
    try {
      result = await work(new EngineTransaction(this.engine, id));
    } catch (error) {
      this.engine.abortTransaction(id);
      throw error;
    }
    try {
      this.engine.commitTransaction(id);
    } catch (error) {
      if (isConflict(error)) throw error;
      if (isDuplicate(error)) throw new AlreadyExists(String(error), { cause: error });
      throw new TransactionUnknown(String(error), { cause: error });
    }
    return result;
  }
}

class EngineTransaction implements Transaction {
  constructor(
    private readonly engine: StoreEngine,
    private readonly transactionId: string,
  ) {}

  async get<Name extends CollectionName>(collection: Name, id: string): Promise<Documents[Name] | undefined> {
    return parsed<Name>(this.engine.find(collection, { _id: id }, { transactionId: this.transactionId })[0]);
  }

  async insert<Name extends CollectionName>(collection: Name, document: Documents[Name]): Promise<void> {
    try {
      this.engine.insert(collection, [storableFields(document)], this.transactionId);
    } catch (error) {
      if (isDuplicate(error)) throw new AlreadyExists(`${collection}/${document._id}`, { cause: error });
      throw error;
    }
  }

  async replace<Name extends CollectionName>(
    collection: Name,
    document: Documents[Name] & { rev: number },
  ): Promise<void> {
    const { _id, rev } = document;
    const fields = storableFields({ ...document, rev: rev + 1 });
    const options = { ...WHOLE, transactionId: this.transactionId };
    const { updated } = this.engine.modify(collection, { _id, rev }, fields, options);
    if (updated !== 1) throw new WriteConflict(`${collection}/${_id} was replaced meanwhile`);
  }
}

/** Documents hold nothing that JSON has no word for, see storable. */
const parsed = <Name extends CollectionName>(text: string | undefined): Documents[Name] | undefined =>
  text === undefined ? undefined : (JSON.parse(text) as Documents[Name]);

/** A plain write to a document that a transaction holds waits for it, as in the cloud. */
async function whenUnlocked<Result>(operation: () => Result): Promise<Result> {
  const until = Date.now() + LOCK_WAIT_MS;
  for (;;) {
    try {
      return operation();
    } catch (error) {
      if (!isConflict(error) || Date.now() > until) throw error;
      await sleep(LOCK_RETRY_MS);
    }
  }
}
