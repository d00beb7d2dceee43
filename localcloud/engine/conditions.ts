import { isOperatorObject, isPlainObject } from './paths';
import type { Filter } from './types';

export type RangeOperator = '$gt' | '$gte' | '$lt' | '$lte';

/** One demand on one path that an index can answer. A document that matches the filter meets all of them. */
export interface Predicate {
  path: string;
  operator: '$eq' | '$in' | RangeOperator;
  value: unknown;
}

/** What a filter demands, as far as indexes can answer it. */
export interface Conditions {
  predicates: Predicate[];
  /** The branches of each $or: one of them must hold. */
  alternatives: Filter[][];
  /** The predicates say all that the filter says. */
  complete: boolean;
}

/** Looks through $and, which is how chained commands on one field arrive. */
export function conditionsOf(filters: readonly Filter[]): Conditions {
  const conditions: Conditions = { predicates: [], alternatives: [], complete: true };
  for (const filter of filters) addFilter(filter, conditions);
  return conditions;
}

function addFilter(filter: Filter, into: Conditions): void {
  for (const [name, value] of Object.entries(filter)) {
    if (name === '$and' && isFilterList(value)) for (const part of value) addFilter(part, into);
    else if (name === '$or' && isFilterList(value)) {
      into.alternatives.push(value);
      into.complete = false;
    } else if (name.startsWith('$')) into.complete = false;
    else addField(name, value, into);
  }
}

function isFilterList(value: unknown): value is Filter[] {
  return Array.isArray(value) && value.length > 0 && value.every(isPlainObject);
}

function addField(path: string, value: unknown, into: Conditions): void {
  if (value instanceof RegExp) into.complete = false;
  else if (!isOperatorObject(value)) into.predicates.push({ path, operator: '$eq', value });
  else for (const [operator, operand] of Object.entries(value)) addOperator(path, operator, operand, into);
}

function addOperator(path: string, operator: string, operand: unknown, into: Conditions): void {
  switch (operator) {
    case '$eq':
      if (operand instanceof RegExp) into.complete = false;
      else into.predicates.push({ path, operator, value: operand });
      return;
    case '$in':
      if (!Array.isArray(operand) || operand.some((value) => value instanceof RegExp)) into.complete = false;
      else into.predicates.push({ path, operator, value: operand });
      return;
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (isScalar(operand)) into.predicates.push({ path, operator, value: operand });
      else into.complete = false;
      return;
    case '$all':
      into.complete = false;
      if (Array.isArray(operand) && operand.length > 0) addField(path, operand[0], into);
      return;
    case '$elemMatch':
      into.complete = false;
      if (isPlainObject(operand)) addElement(path, operand, into);
      return;
    default:
      into.complete = false;
  }
}

/** What holds for one element holds for the path through the array too, though not the other way round. */
function addElement(path: string, demand: Record<string, unknown>, into: Conditions): void {
  for (const [name, value] of Object.entries(demand)) {
    if (!name.startsWith('$')) addField(`${path}.${name}`, value, into);
    else if (name !== '$and' && name !== '$or') addOperator(path, name, value, into);
  }
}

/** A value with one place in the order of its type. Not null, which stands for a missing field as well. */
export function isScalar(value: unknown): value is number | string | boolean | Date {
  if (typeof value === 'number') return !Number.isNaN(value);
  return typeof value === 'string' || typeof value === 'boolean' || value instanceof Date;
}
