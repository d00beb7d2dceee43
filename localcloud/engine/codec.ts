import { isPlainObject } from './paths';
import type { Document } from './types';

/**
 * Relaxed EJSON: instants as {"$date":ms}, patterns as {"$regularExpression":{...}}, numbers JSON has no word for as
 * {"$numberDouble":"Infinity"}. Everything else is plain JSON, so that the native parser and printer do the work.
 */
export function encode(value: unknown): string {
  return JSON.stringify(toPlain(value));
}

export function decode(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes('"$') ? fromPlain(value) : value;
}

export function decodeDocument(text: string): Document {
  return decode(text) as Document;
}

/** Returns the value itself when it holds nothing that JSON can't say, so that the usual document isn't copied. */
function toPlain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $numberDouble: String(value) };
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Date) return { $date: value.getTime() };
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } };
  return Array.isArray(value) ? arrayToPlain(value) : objectToPlain(value as Record<string, unknown>);
}

function arrayToPlain(items: unknown[]): unknown[] {
  let copy: unknown[] | null = null;
  for (let i = 0; i < items.length; i++) {
    const plain = toPlain(items[i]);
    if (plain === items[i]) continue;
    copy ??= items.slice();
    copy[i] = plain;
  }
  return copy ?? items;
}

function objectToPlain(fields: Record<string, unknown>): Record<string, unknown> {
  let copy: Record<string, unknown> | null = null;
  for (const name in fields) {
    const plain = toPlain(fields[name]);
    if (plain === fields[name]) continue;
    copy ??= { ...fields };
    copy[name] = plain;
  }
  return copy ?? fields;
}

/** Works on what the parser has just made, in place. */
function fromPlain(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = fromPlain(value[i]);
    return value;
  }
  const fields = value as Record<string, unknown>;
  for (const name in fields) {
    const special = name.startsWith('$') ? specialValue(name, fields[name]) : undefined;
    if (special !== undefined) return special;
    fields[name] = fromPlain(fields[name]);
  }
  return fields;
}

function specialValue(name: string, content: unknown): Date | RegExp | number | undefined {
  if (name === '$date' && typeof content === 'number') return new Date(content);
  if (name === '$numberDouble') return Number(content);
  if (name !== '$regularExpression' || !isPlainObject(content)) return undefined;
  return new RegExp(String(content.pattern), String(content.options ?? ''));
}
