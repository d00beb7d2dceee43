import type { CollectionName, Documents } from '../../../cloudfunctions/usecases/documents';
import type { Transaction } from '../../../cloudfunctions/usecases/ports';
import { AlreadyExists, TransactionUnknown, WriteConflict } from '../../../cloudfunctions/usecases/ports';
import { callLabel, COMMIT, type Method } from './call-label';
import { documentAt, type Entry, type Stored } from './entry';
import { frozenFields } from './frozen';
import { DuplicateKey, type MemoryData } from './memory-data';
import type { Table } from './table';

interface Touched {
  table: Table;
  id: string;
  /** What it shall be; undefined: it was only read. */
  document: Stored | undefined;
}

/**
 * One attempt at a transaction: reads what was committed when its first call took effect, keeps its writes to itself,
 * and whoever commits first wins. A write of what others have written since fails at once, as in the cloud.
 */
export class MemoryTransaction implements Transaction {
  private snapshot: number | undefined;
  private readonly touched = new Map<string, Touched>();
  private isLost = false;
  private isBusy = false;

  constructor(
    private readonly data: MemoryData,
    private readonly step: ((label: string) => Promise<void>) | undefined,
    /** Whether what was only read must be as it was, too. */
    private readonly checksReads: boolean,
  ) {}

  get<Name extends CollectionName>(collection: Name, id: string): Promise<Documents[Name] | undefined> {
    return this.call('get', collection, id, () => {
      const found = this.current(this.data.table(collection), id);
      return found as unknown as Documents[Name] | undefined;
    });
  }

  insert<Name extends CollectionName>(collection: Name, document: Documents[Name]): Promise<void> {
    const stored = frozenFields(document as object as Stored) as Stored;
    return this.call('insert', collection, stored._id, (snapshot) => {
      const table = this.data.table(collection);
      this.requireUnchanged(table.entry(stored._id), snapshot);
      if (this.current(table, stored._id)) throw this.lose(new AlreadyExists(`${collection}/${stored._id}`));
      const taken = this.takenBy(table, stored, snapshot);
      if (taken !== undefined) throw this.lose(new AlreadyExists(taken));
      this.touch(table, stored._id).document = stored;
    });
  }

  replace<Name extends CollectionName>(collection: Name, document: Documents[Name] & { rev: number }): Promise<void> {
    const known = this.data.table(collection).get(document._id);
    const stored = frozenFields({ ...document, rev: document.rev + 1 }, known) as Stored;
    return this.call('replace', collection, stored._id, (snapshot) => {
      const table = this.data.table(collection);
      const name = `${collection}/${stored._id}`;
      // The cloud's store sees this by itself, so the transaction lives on.
      if (this.current(table, stored._id)?.rev !== document.rev) throw new WriteConflict(`${name} was replaced`);
      this.requireUnchanged(table.entry(stored._id), snapshot);
      const taken = this.takenBy(table, stored, snapshot);
      if (taken !== undefined) throw this.lose(new DuplicateKey(taken));
      this.touch(table, stored._id).document = stored;
    });
  }

  /** One operation of the transaction, which takes them one at a time. */
  private async call<Result>(
    method: Method,
    collection: CollectionName,
    id: string,
    effect: (snapshot: number) => Result,
  ): Promise<Result> {
    if (this.isBusy) throw new Error(`${method} ${collection} ${id}: the transaction is busy with another operation`);
    this.isBusy = true;
    try {
      await this.step?.(callLabel(method, collection, id));
    } finally {
      this.isBusy = false;
    }
    if (this.isLost) throw new Error(`${method} ${collection} ${id}: the transaction has ended`);
    this.data.counted(method);
    this.snapshot ??= this.data.history.watch();
    return effect(this.snapshot);
  }

  private current(table: Table, id: string): Stored | undefined {
    return this.touch(table, id).document ?? documentAt(table.entry(id), this.snapshot!);
  }

  private touch(table: Table, id: string): Touched {
    const key = `${table.name}/${id}`;
    const known = this.touched.get(key);
    if (known) return known;
    const touched: Touched = { table, id, document: undefined };
    this.touched.set(key, touched);
    return touched;
  }

  private lose(error: Error): Error {
    this.isLost = true;
    return error;
  }

  private requireUnchanged(entry: Entry | undefined, snapshot: number): void {
    if (entry && entry.version > snapshot)
      throw this.lose(new WriteConflict(`${entry.collection}/${entry.id} was written`));
  }

  /**
   * Which unique value is taken, by what was there when the transaction began or by its own writes. Throws WriteConflict
   * when it was taken since then: tried again, it will be found.
   */
  private takenBy(table: Table, document: Stored, snapshot: number): string | undefined {
    for (const index of table.unique) {
      const key = index.keyOf(document);
      for (const own of this.touched.values())
        if (own.table === table && own.id !== document._id && own.document && index.keyOf(own.document) === key)
          return `${index.name} ${key}`;
      const holder = index.holderOf(key);
      if (!holder || holder.id === document._id || this.writes(holder)) continue;
      this.requireUnchanged(holder, snapshot);
      return `${index.name} ${key}`;
    }
    return undefined;
  }

  /** Whether the holder of a unique value is replaced by this transaction, and so gives it up. */
  private writes(holder: Entry): boolean {
    return this.touched.get(`${holder.collection}/${holder.id}`)?.document !== undefined;
  }

  /** Writes all or nothing. Throws WriteConflict when another transaction or write was first. */
  async commit(): Promise<void> {
    await this.step?.(COMMIT);
    if (this.isLost) throw new TransactionUnknown('the transaction has ended before its commit');
    const snapshot = this.snapshot;
    if (snapshot === undefined) return;
    const writes: { table: Table; document: Stored }[] = [];
    for (const { table, id, document } of this.touched.values()) {
      if (document) writes.push({ table, document });
      if (document || this.checksReads) this.requireUnchanged(table.entry(id), snapshot);
    }
    // What was taken before the transaction began was found when it was written; this finds what was taken since.
    for (const { table, document } of writes) this.takenBy(table, document, snapshot);
    for (const { table, document } of writes) table.put(document);
  }

  /** To be called once, whatever came of it. */
  end(): void {
    if (this.snapshot !== undefined) this.data.history.unwatch();
    this.isLost = true;
    this.snapshot = undefined;
  }
}
