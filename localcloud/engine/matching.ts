import { Context } from 'mingo/core';
import * as accumulator from 'mingo/operators/accumulator';
import * as expression from 'mingo/operators/expression';
import * as pipeline from 'mingo/operators/pipeline';
import * as projection from 'mingo/operators/projection';
import * as query from 'mingo/operators/query';
import * as window from 'mingo/operators/window';
import { Query } from 'mingo/query';
import { conditionsOf } from './conditions';
import { asRequestError, invalidParameter } from './errors';
import { distanceTo, intersects, isWithin, nearnessOf, type Nearness } from './geo';
import { isPlainObject } from './paths';
import type { Document, Filter } from './types';

/** What stands at a dotted path, without looking into arrays. */
export function valueAt(document: unknown, path: string): unknown {
  let value = document;
  for (const part of path.split('.')) {
    if (Array.isArray(value)) value = value[Number(part)];
    else value = isPlainObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}

function nearPredicate(path: string, operand: unknown): (document: unknown) => boolean {
  const nearness = nearnessOf(path, operand);
  if (!nearness) throw invalidParameter('$near needs a $geometry that is a point');
  return (document) => distanceTo(nearness, valueAt(document, path)) !== null;
}

const GEO_OPERATORS = {
  $near: nearPredicate,
  $nearSphere: nearPredicate,
  $geoWithin: (path: string, operand: unknown) => (document: unknown) => isWithin(valueAt(document, path), operand),
  $geoIntersects: (path: string, operand: unknown) => {
    const asked = isPlainObject(operand) ? operand.$geometry : undefined;
    return (document: unknown) => intersects(valueAt(document, path), asked);
  },
};

/**
 * Scripts in filters are off: the cloud doesn't run them either. The context is put together once, and goes to the
 * evaluator's inner modules: its front door would put it together again for every query.
 */
export const MINGO_OPTIONS = {
  scriptEnabled: false,
  context: Context.init({
    accumulator,
    expression,
    pipeline,
    projection,
    query: { ...query, ...GEO_OPERATORS },
    window,
  } as never),
};

export type Matcher = (document: Document) => boolean;

export function matcherOf(filter: Filter): Matcher {
  const plain = plainMatcherOf(filter);
  if (plain) return plain;
  const compiled = asRequestError('Query', () => new Query<Document>(filter as never, MINGO_OPTIONS));
  return (document) => asRequestError('Query', () => compiled.test(document));
}

/** Fields of the document that equal texts, numbers and the like: putting the evaluator's query together takes far longer. */
function plainMatcherOf(filter: Filter): Matcher | null {
  const wanted = Object.entries(filter);
  if (wanted.some(([name, value]) => name.includes('.') || name.startsWith('$') || !isPlainScalar(value))) return null;
  return (document) =>
    wanted.every(([name, value]) => {
      const field: unknown = Object.hasOwn(document, name) ? document[name] : undefined;
      // What is not there counts as null.
      return (field ?? null) === value || (Array.isArray(field) && field.includes(value as never));
    });
}

const isPlainScalar = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

export function project(documents: Document[], fields: Record<string, unknown>): unknown[] {
  return asRequestError('Query', () => new Query<Document>({}, MINGO_OPTIONS).find(documents, fields as never).all());
}

/** The $near of a filter, by which its documents are ordered when no sort is asked for. */
export function nearnessIn(filter: Filter): Nearness | null {
  for (const [path, value] of Object.entries(filter)) {
    if (path === '$and' && Array.isArray(value)) {
      for (const part of value) {
        const found = isPlainObject(part) ? nearnessIn(part) : null;
        if (found) return found;
      }
    } else if (isPlainObject(value)) {
      const operand = value.$near ?? value.$nearSphere;
      if (operand !== undefined) return nearnessOf(path, operand);
    }
  }
  return null;
}

/** The values that a filter pins, with which an upserted document begins. */
export function pinnedBy(filter: Filter): Record<string, unknown> {
  const pinned: Record<string, unknown> = {};
  for (const { path, operator, value } of conditionsOf([filter]).predicates) {
    if (operator === '$eq' && !path.includes('.')) pinned[path] = value;
  }
  return pinned;
}
