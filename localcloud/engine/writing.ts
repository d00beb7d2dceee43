import { visitCandidates } from './candidates';
import type { Collection, Index } from './catalog';
import { decodeDocument, encode } from './codec';
import type { Connection } from './connection';
import { duplicateKey } from './errors';
import { documentKeys, type DocumentKeys } from './keys';
import { valueAt } from './matching';
import type { Document } from './types';

/** A changed document: its entries in the indexes that the change may touch, before and after. */
export interface Change {
  document: Document;
  text: string;
  indexes: readonly Index[];
  before: readonly DocumentKeys[];
  after: readonly DocumentKeys[];
}

/** Where writes go: into the file, or into a transaction until it commits. */
export interface WriteTarget {
  insert(collection: Collection, document: Document, text: string): void;
  update(collection: Collection, change: Change): void;
  remove(collection: Collection, document: Document): void;
}

const HOLDER = 'SELECT id FROM entries WHERE index_id = ? AND key = ? LIMIT 1';
const ADD = 'INSERT INTO entries(index_id, key, id) VALUES(?, ?, ?)';
const DELETE = 'DELETE FROM entries WHERE index_id = ? AND key = ? AND id = ?';
const ARRAYS = 'UPDATE indexes SET arrays = ? WHERE id = ?';

export function keysIn(indexes: readonly Index[], document: Document): DocumentKeys[] {
  return indexes.map((index) => documentKeys(document, index.fields));
}

/** The values by which an index lists a document, for the message about a duplicate. */
export function keyValues(index: Index, document: Document): Record<string, unknown> {
  return Object.fromEntries(index.fields.map(({ path }) => [path, valueAt(document, path) ?? null]));
}

/** The id of the document that is listed under a key. */
export function holderOf(connection: Connection, index: Index, key: Buffer): string | null {
  const row = connection.row(HOLDER, index.id, key);
  return row ? String(row[0]) : null;
}

/** Writes documents and their index entries. All methods run inside a write transaction of the caller. */
export class DocumentWriter implements WriteTarget {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  insert(collection: Collection, document: Document, text: string): void {
    try {
      this.#connection.run(collection.sql.put, document._id, text);
    } catch (error) {
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')) throw error;
      throw duplicateKey('Insert', collection.name, '_id_', { _id: document._id });
    }
    for (const index of collection.indexes) {
      this.#add('Insert', collection, index, document, documentKeys(document, index.fields), null);
    }
  }

  update(collection: Collection, change: Change): void {
    this.removeEntries(change);
    this.addEntries(collection, change);
  }

  /** Takes away the entries that a change leaves behind. */
  removeEntries({ document, indexes, before, after }: Change): void {
    indexes.forEach((index, i) => {
      for (const key of before[i]!.keys) {
        if (!listed(after[i]!, key)) this.#connection.run(DELETE, index.id, key, document._id);
      }
    });
  }

  /** Writes the document and the entries that a change brings. */
  addEntries(collection: Collection, { document, text, indexes, before, after }: Change): void {
    indexes.forEach((index, i) => this.#add('Update', collection, index, document, after[i]!, before[i]!));
    this.#connection.run(collection.sql.update, text, document._id);
  }

  remove(collection: Collection, document: Document): void {
    for (const index of collection.indexes) {
      for (const key of documentKeys(document, index.fields).keys) {
        this.#connection.run(DELETE, index.id, key, document._id);
      }
    }
    this.#connection.run(collection.sql.remove, document._id);
  }

  /** Lists all documents in a new index. */
  fill(collection: Collection, index: Index): void {
    const all = { kind: 'scan', score: 0, exact: true, sorted: true } as const;
    visitCandidates(this.#connection, collection, all, 1000, (_, text) => {
      const document = decodeDocument(text);
      this.#add('Insert', collection, index, document, documentKeys(document, index.fields), null);
      return true;
    });
  }

  #add(
    operation: 'Insert' | 'Update',
    collection: Collection,
    index: Index,
    document: Document,
    { keys, arrays }: DocumentKeys,
    before: DocumentKeys | null,
  ): void {
    if (index.fields.length === 0) return;
    for (const key of keys) {
      if (before && listed(before, key)) continue;
      const holder = index.unique ? holderOf(this.#connection, index, key) : null;
      if (holder !== null && holder !== document._id) {
        throw duplicateKey(operation, collection.name, index.name, keyValues(index, document));
      }
      this.#connection.run(ADD, index.id, key, document._id);
    }
    if (arrays & ~index.arrays) {
      index.arrays |= arrays;
      this.#connection.run(ARRAYS, index.arrays, index.id);
    }
  }
}

/** The keys of a document stand in ascending order, and one with many elements has many: it is searched by halves. */
function listed({ keys }: DocumentKeys, key: Buffer): boolean {
  let [from, before] = [0, keys.length];
  while (from < before) {
    const middle = (from + before) >> 1;
    const order = Buffer.compare(keys[middle]!, key);
    if (order === 0) return true;
    if (order < 0) from = middle + 1;
    else before = middle;
  }
  return false;
}

/** Carries out `mutate` on a document and hands the change on; returns false when nothing changed. */
export function change(
  target: WriteTarget,
  collection: Collection,
  found: { text: string; document: Document },
  indexes: readonly Index[],
  mutate: (document: Document) => Document,
): boolean {
  const before = keysIn(indexes, found.document);
  const document = mutate(found.document);
  const text = encode(document);
  if (text === found.text) return false;
  target.update(collection, { document, text, indexes, before, after: keysIn(indexes, document) });
  return true;
}
