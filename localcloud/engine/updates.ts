import * as updateOperators from 'mingo/operators/update';
import { update as applyPositional } from 'mingo/updater';
import { asRequestError, invalidParameter } from './errors';
import type { Index } from './catalog';
import { valueAt, MINGO_OPTIONS } from './matching';
import { isPlainObject } from './paths';
import type { Document, Filter } from './types';

type Update = Record<string, unknown>;

type Operator = (fields: unknown) => (document: Document) => unknown;

const OPERATORS = new Map(Object.entries(updateOperators as unknown as Record<string, Operator>));
const ARRAY_OPERATORS = ['$push', '$addToSet', '$pull', '$pullAll', '$pop'];

/** Changes `document` by update operators. `filter` tells a positional `$` which element was meant. */
export function applyUpdate(document: Document, update: Update, filter: Filter): void {
  const { $setOnInsert: _, ...operators } = update;
  const paths = updatedPaths(operators);
  requireApart(paths);
  for (const name of ['$inc', '$mul']) requireTargets(document, operators, name, 'number', isNumber);
  for (const name of ARRAY_OPERATORS) requireTargets(document, operators, name, 'array', Array.isArray);
  openPushedArrays(document, operators.$push);
  asRequestError('Update', () => {
    if (paths.some((path) => path.includes('$'))) {
      applyPositional(document, operators, [], filter as never, { queryOptions: MINGO_OPTIONS });
    } else applyDirectly(document, operators);
  });
}

/** The evaluator's own loop takes ten times as long: it puts its table of operators together for every update. */
function applyDirectly(document: Document, update: Update): void {
  for (const [name, fields] of Object.entries(update)) {
    const operator = OPERATORS.get(name);
    if (!operator) throw invalidParameter(`Unknown modifier: ${name}`);
    operator(fields)(document);
  }
}

/** No path may be updated twice, nor the id at all. */
function requireApart(paths: readonly string[]): void {
  paths.forEach((path, i) => {
    if (overlapsAny(path, ['_id'])) throw invalidParameter(`updating '${path}' would modify the immutable field '_id'`);
    if (overlapsAny(path, paths.slice(i + 1))) throw invalidParameter(`updating '${path}' would create a conflict`);
  });
}

/** The evaluator passes over a target of the wrong type in silence; the cloud refuses it. */
function requireTargets(
  document: Document,
  update: Update,
  operator: string,
  type: string,
  fits: (value: unknown) => boolean,
): void {
  const paths = update[operator];
  if (!isPlainObject(paths)) return;
  for (const path of Object.keys(paths)) {
    const target = path.includes('$') ? undefined : valueAt(document, path);
    if (target === undefined || fits(target)) continue;
    throw invalidParameter(`Cannot apply ${operator} to the field '${path}', which is not of type ${type}`);
  }
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number';
}

/** The evaluator forgets $slice and $sort when it has to make the array; an empty one that is there keeps it to them. */
function openPushedArrays(document: Document, pushes: unknown): void {
  if (!isPlainObject(pushes)) return;
  for (const [path, push] of Object.entries(pushes)) {
    if (!isPlainObject(push) || !('$each' in push) || path.includes('$')) continue;
    if (valueAt(document, path) === undefined) applyDirectly(document, { $set: { [path]: [] } });
  }
}

function updatedPaths(update: Update): string[] {
  return Object.entries(update).flatMap(([operator, fields]) => {
    if (!isPlainObject(fields)) throw invalidParameter(`${operator} needs an object of fields`);
    return operator === '$rename'
      ? [...Object.keys(fields), ...Object.values(fields).map(String)]
      : Object.keys(fields);
  });
}

/** The indexes whose entries an update may change: those with a field on, above or below an updated path. */
export function indexesTouched(indexes: readonly Index[], update: Update): Index[] {
  const paths = updatedPaths(update).map(withoutPositions);
  return indexes.filter((index) => index.fields.some((field) => overlapsAny(withoutPositions(field.path), paths)));
}

/** 'items.0.left' and 'items.$.left' change what an index on 'items.left' lists. */
function withoutPositions(path: string): string {
  return path
    .split('.')
    .filter((part) => !/^(\d+|\$.*)$/.test(part))
    .join('.');
}

function overlapsAny(path: string, others: readonly string[]): boolean {
  return others.some((other) => `${path}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${path}.`));
}

/** The whole new document, which keeps the id it had. */
export function replacement(id: string, data: Record<string, unknown>): Document {
  if (data._id !== undefined && data._id !== id) throw invalidParameter('_id can not be changed');
  return { _id: id, ...data } as Document;
}
