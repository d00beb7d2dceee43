import type { Condition, Where } from '../../../cloudfunctions/usecases/ports';
import { anyAt, partsOf } from './paths';

type Scalar = string | number | boolean | null;

/** One demand on one path. */
export interface Predicate {
  path: string;
  parts: readonly string[];
  /** What one value at the path must be like. */
  passes: (value: unknown) => boolean;
  /** Whether a value that passes is wanted, or none. */
  wanted: boolean;
  /** The only values that pass, where they can be listed. */
  only: readonly Scalar[] | null;
}

/**
 * What a Where demands. Throws RangeError for a condition without a bound and for two conditions that fall on one field, as
 * the cloud's store does.
 */
export function predicatesOf(where: Where): Predicate[] {
  const predicates: Predicate[] = [];
  for (const [field, condition] of Object.entries(where)) {
    const path = isMarkCondition(condition) ? `${field}.id` : field;
    if (predicates.some((other) => other.path === path)) throw new RangeError(`two conditions on ${path}`);
    addCondition(predicates, path, condition);
  }
  return predicates;
}

export const matches = (document: object, predicates: readonly Predicate[]): boolean =>
  predicates.every(({ parts, passes, wanted }) => anyAt(document, parts, passes) === wanted);

const isMarkCondition = (condition: Condition): boolean =>
  typeof condition === 'object' && condition !== null && ('marked' in condition || 'unmarked' in condition);

function oneOf(path: string, only: readonly Scalar[]): Predicate {
  const tests = only.map(equalTo);
  const passes = tests.length === 1 ? tests[0]! : (value: unknown) => tests.some((test) => test(value));
  return { path, parts: partsOf(path), passes, wanted: true, only };
}

function addCondition(predicates: Predicate[], path: string, condition: Condition): void {
  if (condition === undefined) throw new TypeError(`a condition on ${path} has no value`);
  if (typeof condition !== 'object' || condition === null) return void predicates.push(oneOf(path, [condition]));
  if ('in' in condition) return void predicates.push(oneOf(path, condition.in));
  if ('marked' in condition) return void predicates.push(oneOf(path, [condition.marked]));
  const parts = partsOf(path);
  const add = (passes: Predicate['passes'], wanted = true): void => {
    predicates.push({ path, parts, passes, wanted, only: null });
  };
  if ('unmarked' in condition) return add((value) => value === condition.unmarked, false);
  const { gt, gte, lt, lte, ne } = condition;
  const before = predicates.length;
  if (gt !== undefined) add((value) => typeof value === typeof gt && (value as number) > (gt as number));
  if (gte !== undefined) add((value) => typeof value === typeof gte && (value as number) >= (gte as number));
  if (lt !== undefined) add((value) => typeof value === typeof lt && (value as number) < (lt as number));
  if (lte !== undefined) add((value) => typeof value === typeof lte && (value as number) <= (lte as number));
  if (ne !== undefined) add(equalTo(ne), false);
  if (predicates.length === before) throw new RangeError(`an empty condition on ${path} would match everything`);
}

/** A field that is not there counts as null. */
const equalTo = (asked: Scalar): Predicate['passes'] =>
  asked === null ? (value) => value === null || value === undefined : (value) => value === asked;
