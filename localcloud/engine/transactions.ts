import { randomBytes } from 'node:crypto';
import type { Catalog, Collection } from './catalog';
import { decodeDocument } from './codec';
import { Connection } from './connection';
import { duplicateKey, missingTransaction, transactionConflict } from './errors';
import type { View } from './searching';
import type { Document } from './types';
import { holderOf, keysIn, keyValues, type Change, type DocumentWriter, type WriteTarget } from './writing';

interface Write {
  collection: Collection;
  id: string;
  /** The whole document as it shall be; null: removed. */
  text: string | null;
}

const NOTHING: ReadonlyMap<string, string | null> = new Map();

function documentLock(collection: Collection, id: string): string {
  return `${collection.id}/${id}`;
}

/** The names under which a document and its unique values are locked; the values, so that two can't take the same. */
function uniqueLocks(collection: Collection, document: Document): string[] {
  const unique = collection.indexes.filter((index) => index.unique);
  return unique.flatMap((index) => keysIn([index], document)[0]!.keys.map((key) => uniqueLock(index.id, key)));
}

function uniqueLock(indexId: number, key: Buffer): string {
  return `#${indexId}/${key.toString('latin1')}`;
}

/**
 * Snapshot isolation. A transaction reads from a connection of its own, pinned to the moment it began; its writes stay
 * in memory until it commits, and lock what they write. Whoever comes second fails at once.
 */
export class Transactions {
  readonly #file: string;
  readonly #main: Connection;
  readonly #timeoutMs: number;
  readonly #open = new Map<string, Transaction>();
  readonly #locks = new Map<string, Transaction>();
  readonly #idleReaders: Connection[] = [];
  /** Which write last changed a document; kept only while a transaction is open to be compared with it. */
  readonly #lastWrite = new Map<string, number>();
  #writes = 0;

  constructor(file: string, main: Connection, timeoutMs: number) {
    this.#file = file;
    this.#main = main;
    this.#timeoutMs = timeoutMs;
  }

  /** How many writes have been committed; a snapshot is named by it. */
  get writes(): number {
    return this.#writes;
  }

  start(): string {
    const reader = this.#idleReaders.pop() ?? openReader(this.#file);
    // SQLite takes the snapshot at the first read, not at BEGIN.
    reader.run('BEGIN');
    reader.row('SELECT count(*) FROM collections');
    const transaction = new Transaction(this, this.#main, reader, this.#writes, Date.now() + this.#timeoutMs);
    const timer = setTimeout(() => this.#end(transaction), this.#timeoutMs);
    transaction.timer = timer.unref();
    this.#open.set(transaction.id, transaction);
    return transaction.id;
  }

  get(id: string): Transaction {
    const transaction = this.#open.get(id);
    // A busy process may come here before its timer has fired.
    if (transaction && Date.now() >= transaction.deadline) this.#end(transaction);
    const live = this.#open.get(id);
    if (!live) throw missingTransaction();
    return live;
  }

  commit(id: string, writer: DocumentWriter, catalog: Catalog): void {
    const transaction = this.get(id);
    // SQLite can't begin its log anew while a snapshot is open, and would try with every commit.
    this.#release(transaction);
    try {
      transaction.writeTo(writer, catalog);
      if (transaction.writes.size > 0) this.committed([...transaction.writes.keys()]);
    } finally {
      this.#end(transaction);
    }
  }

  /** Silent when the transaction has ended already, as it has after a conflict. */
  abort(id: string): void {
    const transaction = this.#open.get(id);
    if (transaction) this.#end(transaction);
  }

  abortAll(): void {
    for (const transaction of [...this.#open.values()]) this.#end(transaction);
  }

  #end(transaction: Transaction): void {
    clearTimeout(transaction.timer);
    this.#open.delete(transaction.id);
    for (const [name, owner] of this.#locks) if (owner === transaction) this.#locks.delete(name);
    this.#release(transaction);
    if (this.#open.size === 0) this.#lastWrite.clear();
  }

  /** Gives up the snapshot: nothing can be read any more. */
  #release(transaction: Transaction): void {
    if (!transaction.isReading) return;
    transaction.isReading = false;
    transaction.reader.run('ROLLBACK');
    this.#idleReaders.push(transaction.reader);
  }

  /** Throws the conflict when another transaction holds one of the names or has written it after the snapshot. */
  lock(transaction: Transaction, names: readonly string[]): void {
    for (const name of names) {
      const owner = this.#locks.get(name);
      if ((owner && owner !== transaction) || this.writtenSince(name, transaction.snapshot))
        throw transactionConflict();
    }
    for (const name of names) this.#locks.set(name, transaction);
  }

  writtenSince(name: string, snapshot: number): boolean {
    return (this.#lastWrite.get(name) ?? 0) > snapshot;
  }

  /** For a write outside transactions: throws the conflict while a transaction holds the document or a unique value. */
  requireFree(collection: Collection, documents: readonly Document[]): void {
    if (this.#locks.size === 0) return;
    for (const document of documents) {
      const names = [documentLock(collection, document._id), ...uniqueLocks(collection, document)];
      if (names.some((name) => this.#locks.has(name))) throw transactionConflict();
    }
  }

  /** Notes that documents have been written to the file. */
  committed(names: readonly string[]): void {
    this.#writes++;
    if (this.#open.size > 0) for (const name of names) this.#lastWrite.set(name, this.#writes);
  }

  committedDocuments(collection: Collection, ids: readonly string[]): void {
    this.committed(this.#open.size === 0 ? [] : ids.map((id) => documentLock(collection, id)));
  }

  close(): void {
    this.abortAll();
    for (const reader of this.#idleReaders) reader.close();
  }
}

function openReader(file: string): Connection {
  const reader = new Connection(file);
  reader.exec('PRAGMA query_only = 1');
  return reader;
}

export class Transaction implements View, WriteTarget {
  readonly id = randomBytes(16).toString('hex');
  readonly writes = new Map<string, Write>();
  /** The same as texts, by collection and id. */
  readonly #texts = new Map<Collection, Map<string, string | null>>();
  timer: NodeJS.Timeout | undefined;
  /** Its connection is its own until it commits or ends. */
  isReading = true;
  readonly #all: Transactions;
  readonly #main: Connection;
  /** Which of the written documents holds a unique value. */
  readonly #uniqueHolders = new Map<string, string>();

  constructor(
    all: Transactions,
    main: Connection,
    readonly reader: Connection,
    /** The number of the last write that it sees. */
    readonly snapshot: number,
    /** Milliseconds since the epoch. */
    readonly deadline: number,
  ) {
    this.#all = all;
    this.#main = main;
  }

  get connection(): Connection {
    return this.reader;
  }

  sees(collection: Collection): boolean {
    return collection.born <= this.snapshot;
  }

  ownWrites(collection: Collection): ReadonlyMap<string, string | null> {
    return this.#texts.get(collection) ?? NOTHING;
  }

  insert(collection: Collection, document: Document, text: string): void {
    const name = documentLock(collection, document._id);
    this.#all.lock(this, [name]);
    const own = this.writes.get(name);
    const exists = own ? own.text !== null : this.#main.row(collection.sql.get, document._id) !== undefined;
    if (exists) throw duplicateKey('Insert', collection.name, '_id_', { _id: document._id });
    this.#write('Insert', collection, document, text);
  }

  update(collection: Collection, { document, text }: Change): void {
    this.#write('Update', collection, document, text);
  }

  remove(collection: Collection, document: Document): void {
    this.#all.lock(this, [documentLock(collection, document._id), ...uniqueLocks(collection, document)]);
    this.#release(collection, document._id);
    this.#keep({ collection, id: document._id, text: null });
  }

  #write(operation: 'Insert' | 'Update', collection: Collection, document: Document, text: string): void {
    const id = document._id;
    const values = uniqueLocks(collection, document);
    this.#all.lock(this, [documentLock(collection, id), ...values]);
    this.#requireUnique(operation, collection, document);
    this.#release(collection, id);
    for (const value of values) this.#uniqueHolders.set(value, id);
    this.#keep({ collection, id, text });
  }

  #keep(write: Write): void {
    const { collection, id, text } = write;
    this.writes.set(documentLock(collection, id), write);
    const texts = this.#texts.get(collection);
    if (texts) texts.set(id, text);
    else this.#texts.set(collection, new Map([[id, text]]));
  }

  /** What this transaction has already written no longer holds its unique values. */
  #release(collection: Collection, id: string): void {
    const earlier = this.writes.get(documentLock(collection, id))?.text;
    if (!earlier) return;
    for (const value of uniqueLocks(collection, decodeDocument(earlier))) this.#uniqueHolders.delete(value);
  }

  #requireUnique(operation: 'Insert' | 'Update', collection: Collection, document: Document): void {
    for (const index of collection.indexes.filter((candidate) => candidate.unique)) {
      for (const key of keysIn([index], document)[0]!.keys) {
        const ownHolder = this.#uniqueHolders.get(uniqueLock(index.id, key));
        const storedHolder = holderOf(this.#main, index, key);
        const replaced = storedHolder !== null && this.writes.has(documentLock(collection, storedHolder));
        const holder = ownHolder ?? (replaced ? null : storedHolder);
        if (holder === null || holder === document._id) continue;
        // A value that was taken after this transaction began is a conflict: tried again, it will be a duplicate.
        const name = documentLock(collection, holder);
        if (this.#all.writtenSince(name, this.snapshot)) throw transactionConflict();
        throw duplicateKey(operation, collection.name, index.name, keyValues(index, document));
      }
    }
  }

  /** First all entries go that are left behind, so that documents can exchange their unique values. */
  writeTo(writer: DocumentWriter, catalog: Catalog): void {
    if (this.writes.size === 0) return;
    try {
      this.#main.atomically(() => {
        const later = [...this.writes.values()].map((write) => this.#prepare(writer, write));
        for (const finish of later) finish();
      });
    } catch (error) {
      catalog.reloadArrays();
      throw error;
    }
  }

  #prepare(writer: DocumentWriter, { collection, id, text }: Write): () => void {
    const stored = this.#main.row(collection.sql.get, id);
    const before = stored ? decodeDocument(stored[0] as string) : null;
    if (text === null) {
      if (before) writer.remove(collection, before);
      return () => {};
    }
    const document = decodeDocument(text);
    if (!before) return () => writer.insert(collection, document, text);
    const { indexes } = collection;
    const change = { document, text, indexes, before: keysIn(indexes, before), after: keysIn(indexes, document) };
    writer.removeEntries(change);
    return () => writer.addEntries(collection, change);
  }
}
