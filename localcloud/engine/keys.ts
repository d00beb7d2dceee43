import { invalidParameter } from './errors';
import { EMPTY_ARRAY, valuesAt } from './paths';

/**
 * Index keys are bytes whose plain order is the order of the values: first a byte for the type, in the order in which
 * MongoDB sorts types, then a payload that keeps the order within the type. No key is the beginning of another one, so
 * keys of several fields can be joined, and a field sorts downwards when all its bytes are inverted.
 */
const TYPE = {
  emptyArray: 0x08,
  null: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x50,
  boolean: 0x60,
  date: 0x70,
  regexp: 0x80,
} as const;
const END = 0x00;
const ENTRY = 0x01;

export interface KeyField {
  path: string;
  parts: readonly string[];
  direction: 1 | -1;
}

export function keyField(path: string, direction: 1 | -1): KeyField {
  return { path, parts: path.split('.'), direction };
}

/** One key per combination of array elements, in ascending order; `arrays` has a bit for each field where an array was met. */
export interface DocumentKeys {
  keys: Buffer[];
  arrays: number;
}

// One buffer serves all encodings: they happen one at a time, and the finished key is copied out of it.
let scratch = Buffer.allocUnsafe(4096);
let length = 0;

function reserve(bytes: number): void {
  if (length + bytes <= scratch.length) return;
  const bigger = Buffer.allocUnsafe(Math.max(scratch.length * 2, length + bytes));
  scratch.copy(bigger, 0, 0, length);
  scratch = bigger;
}

function putByte(byte: number): void {
  reserve(1);
  scratch[length++] = byte;
}

function putNumber(value: number): void {
  reserve(8);
  // Adding zero turns -0 into 0; they are equal and must have the same key.
  scratch.writeDoubleBE(value + 0, length);
  const first = scratch[length]!;
  if (first & 0x80) invert(length, length + 8);
  else scratch[length] = first ^ 0x80;
  length += 8;
}

function putText(text: string): void {
  // A NUL inside the text is escaped, because NUL and 1 end the text.
  const escaped = text.includes('\0');
  const bytes = escaped ? Buffer.from(text.replaceAll('\0', '\0\x7f'), 'utf8') : null;
  reserve((bytes ? bytes.length : text.length * 3) + 2);
  length += bytes ? bytes.copy(scratch, length) : scratch.write(text, length, 'utf8');
  scratch[length++] = 0;
  scratch[length++] = 1;
}

function invert(from: number, to: number): void {
  for (let i = from; i < to; i++) scratch[i]! ^= 0xff;
}

function putValue(value: unknown): void {
  if (value === undefined || value === null) putByte(TYPE.null);
  else if (value === EMPTY_ARRAY) putByte(TYPE.emptyArray);
  else if (typeof value === 'number') {
    putByte(TYPE.number);
    putNumber(value);
  } else if (typeof value === 'string') {
    putByte(TYPE.string);
    putText(value);
  } else if (typeof value === 'boolean') {
    putByte(TYPE.boolean);
    putByte(value ? 1 : 0);
  } else if (value instanceof Date) {
    putByte(TYPE.date);
    putNumber(value.getTime());
  } else if (value instanceof RegExp) {
    putByte(TYPE.regexp);
    putText(String(value));
  } else if (Array.isArray(value)) {
    putByte(TYPE.array);
    for (const item of value) putValue(item);
    putByte(END);
  } else putObject(value as Record<string, unknown>);
}

/** Fields are written in the order of their names, because a filter finds equal objects whatever the order. */
function putObject(value: Record<string, unknown>): void {
  putByte(TYPE.object);
  for (const name of Object.keys(value).sort()) {
    if (value[name] === undefined) continue;
    putByte(ENTRY);
    putText(name);
    putValue(value[name]);
  }
  putByte(END);
}

function putField(value: unknown, direction: 1 | -1): void {
  const from = length;
  putValue(value);
  if (direction < 0) invert(from, length);
}

function finish(): Buffer {
  return Buffer.from(scratch.subarray(0, length));
}

export function encodeKey(value: unknown, direction: 1 | -1): Buffer {
  length = 0;
  putField(value, direction);
  return finish();
}

/** The keys of all values of the same type as `value`: from the first byte string on, before the second. */
export function typeSpan(value: unknown, direction: 1 | -1): [from: Buffer, before: Buffer] {
  const from = encodeKey(value, direction).subarray(0, 1);
  return [from, successor(from)];
}

/** The smallest byte string greater than every key that begins with `prefix`. */
export function successor(prefix: Buffer): Buffer {
  for (let i = prefix.length - 1; i >= 0; i--) {
    const byte = prefix[i]!;
    if (byte === 0xff) continue;
    const next = Buffer.from(prefix.subarray(0, i + 1));
    next[i] = byte + 1;
    return next;
  }
  return Buffer.from([0xff]);
}

/** The keys under which an index lists a document. Throws when two different arrays would have to be combined. */
export function documentKeys(document: unknown, fields: readonly KeyField[]): DocumentKeys {
  const values: unknown[][] = [];
  let arrays = 0;
  let several = false;
  fields.forEach((field, position) => {
    const found: unknown[] = [];
    if (valuesAt(document, field.parts, found)) arrays |= 1 << position;
    if (found.length > 1) several = true;
    values.push(found);
  });
  if (arrays & (arrays - 1)) refuseParallelArrays(fields, arrays);
  if (several) return { keys: combinations(values, fields), arrays };
  length = 0;
  for (let i = 0; i < fields.length; i++) putField(values[i]![0], fields[i]!.direction);
  return { keys: [finish()], arrays };
}

function refuseParallelArrays(fields: readonly KeyField[], arrays: number): void {
  const roots = new Set(fields.filter((_, i) => arrays & (1 << i)).map((field) => field.parts[0]));
  if (roots.size > 1) throw invalidParameter(`cannot index parallel arrays [${[...roots].join('] [')}]`);
}

function combinations(values: readonly unknown[][], fields: readonly KeyField[]): Buffer[] {
  let keys: Buffer[] = [Buffer.alloc(0)];
  fields.forEach((field, position) => {
    const ends = distinct(values[position]!.map((value) => encodeKey(value, field.direction)));
    keys = keys.flatMap((key) => ends.map((end) => Buffer.concat([key, end])));
  });
  return keys;
}

/** In ascending order, each once. */
export function distinct(keys: Buffer[]): Buffer[] {
  const sorted = keys.sort(Buffer.compare);
  return sorted.filter((key, i) => i === 0 || !key.equals(sorted[i - 1]!));
}

/** What a document sorts by: an array counts with its first element in the direction of the sort. */
export function sortKey(document: unknown, fields: readonly KeyField[]): Buffer {
  const parts = fields.map((field) => {
    const values: unknown[] = [];
    valuesAt(document, field.parts, values);
    return values
      .map((value) => encodeKey(value, field.direction))
      .reduce((a, b) => (Buffer.compare(a, b) <= 0 ? a : b));
  });
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts);
}
