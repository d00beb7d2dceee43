import type { Connection } from './connection';
import { keyField, type KeyField } from './keys';
import type { CollectionSpec, IndexSpec, Keys } from './types';
import { existingCollection, missingCollection } from './errors';

export interface Index {
  id: number;
  name: string;
  /** As declared, to see when a declaration changes. */
  declared: string;
  /** The fields with entries: those before the first '2dsphere', which is answered by looking at the documents. */
  fields: readonly KeyField[];
  geoFields: readonly string[];
  unique: boolean;
  /** A bit for each field in which some document has or had an array. */
  arrays: number;
}

/** A collection, its indexes, and the SQL texts on its table, which are the keys of the prepared statements. */
export interface Collection {
  id: number;
  name: string;
  indexes: Index[];
  /** The write after which it exists; a transaction begun earlier doesn't see it. */
  born: number;
  sql: {
    get: string;
    put: string;
    update: string;
    remove: string;
    count: string;
    scan: string;
    byId: string;
    byIdReversed: string;
    byIndex: string;
    byIndexReversed: string;
    bodiesByIndex: string;
    bodiesByIndexReversed: string;
  };
}

/** What collections and indexes exist. */
export class Catalog {
  readonly #connection: Connection;
  readonly #collections = new Map<string, Collection>();

  constructor(connection: Connection) {
    this.#connection = connection;
    const byId = new Map<number, Collection>();
    for (const [id, name] of connection.rows('SELECT id, name FROM collections ORDER BY id')) {
      const collection = makeCollection(Number(id), String(name), 0);
      byId.set(collection.id, collection);
      this.#collections.set(collection.name, collection);
    }
    const sql = 'SELECT collection, id, name, keys, is_unique, arrays FROM indexes ORDER BY id';
    for (const [owner, id, name, keys, unique, arrays] of connection.rows(sql)) {
      const declared = { name: String(name), keys: JSON.parse(String(keys)) as Keys, unique: unique === 1 };
      byId.get(Number(owner))!.indexes.push(makeIndex(Number(id), declared, Number(arrays)));
    }
  }

  names(): string[] {
    return [...this.#collections.keys()].sort();
  }

  get(name: string): Collection {
    const collection = this.#collections.get(name);
    if (!collection) throw missingCollection(name);
    return collection;
  }

  has(name: string): boolean {
    return this.#collections.has(name);
  }

  create(name: string, born: number): Collection {
    if (this.#collections.has(name)) throw existingCollection();
    const collection = this.#connection.atomically(() => {
      const id = this.#connection.run('INSERT INTO collections(name) VALUES(?)', name);
      this.#connection.exec(`CREATE TABLE documents_${id}(id TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL)`);
      return makeCollection(id, name, born);
    });
    this.#collections.set(name, collection);
    return collection;
  }

  /** Drops what `spec` no longer declares and makes what is new; `fill` writes the entries of a new index. */
  align(spec: CollectionSpec, fill: (collection: Collection, index: Index) => void): void {
    const collection = this.get(spec.name);
    const wanted = new Map(spec.indexes.map((index) => [index.name, index]));
    for (const index of collection.indexes) {
      const declared = wanted.get(index.name);
      if (declared && declaredAs(declared) === index.declared) wanted.delete(index.name);
      else this.#drop(collection, index);
    }
    for (const declared of wanted.values()) this.#add(collection, declared, fill);
  }

  #drop(collection: Collection, index: Index): void {
    this.#connection.atomically(() => {
      this.#connection.run('DELETE FROM entries WHERE index_id = ?', index.id);
      this.#connection.run('DELETE FROM indexes WHERE id = ?', index.id);
    });
    collection.indexes = collection.indexes.filter((other) => other !== index);
  }

  #add(collection: Collection, spec: IndexSpec, fill: (collection: Collection, index: Index) => void): void {
    const sql = 'INSERT INTO indexes(collection, name, keys, is_unique, arrays) VALUES(?, ?, ?, ?, 0)';
    const index = this.#connection.atomically(() => {
      const keys = JSON.stringify(spec.keys);
      const id = this.#connection.run(sql, collection.id, spec.name, keys, spec.unique ? 1 : 0);
      const made = makeIndex(id, spec, 0);
      fill(collection, made);
      return made;
    });
    collection.indexes = [...collection.indexes, index];
  }

  /** After a write was undone, what memory knows of arrays may be more than the file does. */
  reloadArrays(): void {
    const arrays = new Map(this.#connection.rows('SELECT id, arrays FROM indexes').map(([id, bits]) => [id, bits]));
    for (const collection of this.#collections.values()) {
      for (const index of collection.indexes) index.arrays = Number(arrays.get(index.id));
    }
  }
}

function declaredAs(spec: IndexSpec): string {
  return JSON.stringify([spec.keys, spec.unique ?? false]);
}

function makeIndex(id: number, spec: IndexSpec, arrays: number): Index {
  const fields: KeyField[] = [];
  for (const [path, direction] of spec.keys) {
    if (direction === '2dsphere') break;
    fields.push(keyField(path, direction));
  }
  const geoFields = spec.keys.filter(([, direction]) => direction === '2dsphere').map(([path]) => path);
  const unique = (spec.unique ?? false) && geoFields.length === 0;
  return { id, name: spec.name, declared: declaredAs(spec), fields, geoFields, unique, arrays };
}

function makeCollection(id: number, name: string, born: number): Collection {
  const table = `documents_${id}`;
  // Rows are (id, body, position); CROSS JOIN keeps SQLite from turning the join around.
  const source = `FROM entries e CROSS JOIN ${table} d ON d.id = e.id WHERE e.index_id = ?`;
  const joined = `SELECT d.id, d.body, e.key ${source}`;
  const bodies = `SELECT d.body ${source} AND e.key >= ? AND e.key < ?`;
  const sql = {
    get: `SELECT body FROM ${table} WHERE id = ?`,
    put: `INSERT INTO ${table}(id, body) VALUES(?, ?)`,
    update: `UPDATE ${table} SET body = ? WHERE id = ?`,
    remove: `DELETE FROM ${table} WHERE id = ?`,
    count: `SELECT count(*) FROM ${table}`,
    scan: `SELECT id, body, rowid FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`,
    byId: `SELECT id, body FROM ${table} WHERE id >= ? AND id <= ? ORDER BY id LIMIT ?`,
    byIdReversed: `SELECT id, body FROM ${table} WHERE id >= ? AND id <= ? ORDER BY id DESC LIMIT ?`,
    byIndex: `${joined} AND (e.key, e.id) > (?, ?) AND e.key < ? ORDER BY e.key, e.id LIMIT ?`,
    byIndexReversed: `${joined} AND e.key >= ? AND (e.key, e.id) < (?, ?) ORDER BY e.key DESC, e.id DESC LIMIT ?`,
    bodiesByIndex: `${bodies} ORDER BY e.key, e.id LIMIT ?`,
    bodiesByIndexReversed: `${bodies} ORDER BY e.key DESC, e.id DESC LIMIT ?`,
  };
  return { id, name, indexes: [], born, sql };
}
