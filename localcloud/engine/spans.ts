import type { Predicate } from './conditions';
import { isScalar } from './conditions';
import { distinct, encodeKey, successor, typeSpan, type KeyField } from './keys';
import { EMPTY_ARRAY } from './paths';

/** A stretch of index keys: from the first on, before the second. */
export interface Span {
  from: Buffer;
  before: Buffer;
}

export const EVERYTHING: Span = { from: Buffer.alloc(0), before: Buffer.from([0xff]) };

/** What one field of an index contributes: single keys, or a range of them, and which predicates that answers. */
export interface FieldSpans {
  points: Buffer[] | null;
  range: Span | null;
  used: Predicate[];
  /** Every entry found meets the used predicates, and every matching document is found. */
  exact: boolean;
}

/** `mayHoldArrays`: then two bounds may be met by two different elements, and only one of them narrows the search. */
export function spansOf(predicates: readonly Predicate[], field: KeyField, mayHoldArrays: boolean): FieldSpans | null {
  const equal = predicates.find((predicate) => predicate.operator === '$eq');
  if (equal) {
    const points = pointsOf([equal.value], field.direction);
    return { points, range: null, used: [equal], exact: isScalar(equal.value) };
  }
  const listed = predicates.find((predicate) => predicate.operator === '$in');
  if (listed) {
    const values = listed.value as unknown[];
    const exact = !mayHoldArrays && values.every(isScalar);
    return { points: pointsOf(values, field.direction), range: null, used: [listed], exact };
  }
  const first = predicates[0];
  return first ? rangeOf(first, predicates, field, mayHoldArrays) : null;
}

/** The keys under which equal values stand. An array is listed by its elements: the first one finds it. */
function pointsOf(values: readonly unknown[], direction: 1 | -1): Buffer[] {
  const points: Buffer[] = [];
  for (const value of values) {
    points.push(encodeKey(value, direction));
    if (Array.isArray(value)) points.push(encodeKey(value.length === 0 ? EMPTY_ARRAY : value[0], direction));
  }
  return distinct(points);
}

function rangeOf(
  first: Predicate,
  predicates: readonly Predicate[],
  field: KeyField,
  mayHoldArrays: boolean,
): FieldSpans {
  const [from, before] = typeSpan(first.value, field.direction);
  const span = { from, before };
  const sameType = (predicate: Predicate) => encodeKey(predicate.value, 1)[0] === encodeKey(first.value, 1)[0];
  const used = mayHoldArrays ? [first] : predicates.filter(sameType);
  for (const predicate of used) narrow(span, predicate, field.direction);
  return { points: null, range: span, used, exact: !mayHoldArrays };
}

function narrow(span: Span, { operator, value }: Predicate, direction: 1 | -1): void {
  const key = encodeKey(value, direction);
  const inclusive = operator === '$gte' || operator === '$lte';
  const isLowerBound = (operator === '$gt' || operator === '$gte') === direction > 0;
  if (isLowerBound) span.from = larger(span.from, inclusive ? key : successor(key));
  else span.before = smaller(span.before, inclusive ? successor(key) : key);
}

function larger(a: Buffer, b: Buffer): Buffer {
  return Buffer.compare(a, b) >= 0 ? a : b;
}

function smaller(a: Buffer, b: Buffer): Buffer {
  return Buffer.compare(a, b) <= 0 ? a : b;
}
