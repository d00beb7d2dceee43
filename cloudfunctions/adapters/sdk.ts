import cloud from 'wx-server-sdk';

/**
 * The part of wx-server-sdk that the server uses, typed. The SDK's own declarations return `Promise | void | string`, lack
 * `throwOnNotFound`, `cloudPay` and transactions' types, and leave the open APIs untyped; the shapes below are what
 * version 4.0.2 does at run time.
 */

/** A condition or a change made by `command`; opaque. */
export interface Command {
  and(other: Command): Command;
}

export interface Commands {
  eq(value: string | number | boolean | null): Command;
  neq(value: string | number | null): Command;
  gt(value: string | number): Command;
  gte(value: string | number): Command;
  lt(value: string | number): Command;
  lte(value: string | number): Command;
  in(values: readonly (string | number | null)[]): Command;
  /** Replaces the whole value; without it an object would be merged field by field and an empty one ignored. */
  set(value: unknown): Command;
  inc(by: number): Command;
  /** Adds the elements of an array. */
  push(values: readonly unknown[]): Command;
  addToSet(value: unknown): Command;
  /** Removes the elements that equal a value, or whose fields match. */
  pull(matching: string | Readonly<Record<string, Command>>): Command;
}

export type Stored = Record<string, unknown> & { _id: string };

export interface DocumentReference {
  /** `data` is null when there is no such document. */
  get(): Promise<{ data: Stored | null }>;
  /** Writes the whole document, which is made when missing. */
  set(options: { data: Record<string, unknown> }): Promise<{ stats: { updated: number } }>;
  remove(): Promise<{ stats: { removed: number } }>;
}

export interface DocumentQuery {
  orderBy(field: string, direction: 'asc' | 'desc'): DocumentQuery;
  limit(count: number): DocumentQuery;
  get(): Promise<{ data: Stored[] }>;
  /** Outside transactions only: inside one the SDK sends it without the transaction's id, and says nothing. */
  update(options: { data: Record<string, Command> }): Promise<{ stats: { updated: number } }>;
  count(): Promise<{ total: number }>;
}

export interface Collection {
  doc(id: string): DocumentReference;
  where(condition: Readonly<Record<string, Command>>): DocumentQuery;
  add(options: { data: Record<string, unknown> | readonly Record<string, unknown>[] }): Promise<unknown>;
}

export interface DatabaseTransaction {
  collection(name: string): Collection;
  commit(): Promise<unknown>;
  rollback(): Promise<unknown>;
}

export interface Database {
  command: Commands;
  collection(name: string): Collection;
  startTransaction(): Promise<DatabaseTransaction>;
}

/** Who calls, as the platform says. A value of digits only arrives as a number. */
export interface WxContext {
  OPENID?: string | number;
  SOURCE?: string;
  ENV?: string;
  CLIENTIP?: string;
}

export type ApiArguments = Record<string, unknown>;
export type ApiAnswer = Record<string, unknown>;
type Api = (args: ApiArguments) => Promise<ApiAnswer>;

export interface Sdk {
  init(options: { env: symbol }): void;
  database(options: { throwOnNotFound: boolean }): Database;
  getWXContext(): WxContext;
  openapi: {
    subscribeMessage: { send: Api };
    security: { msgSecCheck: Api };
    wxacode: { getUnlimited: Api };
  };
  cloudPay: { unifiedOrder: Api; queryOrder: Api; closeOrder: Api; refund: Api; queryRefund: Api; downloadBill: Api };
}

/** The SDK, not yet initialised. */
export const sdk = cloud as unknown as Sdk;

/** Initialises the SDK for the environment in which the function runs. */
export const initSdk = (): void => sdk.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as symbol });

/**
 * What an error of the SDK says, whatever its shape: operations throw `{ errCode, errMsg }`, transactions and
 * the HTTP layer `{ code, message }`.
 */
export function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { code, errCode, message, errMsg } = error as Record<string, unknown>;
  return [code, errCode, message, errMsg].filter((part) => part !== undefined).join(' ');
}
