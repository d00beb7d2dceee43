import databaseSpec from '../../../config/cloud/database.json';
import { METHODS, type Method } from './call-label';
import { History } from './history';
import { Table, type IndexSpec } from './table';

/** A unique index refuses a value that another document has. Its text is the database's. */
export class DuplicateKey extends Error {
  override name = 'DuplicateKey';
  constructor(what: string) {
    super(`E11000 duplicate key error: ${what}`);
  }
}

/** How often each method of the port was called, and how many of the calls read or wrote. */
export interface Counts {
  calls: Record<Method, number>;
  reads: number;
  writes: number;
}

const READS: ReadonlySet<Method> = new Set(['get', 'getMany', 'find', 'count']);

/** What all views of one store share. */
export class MemoryData {
  readonly history = new History();
  private readonly tables: ReadonlyMap<string, Table>;
  private calls = noCalls();
  /** Settled when every transaction that lost against another has had its turn. */
  private lastTurn: Promise<unknown> = Promise.resolve();

  constructor() {
    const collections = Object.entries(databaseSpec.collections as Record<string, { indexes: unknown }>);
    this.tables = new Map(
      collections.map(([name, { indexes }]) => [name, new Table(name, indexes as IndexSpec[], this.history)]),
    );
  }

  /** Throws for a collection that config/cloud/database.json does not declare. */
  table(collection: string): Table {
    const table = this.tables.get(collection);
    if (!table) throw new Error(`there is no collection ${collection}`);
    return table;
  }

  all(): Table[] {
    return [...this.tables.values()];
  }

  counted(method: Method): void {
    this.calls[method] += 1;
  }

  counts(): Counts {
    const calls = { ...this.calls };
    const sum = (reads: boolean): number =>
      METHODS.filter((method) => READS.has(method) === reads).reduce((total, method) => total + calls[method], 0);
    return { calls, reads: sum(true), writes: sum(false) };
  }

  resetCounts(): void {
    this.calls = noCalls();
  }

  /** Runs the work when all that came before it here has ended. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.lastTurn.then(work);
    this.lastTurn = mine.catch(() => undefined);
    return mine;
  }
}

const noCalls = (): Record<Method, number> =>
  Object.fromEntries(METHODS.map((method) => [method, 0])) as Record<Method, number>;
