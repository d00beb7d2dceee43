/** A JSON value as the engine keeps it; instants are `Date`. */
export type Value = null | boolean | number | string | Date | RegExp | Value[] | { [key: string]: Value | undefined };
export type Document = { _id: string; [key: string]: Value | undefined };
/** A MongoDB-style filter; operators are evaluated by mingo. */
export type Filter = Record<string, unknown>;
/** Field and direction, in sort order. */
export type Keys = readonly (readonly [field: string, direction: 1 | -1 | '2dsphere'])[];

/** One index of a collection, as declared in config/cloud/database.json. */
export interface IndexSpec {
  name: string;
  keys: Keys;
  unique?: boolean;
}

/** One collection, as declared in config/cloud/database.json. `rule` is what a client may do; ours are all closed. */
export interface CollectionSpec {
  name: string;
  indexes: readonly IndexSpec[];
}

export interface FindOptions {
  sort?: Record<string, 1 | -1>;
  skip?: number;
  limit?: number;
  projection?: Record<string, unknown>;
  transactionId?: string;
}

export interface ModifyOptions {
  multi: boolean;
  /** true: `update` holds update operators; false: it is the whole new document. */
  merge: boolean;
  upsert: boolean;
  transactionId?: string;
}

/** A failure as the cloud reports it: `code` and `message` go onto the wire as they are. */
export class DatabaseError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'DatabaseError';
  }
}

/** The data file can't be read as a database; it is left as it was. */
export class DamagedDataError extends Error {
  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(`${file}: ${reason}`);
    this.name = 'DamagedDataError';
  }
}

export interface EngineOptions {
  /** The folder that holds `documents.db`; made when missing. */
  folder: string;
  /** SQLite's synchronous pragma: FULL survives a power cut, NORMAL the death of the process. Default NORMAL. */
  synchronous?: 'FULL' | 'NORMAL';
  /** How much of the file SQLite keeps in memory, KiB; default 65,536. */
  cacheKib?: number;
  /** A transaction not committed by then is aborted; real milliseconds, default 30,000. */
  transactionTimeoutMs?: number;
  /** Told once per collection and shape when a query has no index to use. */
  onUnindexed?: (collection: string, filter: Filter) => void;
}

/** The document database. Every method is synchronous: SQLite is, and one process owns the file. */
export interface Engine {
  /** Makes what is declared and missing; drops indexes that are no longer declared. Idempotent. */
  declare(collections: readonly CollectionSpec[]): void;
  collections(): string[];
  createCollection(name: string): void;
  /** Documents as relaxed EJSON texts (dates as {"$date":ms}), ready for the wire. */
  find(collection: string, filter: Filter, options?: FindOptions): string[];
  count(collection: string, filter: Filter): number;
  /** All documents or none. Missing `_id`s are made. Returns the ids. */
  insert(collection: string, documents: readonly Record<string, unknown>[], transactionId?: string): string[];
  modify(
    collection: string,
    filter: Filter,
    update: Record<string, unknown>,
    options: ModifyOptions,
  ): { updated: number; upsertId: string | null };
  remove(collection: string, filter: Filter, options: { multi: boolean; transactionId?: string }): number;
  aggregate(collection: string, pipeline: readonly Record<string, unknown>[]): string[];
  startTransaction(): string;
  commitTransaction(transactionId: string): void;
  abortTransaction(transactionId: string): void;
  /** A value of the local cloud itself (clock offset, payment bills ...), kept in the same file, outside all collections. */
  getSetting(key: string): unknown;
  setSetting(key: string, value: unknown): void;
  close(): void;
}
