import { createHash } from 'node:crypto';
import { invariant } from './invariant';

/** What canonical JSON can carry; a property that is undefined is left out, as JSON.stringify does. */
export type CanonicalValue =
  string | number | boolean | null | undefined | readonly CanonicalValue[] | { readonly [key: string]: CanonicalValue };

/**
 * JSON with the keys of every object sorted by code unit and no spaces, so that equal content gives equal text whatever
 * order a database returns the keys in. Throws InvariantError for a number that JSON cannot carry.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'number') invariant(Number.isFinite(value), `not a JSON number: ${value}`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`);
  return `{${members.join(',')}}`;
}

// Array.isArray alone does not narrow a readonly array out of a union with an object.
const isList = (value: object): value is readonly CanonicalValue[] => Array.isArray(value);

/** SHA-256 of a text in UTF-8, 64 lower-case hex digits. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
