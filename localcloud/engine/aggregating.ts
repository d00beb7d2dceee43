import { Aggregator } from 'mingo/aggregator';
import type { Collection } from './catalog';
import { asRequestError, invalidParameter } from './errors';
import { distanceTo, nearnessOf } from './geo';
import { MINGO_OPTIONS, valueAt } from './matching';
import { isPlainObject } from './paths';
import type { Document, Filter, FindOptions } from './types';

type Stage = Record<string, unknown>;
/** Finds documents of a collection by name; throws when there is no such collection. */
export type Finder = (collection: string, filter: Filter, options: FindOptions) => Document[];

/**
 * Runs a pipeline. What it begins with and an index can answer ($match, then $sort, $skip, $limit) goes to the finder;
 * $geoNear is answered here; the rest is the evaluator's.
 */
export function aggregate(collection: Collection, pipeline: readonly Stage[], find: Finder): unknown[] {
  if (pipeline.some((stage) => '$out' in stage || '$merge' in stage)) {
    throw invalidParameter('$out and $merge are not supported');
  }
  const [first, ...others] = pipeline;
  const near = first?.$geoNear;
  const { documents, rest } = isPlainObject(near)
    ? { documents: nearest(collection, near, find), rest: others }
    : findHead(collection, pipeline, find);
  if (rest.length === 0) return documents;
  const resolved = new Map<string, Document[]>();
  const collectionResolver = (name: string): Document[] => {
    const known = resolved.get(name) ?? find(name, {}, {});
    resolved.set(name, known);
    return known;
  };
  const options = { ...MINGO_OPTIONS, collectionResolver };
  return asRequestError('Aggregate', () => new Aggregator([...rest], options).run(documents));
}

function findHead(
  collection: Collection,
  pipeline: readonly Stage[],
  find: Finder,
): { documents: Document[]; rest: readonly Stage[] } {
  const filters: Filter[] = [];
  const options: FindOptions = {};
  let at = 0;
  for (; isPlainObject(pipeline[at]?.$match); at++) filters.push(pipeline[at]!.$match as Filter);
  const sort = pipeline[at]?.$sort;
  if (isPlainObject(sort)) {
    options.sort = sort as Record<string, 1 | -1>;
    at++;
  }
  if (typeof pipeline[at]?.$skip === 'number') options.skip = pipeline[at++]!.$skip as number;
  if (typeof pipeline[at]?.$limit === 'number') options.limit = pipeline[at++]!.$limit as number;
  const filter = filters.length > 1 ? { $and: filters } : (filters[0] ?? {});
  return { documents: find(collection.name, filter, options), rest: pipeline.slice(at) };
}

function nearest(collection: Collection, stage: Stage, find: Finder): unknown[] {
  const path = typeof stage.key === 'string' ? stage.key : onlyGeoField(collection);
  const operand = { $geometry: stage.near, $minDistance: stage.minDistance, $maxDistance: stage.maxDistance };
  const nearness = nearnessOf(path, operand);
  if (!nearness) throw invalidParameter('$geoNear needs a point in near');
  const field = typeof stage.distanceField === 'string' ? stage.distanceField : 'distance';
  const multiplier = typeof stage.distanceMultiplier === 'number' ? stage.distanceMultiplier : 1;
  const filter: Filter = { $and: [{ [path]: { $near: operand } }, isPlainObject(stage.query) ? stage.query : {}] };
  const limit = Number(stage.limit ?? stage.num ?? Infinity);
  return find(collection.name, filter, { limit }).map((document) => {
    const stored = valueAt(document, path);
    const located = typeof stage.includeLocs === 'string' ? { [stage.includeLocs]: stored } : {};
    return { ...document, [field]: distanceTo(nearness, stored)! * multiplier, ...located };
  });
}

function onlyGeoField(collection: Collection): string {
  const fields = new Set(collection.indexes.flatMap((index) => index.geoFields));
  const [field] = fields;
  if (field === undefined || fields.size > 1) throw invalidParameter('$geoNear needs a key or one 2dsphere index');
  return field;
}
