import { matches, type Predicate } from './conditions';
import type { Entry, Stored } from './entry';
import { FieldIndex, UniqueIndex } from './field-index';
import type { History } from './history';

/** An index of config/cloud/database.json. */
export interface IndexSpec {
  name: string;
  keys: readonly (readonly [field: string, direction: number | string])[];
  unique?: boolean;
}

/** One collection. Its methods are synchronous: each is one instant. */
export class Table {
  /** In the order of insertion, but for what was removed while somebody might still look back. */
  private readonly entries = new Map<string, Entry>();
  private readonly fields: readonly FieldIndex[];
  readonly unique: readonly UniqueIndex[];
  private inserted = 0;

  constructor(
    readonly name: string,
    indexes: readonly IndexSpec[],
    private readonly history: History,
  ) {
    const leading = indexes.flatMap(({ keys }) => keys.slice(0, 1).map(([field]) => field));
    this.fields = [...new Set(leading)].filter((field) => field !== '_id').map((field) => new FieldIndex(field));
    this.unique = indexes
      .filter(({ unique }) => unique === true)
      .map(
        ({ name: index, keys }) =>
          new UniqueIndex(
            `${name}.${index}`,
            keys.map(([field]) => field),
          ),
      );
  }

  entry(id: string): Entry | undefined {
    return this.entries.get(id);
  }

  get(id: string): Stored | undefined {
    return this.entries.get(id)?.document;
  }

  /** All documents in the order of insertion. */
  all(): Stored[] {
    const documents: Stored[] = [];
    for (const { document } of this.entries.values()) if (document) documents.push(document);
    return documents;
  }

  /** The documents that match, in the order of insertion. */
  select(predicates: readonly Predicate[]): Stored[] {
    const found: Entry[] = [];
    let last = -1;
    let inOrder = true;
    for (const entry of this.candidates(predicates)) {
      if (!entry.document || !matches(entry.document, predicates)) continue;
      found.push(entry);
      inOrder &&= entry.order > last;
      last = entry.order;
    }
    if (!inOrder) found.sort((a, b) => a.order - b.order);
    return found.map(({ document }) => document!);
  }

  private candidates(predicates: readonly Predicate[]): Iterable<Entry> {
    const id = predicates.find(({ path, only }) => path === '_id' && only);
    if (id) return [...new Set(id.only)].flatMap((each) => this.entries.get(String(each)) ?? []);
    let best: { index: FieldIndex; only: readonly unknown[]; count: number } | undefined;
    let range: { index: FieldIndex; predicate: Predicate } | undefined;
    for (const predicate of predicates) {
      const index = predicate.wanted ? this.fields.find(({ path }) => path === predicate.path) : undefined;
      if (!index) continue;
      if (!predicate.only) {
        range ??= { index, predicate };
        continue;
      }
      const count = index.countOf(predicate.only);
      if (!best || count < best.count) best = { index, only: predicate.only, count };
    }
    if (best) return best.index.withOneOf(best.only);
    return range ? range.index.withPassing(range.predicate) : this.entries.values();
  }

  /** Another document that holds a unique value of this one, and which index says so. */
  rival(document: Stored): { index: UniqueIndex; holder: Entry } | undefined {
    const known = this.get(document._id);
    for (const index of this.unique) {
      // It holds those values already.
      if (known && index.hasSame(known, document)) continue;
      const holder = index.holderOf(index.keyOf(document));
      if (holder && holder.id !== document._id) return { index, holder };
    }
    return undefined;
  }

  /** Writes a document whose unique values are free, whether or not it was there. */
  put(document: Stored): void {
    const entry = this.entries.get(document._id);
    if (entry?.document) this.change(entry, document);
    else this.add(document, entry);
  }

  private add(document: Stored, removed: Entry | undefined): void {
    const entry = removed ?? this.newEntry(document._id);
    // It comes last again.
    this.entries.delete(entry.id);
    this.entries.set(entry.id, entry);
    entry.order = this.inserted += 1;
    this.change(entry, document);
  }

  private newEntry(id: string): Entry {
    return { collection: this.name, id, order: 0, document: undefined, version: 0, past: undefined };
  }

  remove(id: string): void {
    const entry = this.entries.get(id);
    if (!entry?.document) return;
    this.change(entry, undefined);
    if (!this.history.isWatched) this.entries.delete(id);
  }

  /** Forgets a document that is not there, once nobody may look back any more. */
  forget(entry: Entry): void {
    entry.past = undefined;
    if (!entry.document && this.entries.get(entry.id) === entry) this.entries.delete(entry.id);
  }

  private change(entry: Entry, document: Stored | undefined): void {
    const before = entry.document;
    this.history.note(entry, this);
    entry.document = document;
    for (const index of this.unique) index.follow(entry, before, document);
    for (const index of this.fields) index.follow(entry, before, document);
  }
}
