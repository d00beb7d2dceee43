/**
 * A copy of a value as the database keeps it: fields that are undefined are left out, at any depth. It is a copy because
 * the SDK deletes such fields from the very objects it is given. Throws TypeError for what would come back changed:
 * numbers that are not finite, dates, functions and the like.
 */
export function storable(value: unknown, path = ''): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item, index) => storable(item, `${path}[${index}]`));
  if (isPlainObject(value)) return storableFields(value, path);
  throw new TypeError(`cannot store ${typeof value} at ${path || 'the top'}`);
}

/** The same for an object. */
export function storableFields(value: object, path = ''): Record<string, unknown> {
  const copy: Record<string, unknown> = { ...value };
  // Several times as fast as building it entry by entry: most fields are texts and numbers, which stay.
  for (const name in copy) {
    const field = copy[name];
    if (typeof field === 'string' || field === null || Number.isFinite(field)) continue;
    if (field === undefined) delete copy[name];
    else copy[name] = storable(field, path ? `${path}.${name}` : name);
  }
  return copy;
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Objects made in another realm, such as a test's sandbox, have another Object.prototype.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
