import type { Where } from '../../../cloudfunctions/usecases/ports';

/** The methods of the Store port but for transact, which is told by what happens within. */
export const METHODS = [
  'get',
  'getMany',
  'find',
  'count',
  'insert',
  'insertMissing',
  'replace',
  'update',
  'remove',
] as const;
export type Method = (typeof METHODS)[number];

/** How a call of a store is called in schedules, fault plans and reports: `insert journals pay:o1`, `commit`. */
export const COMMIT = 'commit';
export const callLabel = (method: Method, collection: string, about: string | number): string =>
  `${method} ${collection} ${about}`;
/** The fields that a query asks for: `find orders groupId,state`. */
export const queryLabel = (method: 'find' | 'count', collection: string, where: Where): string =>
  `${method} ${collection} ${Object.keys(where).join(',')}`;
