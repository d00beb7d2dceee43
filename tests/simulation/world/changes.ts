import type { Change } from '../../../cloudfunctions/usecases/ports';
import { frozenCopy, isSame } from './frozen';
import { fieldOf, partsOf } from './paths';

/** Makes the new value of a field out of the old one; undefined: not there. Answers the old one when nothing changes. */
type Edit = (value: unknown, path: string) => unknown;

/** A change of the value at one path. */
export interface PathEdit {
  path: string;
  edit: Edit;
}

const plus =
  (by: number): Edit =>
  (value, path) => {
    if (value !== undefined && typeof value !== 'number') throw new Error(`cannot increment ${path}: not a number`);
    return ((value as number | undefined) ?? 0) + by + 0;
  };

const set =
  (to: unknown): Edit =>
  (value) =>
    isSame(value, to) ? value : to;

function elements(value: unknown, path: string): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new Error(`cannot change the elements of ${path}: not an array`);
  return value;
}

const push =
  (item: unknown): Edit =>
  (value, path) =>
    Object.freeze([...elements(value, path), item]);

const addToSet =
  (item: unknown): Edit =>
  (value, path) =>
    elements(value, path).some((other) => isSame(other, item)) ? value : push(item)(value, path);

const without =
  (leaves: (item: unknown) => boolean): Edit =>
  (value, path) => {
    const kept = elements(value, path).filter((item) => !leaves(item));
    return value === undefined || kept.length === (value as unknown[]).length ? value : Object.freeze(kept);
  };

/**
 * The edits of a Change. Throws RangeError when two fall on one field or on a field and a part of it, or when there is
 * none, and TypeError for values that cannot be stored: all as the cloud's store does.
 */
export function editsOf(change: Change): PathEdit[] {
  const edits: PathEdit[] = [];
  const add = <Value>(values: Readonly<Record<string, Value>> | undefined, editOf: (value: Value) => Edit): void => {
    for (const [path, value] of Object.entries(values ?? {})) {
      const other = edits.find((taken) => overlaps(taken.path, path));
      if (other) throw new RangeError(`two changes of ${path}: ${other.path} is changed, too`);
      edits.push({ path, edit: editOf(value) });
    }
  };
  add(change.set, (value) => set(frozenCopy(value)));
  add(change.increment, (by) => plus(frozenCopy(by) as number));
  add(change.push, (value) => push(frozenCopy(value)));
  add(change.addToSet, (value) => addToSet(frozenCopy(value)));
  add(change.pull, (value) => without((item) => item === value));
  add(change.unmark, (ids) => without((item) => ids.includes(fieldOf(item, 'id') as string)));
  if (edits.length === 0) throw new RangeError('a change that changes nothing');
  return edits;
}

const overlaps = (a: string, b: string): boolean => a === b || isPartOf(a, b) || isPartOf(b, a);
const isPartOf = (path: string, whole: string): boolean => path.startsWith(whole) && path[whole.length] === '.';

/** The document after the edits, frozen; the very same when they change nothing. */
export function edited<Fields extends Readonly<Record<string, unknown>>>(
  document: Fields,
  edits: readonly PathEdit[],
): Fields {
  const next: Record<string, unknown> = { ...document };
  let changed = false;
  for (const { path, edit } of edits) {
    const parts = partsOf(path);
    const field = parts[0]!;
    if (field === '_id') throw new Error('an update would change the _id');
    const before = fieldOf(next, field);
    const after = editedAt(before, parts, 1, edit);
    if (after === before) continue;
    next[field] = after;
    changed = true;
  }
  return changed ? (Object.freeze(next) as Fields) : document;
}

function editedAt(value: unknown, parts: readonly string[], depth: number, edit: Edit): unknown {
  const part = parts[depth];
  if (part === undefined) return edit(value, parts.join('.'));
  if (value !== undefined && (typeof value !== 'object' || value === null || Array.isArray(value)))
    throw new Error(`cannot change ${parts.join('.')}: ${parts.slice(0, depth).join('.')} is not an object`);
  const before = fieldOf(value, part);
  const after = editedAt(before, parts, depth + 1, edit);
  return after === before ? value : Object.freeze({ ...(value as object | undefined), [part]: after });
}
