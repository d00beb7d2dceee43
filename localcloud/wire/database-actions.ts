import type { Engine, Filter } from '../engine/types';
import { parseEjson } from './ejson';
import { WireError } from './wire-error';

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
const MAX_DOCUMENT_BYTES = 512 * 1024;
const MAX_RESULT_BYTES = 1024 * 1024;

/** The fields of a database request; texts are extended JSON. */
export interface DatabaseRequest {
  action: string;
  collectionName?: string;
  queryType?: string;
  query?: string;
  data?: string | string[];
  order?: string;
  projection?: string;
  offset?: number;
  limit?: number;
  multi?: boolean;
  merge?: boolean;
  upsert?: boolean;
  transactionId?: string;
  stages?: { stageKey: string; stageValue: string }[];
}

/** A database action, done at the cloud's time `now`. Answers what goes under `data` in the reply. */
type DatabaseAction = (engine: Engine, request: DatabaseRequest, now: number) => Record<string, unknown>;

function collection(request: DatabaseRequest): string {
  if (!request.collectionName) throw new WireError('INVALID_PARAM', 'collectionName is missing');
  return request.collectionName;
}

function object(text: string | undefined, now: number): Record<string, unknown> {
  if (text === undefined || text === '') return {};
  const value = parseEjson(text, now);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WireError('INVALID_PARAM', 'an object was expected');
  }
  return value as Record<string, unknown>;
}

function document(text: unknown, now: number): Record<string, unknown> {
  if (typeof text !== 'string') throw new WireError('INVALID_PARAM', 'data is missing');
  if (Buffer.byteLength(text) > MAX_DOCUMENT_BYTES) {
    throw new WireError('INVALID_PARAM', 'the document exceeds the limit of 512 KB');
  }
  return object(text, now);
}

function bounded(list: string[]): { list: string[] } {
  let bytes = 0;
  for (const text of list) bytes += Buffer.byteLength(text);
  if (bytes > MAX_RESULT_BYTES) {
    throw new WireError('DATABASE_REQUEST_FAILED', '-602001 database query result size exceed limit (1MB)');
  }
  return { list };
}

const filter = (request: DatabaseRequest, now: number): Filter => object(request.query, now);

export const databaseActions: Record<string, DatabaseAction> = {
  'database.addCollection': (engine, request) => {
    engine.createCollection(collection(request));
    return {};
  },
  'database.insertDocument': (engine, request, now) => {
    const texts = Array.isArray(request.data) ? request.data : [request.data];
    const documents = texts.map((text) => document(text, now));
    return { insertedIds: engine.insert(collection(request), documents, request.transactionId) };
  },
  'database.getDocument': (engine, request, now) =>
    bounded(
      engine.find(collection(request), filter(request, now), {
        sort: request.order ? (object(request.order, now) as Record<string, 1 | -1>) : undefined,
        projection: request.projection ? object(request.projection, now) : undefined,
        skip: request.offset ?? 0,
        limit: Math.min(request.limit ?? DEFAULT_LIMIT, MAX_LIMIT),
        transactionId: request.transactionId,
      }),
    ),
  'database.calculateDocument': (engine, request, now) => ({
    total: engine.count(collection(request), filter(request, now)),
  }),
  'database.modifyDocument': (engine, request, now) => {
    const { updated, upsertId } = engine.modify(
      collection(request),
      filter(request, now),
      document(request.data, now),
      {
        multi: request.multi === true,
        merge: request.merge !== false,
        upsert: request.upsert === true,
        transactionId: request.transactionId,
      },
    );
    return { updated, upsert_id: upsertId };
  },
  'database.removeDocument': (engine, request, now) => ({
    deleted: engine.remove(collection(request), filter(request, now), {
      multi: request.multi === true,
      transactionId: request.transactionId,
    }),
  }),
  'database.aggregateDocuments': (engine, request, now) => {
    const stages = (request.stages ?? []).map(({ stageKey, stageValue }) => ({
      [stageKey]: parseEjson(stageValue, now),
    }));
    return bounded(engine.aggregate(collection(request), stages));
  },
};

/** Whether the action may change documents chosen by a condition, or counts them: neither takes part in a transaction. */
export function runsOutsideTransactions(request: DatabaseRequest): boolean {
  switch (request.action) {
    case 'database.calculateDocument':
    case 'database.aggregateDocuments':
      return true;
    case 'database.modifyDocument':
    case 'database.removeDocument':
      return request.queryType === 'WHERE';
    default:
      return false;
  }
}
