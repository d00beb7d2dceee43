import type { Entry } from './entry';

/** Told when nobody may look back at what a document was any more. */
interface Keeper {
  forget(entry: Entry): void;
}

/** Numbers the writes, and keeps what documents were for as long as a transaction may look back at it. */
export class History {
  private writes = 0;
  private watchers = 0;
  private readonly changed = new Map<Entry, Keeper>();

  get isWatched(): boolean {
    return this.watchers > 0;
  }

  /** Begins to keep what documents are now; answers the number of the last write that belongs to it. */
  watch(): number {
    this.watchers += 1;
    return this.writes;
  }

  unwatch(): void {
    this.watchers -= 1;
    if (this.watchers > 0) return;
    for (const [entry, keeper] of this.changed) keeper.forget(entry);
    this.changed.clear();
  }

  /** Numbers a write of the document that is about to happen. */
  note(entry: Entry, keeper: Keeper): void {
    this.writes += 1;
    if (this.watchers > 0) {
      entry.past = { document: entry.document, version: entry.version, past: entry.past };
      this.changed.set(entry, keeper);
    }
    entry.version = this.writes;
  }
}
