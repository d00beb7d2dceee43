const split = new Map<string, readonly string[]>();

/** The parts of a dotted path. */
export function partsOf(path: string): readonly string[] {
  const known = split.get(path);
  if (known) return known;
  const parts = path.split('.');
  split.set(path, parts);
  return parts;
}

/** A field of an object, undefined where there is none: a sku may well be called `constructor`. */
export function fieldOf(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = (value as Record<string, unknown>)[field];
  // Asking whether the field is the object's own is slow. What objects inherit are functions, which no document has.
  const isOwn = typeof found !== 'function' && (field !== '__proto__' || Object.hasOwn(value, field));
  return isOwn ? found : undefined;
}

const POSITION = /^\d+$/;

/**
 * Whether a value at the path passes. Arrays stand for their elements, on the way and at the end; where the path leads
 * nowhere the value is undefined, but an array without elements has no value to pass.
 * `depth`: how many parts of the path lead to the value.
 */
export function anyAt(
  value: unknown,
  parts: readonly string[],
  passes: (value: unknown) => boolean,
  depth = 0,
): boolean {
  const part = parts[depth];
  if (!Array.isArray(value)) {
    return part === undefined ? passes(value) : anyAt(fieldOf(value, part), parts, passes, depth + 1);
  }
  if (part === undefined) return value.some(passes);
  if (POSITION.test(part)) return anyAt(value[Number(part)], parts, passes, depth + 1);
  for (const item of value as unknown[])
    if (isFields(item) && anyAt(fieldOf(item, part), parts, passes, depth + 1)) return true;
  return false;
}

/** All values at the path, as anyAt sees them. `depth`: how many parts of the path lead to the value. */
export function valuesAt(value: unknown, parts: readonly string[], depth = 0): unknown[] {
  const values: unknown[] = [];
  const keep = (each: unknown): boolean => {
    values.push(each);
    return false;
  };
  anyAt(value, parts, keep, depth);
  return values;
}

const isFields = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
