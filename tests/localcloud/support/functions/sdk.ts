import * as wxServerSdk from 'wx-server-sdk';

interface DocumentReference {
  get(): Promise<{ data: Record<string, unknown> | null }>;
  update(options: { data: Record<string, unknown> }): Promise<unknown>;
}
interface Database {
  command: { aggregate: unknown; inc(by: number): unknown };
  collection(name: string): {
    add(options: { data: Record<string, unknown> }): Promise<unknown>;
    doc(id: string): DocumentReference;
  };
  runTransaction(work: (transaction: unknown) => Promise<unknown>, times: number): Promise<unknown>;
}
interface Cloud {
  DYNAMIC_CURRENT_ENV: symbol;
  init(options: { env: symbol }): void;
  database(options: { throwOnNotFound: boolean }): Database;
  getWXContext(): Record<string, unknown>;
}

/** The real SDK; its own declarations lack much of what it does, so the parts used here are declared anew. */
export const cloud = wxServerSdk as unknown as Cloud;

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV });
export const db = cloud.database({ throwOnNotFound: false });
