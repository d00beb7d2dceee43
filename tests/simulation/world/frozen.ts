import { storable } from '../../../cloudfunctions/adapters/storable';

/**
 * A deeply frozen copy of a value as the database keeps it: as `storable` makes it, that is without fields that are
 * undefined, and -0 as 0. Frozen, because the store hands it out without copying it again: whoever changes a document
 * in place fails at that very line. Throws TypeError for what cannot be stored.
 */
export function frozenCopy(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (Number.isFinite(value)) return value + 0;
      break;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return Object.freeze(value.map((item) => frozenCopy(item)));
      if (isPlain(value)) return frozenFields(value as Record<string, unknown>);
      break;
    default:
  }
  // The adapter has the words for what is wrong.
  return storable(value);
}

/**
 * The same for an object. `known` is an earlier copy: what a field of the two shares was frozen then, and is not
 * copied again.
 */
export function frozenFields(
  value: Readonly<Record<string, unknown>>,
  known?: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const copy: Record<string, unknown> = { ...value };
  // Several times as fast as a loop over keys; a plain object inherits nothing that would be listed.
  for (const field in copy) {
    const part = copy[field];
    if (typeof part === 'string' || part === null) continue;
    if (part === undefined) delete copy[field];
    else if (typeof part !== 'object' || part !== known?.[field]) copy[field] = frozenCopy(part);
  }
  return Object.freeze(copy);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Jest's sandbox has an Object.prototype of its own.
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether the database could not tell two values apart: it compares them with their fields in order. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => isSame(item, b[index]));
  }
  const [fields, others] = [Object.entries(a), Object.entries(b)];
  if (fields.length !== others.length) return false;
  return fields.every(([name, value], index) => name === others[index]![0] && isSame(value, others[index]![1]));
}
