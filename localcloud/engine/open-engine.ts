import { randomBytes } from 'node:crypto';
import { aggregate } from './aggregating';
import { Catalog, type Collection } from './catalog';
import { decode, encode } from './codec';
import { Connection } from './connection';
import { prepareDataFile } from './data-file';
import { invalidParameter } from './errors';
import { pinnedBy, project } from './matching';
import { countFromIndex, documentOf, search, type Found, type View } from './searching';
import { Transactions } from './transactions';
import type { CollectionSpec, Document, Engine, EngineOptions, Filter, FindOptions, ModifyOptions } from './types';
import { applyUpdate, indexesTouched, replacement } from './updates';
import { change, DocumentWriter, type WriteTarget } from './writing';

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_CACHE_KIB = 65_536;

/**
 * Opens the document database in a folder, making it when it is new. Throws DamagedDataError when the data file can't
 * be trusted, which is then left as it was, and an Error when the folder can't be written.
 */
export function openEngine(options: EngineOptions): Engine {
  const file = prepareDataFile(options.folder);
  const connection = new Connection(file);
  connection.row('PRAGMA journal_mode = WAL');
  connection.exec(
    `PRAGMA synchronous = ${options.synchronous ?? 'NORMAL'}; PRAGMA cache_size = -${options.cacheKib ?? DEFAULT_CACHE_KIB}`,
  );
  return new LocalEngine(connection, file, options);
}

class LocalEngine implements Engine {
  readonly #connection: Connection;
  readonly #catalog: Catalog;
  readonly #writer: DocumentWriter;
  readonly #transactions: Transactions;
  readonly #present: View;
  readonly #onUnindexed: EngineOptions['onUnindexed'];
  readonly #told = new Set<string>();

  constructor(connection: Connection, file: string, options: EngineOptions) {
    const noWrites = new Map<string, string>();
    this.#connection = connection;
    this.#catalog = new Catalog(connection);
    this.#writer = new DocumentWriter(connection);
    this.#transactions = new Transactions(file, connection, options.transactionTimeoutMs ?? DEFAULT_TIMEOUT_MS);
    this.#present = { connection, sees: () => true, ownWrites: () => noWrites };
    this.#onUnindexed = options.onUnindexed;
  }

  declare(collections: readonly CollectionSpec[]): void {
    // An open snapshot has no entries of a new index.
    this.#transactions.abortAll();
    for (const spec of collections) {
      if (!this.#catalog.has(spec.name)) this.createCollection(spec.name);
      this.#catalog.align(spec, (collection, index) => this.#writer.fill(collection, index));
    }
  }

  collections(): string[] {
    return this.#catalog.names();
  }

  createCollection(name: string): void {
    this.#catalog.create(name, this.#transactions.writes + 1);
    this.#transactions.committed([]);
  }

  find(name: string, filter: Filter, options: FindOptions = {}): string[] {
    const collection = this.#catalog.get(name);
    const view = options.transactionId ? this.#transactions.get(options.transactionId) : this.#present;
    const found = this.#search(view, collection, filter, options);
    const { projection } = options;
    if (projection && Object.keys(projection).length > 0) return project(found.map(documentOf), projection).map(encode);
    return found.map(({ text }) => text);
  }

  count(name: string, filter: Filter): number {
    const collection = this.#catalog.get(name);
    return (
      countFromIndex(this.#connection, collection, filter) ?? this.#search(this.#present, collection, filter, {}).length
    );
  }

  insert(name: string, documents: readonly Record<string, unknown>[], transactionId?: string): string[] {
    const collection = this.#catalog.get(name);
    const complete = documents.map(withId);
    this.#write(collection, transactionId, (_, target) => {
      for (const document of complete) target.insert(collection, document, encode(document));
    });
    return complete.map((document) => document._id);
  }

  modify(
    name: string,
    filter: Filter,
    update: Record<string, unknown>,
    options: ModifyOptions,
  ): { updated: number; upsertId: string | null } {
    const collection = this.#catalog.get(name);
    const indexes = options.merge ? indexesTouched(collection.indexes, update) : collection.indexes;
    const mutate = (document: Document): Document => {
      if (!options.merge) return replacement(document._id, update);
      applyUpdate(document, update, filter);
      return document;
    };
    return this.#write(collection, options.transactionId, (view, target) => {
      const found = this.#search(view, collection, filter, { limit: options.multi ? Infinity : 1 });
      if (found.length === 0 && options.upsert) {
        const document = upserted(filter, update, options.merge);
        target.insert(collection, document, encode(document));
        return { updated: 0, upsertId: document._id };
      }
      const changed = found.filter((entry) => {
        return change(target, collection, { text: entry.text, document: documentOf(entry) }, indexes, mutate);
      });
      return { updated: changed.length, upsertId: null };
    });
  }

  remove(name: string, filter: Filter, options: { multi: boolean; transactionId?: string }): number {
    const collection = this.#catalog.get(name);
    return this.#write(collection, options.transactionId, (view, target) => {
      const found = this.#search(view, collection, filter, { limit: options.multi ? Infinity : 1 });
      for (const entry of found) target.remove(collection, documentOf(entry));
      return found.length;
    });
  }

  aggregate(name: string, pipeline: readonly Record<string, unknown>[]): string[] {
    const find = (from: string, filter: Filter, options: FindOptions) =>
      this.#search(this.#present, this.#catalog.get(from), filter, options).map(documentOf);
    return aggregate(this.#catalog.get(name), pipeline, find).map(encode);
  }

  startTransaction(): string {
    return this.#transactions.start();
  }

  commitTransaction(transactionId: string): void {
    this.#transactions.commit(transactionId, this.#writer, this.#catalog);
  }

  abortTransaction(transactionId: string): void {
    this.#transactions.abort(transactionId);
  }

  getSetting(key: string): unknown {
    const row = this.#connection.row('SELECT value FROM settings WHERE key = ?', key);
    return row ? decode(row[0] as string) : undefined;
  }

  setSetting(key: string, value: unknown): void {
    const keep = 'INSERT INTO settings(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value';
    if (value === undefined) this.#connection.run('DELETE FROM settings WHERE key = ?', key);
    else this.#connection.run(keep, key, encode(value));
  }

  close(): void {
    this.#transactions.close();
    this.#connection.row('PRAGMA wal_checkpoint(TRUNCATE)');
    this.#connection.close();
  }

  #search(view: View, collection: Collection, filter: Filter, options: FindOptions): Found[] {
    return search(view, collection, filter, options, (name, asked) => this.#tellUnindexed(name, asked, options.sort));
  }

  #tellUnindexed(collection: string, filter: Filter, sort: FindOptions['sort']): void {
    if (!this.#onUnindexed) return;
    const shape = JSON.stringify([collection, shapeOf(filter), sort ?? {}]);
    if (this.#told.has(shape)) return;
    this.#told.add(shape);
    this.#onUnindexed(collection, filter);
  }

  /** One command that writes: all of it or nothing. A transaction in which it fails is over. */
  #write<T>(
    collection: Collection,
    transactionId: string | undefined,
    work: (view: View, target: WriteTarget) => T,
  ): T {
    if (transactionId === undefined) return this.#writePlainly(collection, work);
    const transaction = this.#transactions.get(transactionId);
    try {
      return work(transaction, transaction);
    } catch (error) {
      this.#transactions.abort(transactionId);
      throw error;
    }
  }

  #writePlainly<T>(collection: Collection, work: (view: View, target: WriteTarget) => T): T {
    const written: string[] = [];
    const noting = (document: Document) => {
      this.#transactions.requireFree(collection, [document]);
      written.push(document._id);
    };
    const target: WriteTarget = {
      insert: (into, document, text) => {
        noting(document);
        this.#writer.insert(into, document, text);
      },
      update: (into, changed) => {
        noting(changed.document);
        this.#writer.update(into, changed);
      },
      remove: (from, document) => {
        noting(document);
        this.#writer.remove(from, document);
      },
    };
    try {
      const result = this.#connection.atomically(() => work(this.#present, target));
      this.#transactions.committedDocuments(collection, written);
      return result;
    } catch (error) {
      this.#catalog.reloadArrays();
      throw error;
    }
  }
}

function withId(document: Record<string, unknown>): Document {
  const id = document._id ?? randomBytes(16).toString('hex');
  // SQLite ends a text at a NUL, and an id that changes on the way can't be found again.
  if (typeof id !== 'string' || id === '' || id.includes('\0')) throw invalidParameter('_id must be a text');
  if (document._id !== undefined) return document as Document;
  const { _id, ...fields } = document;
  return { _id: id, ...fields } as Document;
}

function upserted(filter: Filter, update: Record<string, unknown>, merge: boolean): Document {
  const pinned = pinnedBy(filter);
  if (!merge) return withId({ _id: pinned._id, ...update });
  const document = withId(pinned);
  const { $setOnInsert, ...operators } = update;
  applyUpdate(document, operators, {});
  if ($setOnInsert !== undefined) applyUpdate(document, { $set: $setOnInsert }, {});
  return document;
}

/** A filter with its values left out: queries of the same shape use the same index. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'object') ? value.map(shapeOf) : '?';
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof RegExp) return '?';
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}
