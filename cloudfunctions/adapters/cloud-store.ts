import type { CollectionName, Documents } from '../usecases/documents';
import type { Change, Query, Store, Transaction, Where } from '../usecases/ports';
import { asStored } from './as-stored';
import { runOnce } from './cloud-transaction';
import { isDuplicate, retryConflicts } from './retry';
import type { Collection, Command, Database, Stored } from './sdk';
import { errorText, initSdk, sdk } from './sdk';
import { storable, storableFields } from './storable';
import { changeCommands, whereCommands } from './store-commands';

const MAX_FOUND = 1000;
const MAX_IDS = 1000;
const IDS_A_QUERY = 100;
const MAX_INSERTED = 100;

/** The database of the cloud environment that the function runs in. See Store for what each method promises. */
export class CloudStore implements Store {
  constructor(private readonly database: Database) {}

  private collection(name: CollectionName): Collection {
    return this.database.collection(name);
  }

  private where(where: Where): Record<string, Command> {
    return whereCommands(this.database.command, where);
  }

  async get<Name extends CollectionName>(collection: Name, id: string): Promise<Documents[Name] | undefined> {
    const { data } = await this.collection(collection).doc(id).get();
    return data === null ? undefined : (asStored(data) as unknown as Documents[Name]);
  }

  async getMany<Name extends CollectionName>(collection: Name, ids: readonly string[]): Promise<Documents[Name][]> {
    if (ids.length > MAX_IDS) throw new RangeError(`more than ${MAX_IDS} ids`);
    const wanted = [...new Set(ids)];
    const found = new Map<string, Stored>();
    for (let start = 0; start < wanted.length; start += IDS_A_QUERY) {
      const part = wanted.slice(start, start + IDS_A_QUERY);
      for (const document of await this.getPart(collection, part)) found.set(document._id, document);
    }
    return ids.flatMap((id) => (found.get(id) as unknown as Documents[Name] | undefined) ?? []);
  }

  private async getPart(collection: CollectionName, ids: readonly string[]): Promise<Stored[]> {
    try {
      const query = this.collection(collection).where(this.where({ _id: { in: ids } }));
      return asStored((await query.limit(ids.length).get()).data);
    } catch (error) {
      // The answer to one query is at most 1 MB.
      if (ids.length === 1 || !/-602001|size exceed/.test(errorText(error))) throw error;
      const middle = Math.ceil(ids.length / 2);
      const first = await this.getPart(collection, ids.slice(0, middle));
      return [...first, ...(await this.getPart(collection, ids.slice(middle)))];
    }
  }

  async find<Name extends CollectionName>(collection: Name, query: Query): Promise<Documents[Name][]> {
    const { limit, sort = [] } = query;
    // Outside this range the SDK would choose a limit of its own.
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_FOUND) throw new RangeError(`limit ${limit}`);
    let sorted = this.collection(collection).where(this.where(query.where));
    for (const [field, direction] of sort) sorted = sorted.orderBy(field, direction === 1 ? 'asc' : 'desc');
    const { data } = await sorted.limit(limit).get();
    return asStored(data) as unknown as Documents[Name][];
  }

  async count<Name extends CollectionName>(collection: Name, where: Where): Promise<number> {
    return (await this.collection(collection).where(this.where(where)).count()).total;
  }

  async insert<Name extends CollectionName>(collection: Name, document: Documents[Name]): Promise<boolean> {
    try {
      await this.collection(collection).add({ data: storableFields(document) });
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async insertMissing<Name extends CollectionName>(
    collection: Name,
    documents: readonly Documents[Name][],
  ): Promise<void> {
    if (documents.length > MAX_INSERTED) throw new RangeError(`more than ${MAX_INSERTED} documents`);
    if (documents.length === 0) return;
    try {
      await this.collection(collection).add({ data: documents.map((document) => storableFields(document)) });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      // One that exists makes the database refuse all, or all after it: each is tried by itself.
      for (const document of documents) await this.insert(collection, document);
    }
  }

  async replace<Name extends CollectionName>(
    collection: Name,
    document: Documents[Name] & { rev: number },
  ): Promise<boolean> {
    const { set, inc } = this.database.command;
    const data: Record<string, Command> = {};
    for (const [field, value] of Object.entries(document)) {
      // The old value would stay: a field without a value is null.
      if (value === undefined) throw new TypeError(`${collection}/${document._id}: ${field} is undefined`);
      if (field !== '_id') data[field] = set(storable(value, field));
    }
    data.rev = inc(1);
    const here = this.where({ _id: document._id, rev: document.rev });
    const { stats } = await this.collection(collection).where(here).update({ data });
    return stats.updated === 1;
  }

  async update<Name extends CollectionName>(
    collection: Name,
    id: string,
    where: Where,
    change: Change,
  ): Promise<boolean> {
    const data = changeCommands(this.database.command, change);
    const here = this.where({ ...where, _id: id });
    const { stats } = await this.collection(collection).where(here).update({ data });
    return stats.updated === 1;
  }

  async remove<Name extends CollectionName>(collection: Name, id: string): Promise<void> {
    await this.collection(collection).doc(id).remove();
  }

  transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return retryConflicts(() => runOnce(this.database, work));
  }
}

/** The store of this environment; initialises the SDK. */
export function openCloudStore(): CloudStore {
  initSdk();
  return new CloudStore(sdk.database({ throwOnNotFound: false }));
}
