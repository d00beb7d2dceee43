import type { Predicate } from './conditions';
import type { Entry, Stored } from './entry';
import { anyAt, fieldOf, partsOf, valuesAt } from './paths';

/** Which documents have a value at a path: equal values are looked up, ranges go through the values instead of the documents. */
export class FieldIndex {
  private readonly parts: readonly string[];
  private readonly holders = new Map<unknown, Set<Entry>>();

  constructor(readonly path: string) {
    this.parts = partsOf(path);
  }

  /** Follows a change of a document; undefined: it is not there. */
  follow(entry: Entry, before: Stored | undefined, after: Stored | undefined): void {
    const field = this.parts[0]!;
    const [old, fresh] = [fieldOf(before, field), fieldOf(after, field)];
    // Documents share what a change leaves as it was; and what changes most are marks at an array's end.
    if (before && after && old === fresh) return;
    const pushed = after ? pushedOnto(old, fresh) : undefined;
    if (before && !pushed) for (const value of this.valuesOf(old)) this.drop(value, entry);
    if (after) for (const value of this.valuesOf(pushed ?? fresh)) this.add(value, entry);
  }

  private valuesOf(value: unknown): unknown[] {
    return valuesAt(value, this.parts, 1).map((each) => each ?? null);
  }

  private add(value: unknown, entry: Entry): void {
    const holders = this.holders.get(value);
    if (holders) holders.add(entry);
    else this.holders.set(value, new Set([entry]));
  }

  private drop(value: unknown, entry: Entry): void {
    const holders = this.holders.get(value);
    holders?.delete(entry);
    if (holders?.size === 0) this.holders.delete(value);
  }

  /** How many documents of one of the values there are at most. */
  countOf(values: readonly unknown[]): number {
    return values.reduce<number>((sum, value) => sum + (this.holders.get(value)?.size ?? 0), 0);
  }

  /** The documents with one of the values, each once. */
  withOneOf(values: readonly unknown[]): Iterable<Entry> {
    if (values.length === 1) return this.holders.get(values[0]) ?? [];
    return new Set(values.flatMap((value) => [...(this.holders.get(value) ?? [])]));
  }

  /** The documents with a value that passes, each once. */
  withPassing({ passes }: Predicate): Iterable<Entry> {
    const found = new Set<Entry>();
    for (const [value, holders] of this.holders) if (passes(value)) for (const entry of holders) found.add(entry);
    return found;
  }
}

/** What an array has behind the elements of another one; undefined when it does not begin with them. */
function pushedOnto(old: unknown, fresh: unknown): unknown[] | undefined {
  if (!Array.isArray(old) || !Array.isArray(fresh) || fresh.length < old.length) return undefined;
  return old.every((item, index) => item === fresh[index]) ? fresh.slice(old.length) : undefined;
}

/** Which document holds the values of a unique index. Its fields hold single values. */
export class UniqueIndex {
  private readonly holders = new Map<string, Entry>();
  private readonly paths: readonly (readonly string[])[];

  constructor(
    readonly name: string,
    fields: readonly string[],
  ) {
    this.paths = fields.map(partsOf);
  }

  /** The values that must be unique, as a text; a field that is not there counts as null. */
  keyOf(document: Stored): string {
    return JSON.stringify(this.paths.map((parts) => single(document, parts, this.name)));
  }

  holderOf(key: string): Entry | undefined {
    return this.holders.get(key);
  }

  /** Whether two documents have the same unique values; false where only a look at the texts would tell. */
  hasSame(one: Stored, other: Stored): boolean {
    return this.paths.every(([field]) => one[field!] === other[field!]);
  }

  /** Follows a change of a document; undefined: it is not there. */
  follow(entry: Entry, before: Stored | undefined, after: Stored | undefined): void {
    if (before && after && this.hasSame(before, after)) return;
    const old = before && this.keyOf(before);
    if (old !== undefined && this.holders.get(old) === entry) this.holders.delete(old);
    if (after) this.holders.set(this.keyOf(after), entry);
  }
}

function single(document: Stored, parts: readonly string[], index: string): unknown {
  let found: unknown = null;
  anyAt(document, parts, (value) => {
    found = value ?? null;
    return false;
  });
  if (typeof found === 'object' && found !== null) throw new Error(`${index} is made for single values`);
  return found;
}
