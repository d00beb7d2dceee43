/** Stands for an array without elements, which an index must still find. */
export const EMPTY_ARRAY = Symbol('empty array');

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    value !== null &&
    typeof value === 'object' &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp)
  );
}

/** An object that holds operators rather than a value, such as {"$gte": 1}. */
export function isOperatorObject(value: unknown): value is Record<string, unknown> {
  return isPlainObject(value) && Object.keys(value).some((name) => name.startsWith('$'));
}

/**
 * Adds all values at a dotted path to `out` as an index sees them: arrays stand for their elements, and a document
 * without the path has one undefined value. Returns whether an array was met on the way.
 */
export function valuesAt(document: unknown, parts: readonly string[], out: unknown[]): boolean {
  const before = out.length;
  const metArray = collect(document, parts, 0, out);
  if (out.length === before) out.push(undefined);
  return metArray;
}

function collect(value: unknown, parts: readonly string[], depth: number, out: unknown[]): boolean {
  const part = parts[depth];
  if (part === undefined) return collectEnd(value, out);
  if (!Array.isArray(value)) {
    const child = isPlainObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
    return collect(child, parts, depth + 1, out);
  }
  const atPosition: unknown = /^\d+$/.test(part) ? value[Number(part)] : undefined;
  if (atPosition !== undefined) {
    collect(atPosition, parts, depth + 1, out);
    return true;
  }
  for (const item of value) if (isPlainObject(item)) collect(item, parts, depth, out);
  return true;
}

function collectEnd(value: unknown, out: unknown[]): boolean {
  if (!Array.isArray(value)) {
    out.push(value);
    return false;
  }
  if (value.length === 0) out.push(EMPTY_ARRAY);
  else for (const item of value) out.push(item);
  return true;
}
