import type { Day, Instant } from '../../src/contract/time';
import type { CollectionName, Documents } from './documents';

/** A condition on one field: a value to equal, or bounds, or a list. */
export type Condition =
  | string
  | number
  | boolean
  | null
  | {
      gt?: number | string;
      gte?: number | string;
      lt?: number | string;
      lte?: number | string;
      ne?: string | number | null;
    }
  | { in: readonly (string | number | null)[] }
  /** The field, an array of marks, has none with this id. */
  | { unmarked: string }
  /** The field, an array of marks, has one with this id. */
  | { marked: string };

/** Field (dotted paths allowed) to condition; all must hold. */
export type Where = Readonly<Record<string, Condition>>;

export interface Query {
  where: Where;
  /** Field and direction, in order. Must be served by an index of config/cloud/database.json. */
  sort?: readonly (readonly [field: string, direction: 1 | -1])[];
  /** 1 to 1000. */
  limit: number;
}

/** A conditional change of one document. */
export interface Change {
  set?: Record<string, unknown>;
  increment?: Record<string, number>;
  push?: Record<string, unknown>;
  /** Adds to an array unless it is there. */
  addToSet?: Record<string, unknown>;
  /** Removes a value from an array. */
  pull?: Record<string, string>;
  /** Removes the marks with these ids from an array of marks. */
  unmark?: Record<string, readonly string[]>;
}

/** Reads and writes of one transaction: by id only, one at a time. */
export interface Transaction {
  get<Name extends CollectionName>(collection: Name, id: string): Promise<Documents[Name] | undefined>;
  insert<Name extends CollectionName>(collection: Name, document: Documents[Name]): Promise<void>;
  /** Writes the document with `rev` raised; throws WriteConflict when it was replaced meanwhile. */
  replace<Name extends CollectionName>(collection: Name, document: Documents[Name] & { rev: number }): Promise<void>;
}

/**
 * The database. Promises of every implementation:
 * - a write whose call returned is durable; a call that threw may or may not have written;
 * - `insert`, `replace` and `update` change exactly one document, atomically;
 * - `find` sees what was committed when it began, or later.
 */
export interface Store {
  get<Name extends CollectionName>(collection: Name, id: string): Promise<Documents[Name] | undefined>;
  /** In the order of ids, missing ones left out. At most 1000 ids. */
  getMany<Name extends CollectionName>(collection: Name, ids: readonly string[]): Promise<Documents[Name][]>;
  find<Name extends CollectionName>(collection: Name, query: Query): Promise<Documents[Name][]>;
  count<Name extends CollectionName>(collection: Name, where: Where): Promise<number>;
  /** false: a document with this `_id`, or the same value of a unique index, is there already; nothing was written. */
  insert<Name extends CollectionName>(collection: Name, document: Documents[Name]): Promise<boolean>;
  /** Inserts what is missing of at most 100 documents; those that exist stay as they are. */
  insertMissing<Name extends CollectionName>(collection: Name, documents: readonly Documents[Name][]): Promise<void>;
  /** Writes the document with `rev` raised, only if nobody replaced it since it was read. false: somebody did. */
  replace<Name extends CollectionName>(collection: Name, document: Documents[Name] & { rev: number }): Promise<boolean>;
  /** Changes the document with this id if the conditions hold. false: they do not, or it is not there. */
  update<Name extends CollectionName>(collection: Name, id: string, where: Where, change: Change): Promise<boolean>;
  /** Removes a document; nothing happens when it is not there. */
  remove<Name extends CollectionName>(collection: Name, id: string): Promise<void>;
  /**
   * Runs `work` in a transaction, again from the start after a conflict, up to 8 times with jitter. `work` has no effects
   * but its writes. Throws what `work` throws, with nothing written; TransactionUnknown when the commit's fate is
   * not known, which the caller resolves by reading.
   */
  transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
}

/** A transaction lost against another; retried by the store, never seen by use cases. */
export class WriteConflict extends Error {
  override name = 'WriteConflict';
}

/**
 * An insert within a transaction found a document with this `_id`, or the same value of a unique index. Nothing was
 * written. It is not retried: reading again tells what to do.
 */
export class AlreadyExists extends Error {
  override name = 'AlreadyExists';
}

/** Whether the commit took place is not known. */
export class TransactionUnknown extends Error {
  override name = 'TransactionUnknown';
}

export interface Clock {
  now(): Instant;
}

export interface Ids {
  /** 16 url-safe letters and digits from a secure source. */
  make(): string;
  bytes(length: number): Uint8Array;
}

/** State of a payment at the provider. */
export type PaymentStatus =
  | { state: 'notPaid' }
  | { state: 'closed' }
  | { state: 'paid'; transactionId: string; fen: number; openid: string; paidAt: Instant }
  /** The provider does not know the number: no payment was ever begun. */
  | { state: 'missing' };

export type RefundStatus =
  | { state: 'processing' }
  | { state: 'done'; doneAt: Instant }
  | { state: 'failed'; reason: string }
  | { state: 'missing' };

/** State of a payout (商家转账) at the provider. */
export type TransferStatus =
  /** Created: the payee must confirm within 24 h, with this package. */
  | { state: 'waitingConfirm'; package: string }
  /** Confirmed and under way, or accepted and not yet decided. */
  | { state: 'processing' }
  | { state: 'paid'; doneAt: Instant }
  /** Failed, cancelled, or (`expired`) not confirmed in time: no money has moved nor will. */
  | { state: 'closed'; reason: string; expired: boolean }
  | { state: 'missing' };

/** A line of the provider's daily bill, in fen. `number`: the order's, refund's or withdrawal's own. */
export interface BillRow {
  kind: 'pay' | 'refund' | 'transfer';
  number: string;
  /** Negative only for a transfer whose money came back: the provider may book one before it is confirmed. */
  fen: number;
  /** What the provider kept of a payment; of a refund, what it gave back of that. Never negative. */
  feeFen: number;
  /** Of a refund: when the provider accepted it, which may be a day before the money was back. */
  at: Instant;
}

/** WeChat Pay, in fen. Every call throws when the answer is not known; repeating it with the same numbers is safe. */
export interface Payments {
  begin(order: {
    orderId: string;
    fen: number;
    openid: string;
    subMchId: string;
    title: string;
    expiresAt: Instant;
  }): Promise<{
    timeStamp: string;
    nonceStr: string;
    package: string;
    signType: string;
    paySign: string;
  }>;
  query(orderId: string, subMchId: string): Promise<PaymentStatus>;
  /** After this no payment of the order can begin; one already made is reported by query. */
  close(orderId: string, subMchId: string): Promise<void>;
  refund(refund: {
    refundNo: string;
    orderId: string;
    subMchId: string;
    fen: number;
    totalFen: number;
    reason: string;
  }): Promise<RefundStatus>;
  queryRefund(refundNo: string, subMchId: string): Promise<RefundStatus>;
  /**
   * Pays out to a member, who confirms it. `billNo`: letters and digits, at most 32. A number used before with the same
   * content answers its present state.
   */
  transfer(transfer: { billNo: string; openid: string; fen: number; remark: string }): Promise<TransferStatus>;
  queryTransfer(billNo: string): Promise<TransferStatus>;
  /** Asks for a transfer not yet confirmed to be closed; query tells what became of it. */
  cancelTransfer(billNo: string): Promise<void>;
  /** What the payee's client needs to show the confirmation. */
  transferParams(pack: string): { mchId: string; appId: string; package: string };
  /**
   * Everything that moved on a Shanghai day for a merchant; `notReady` until the provider has the bill (10:00 the next
   * day at the latest). Transfers are the deployment's (all merchants') and are filtered by the caller by their numbers.
   */
  bill(day: Day, subMchId: string): Promise<BillRow[] | 'notReady'>;
}

/** Subscribe messages. `refused`: the member did not grant it. */
export interface Messages {
  send(message: {
    openid: string;
    kind: string;
    page: string;
    data: Record<string, string>;
  }): Promise<'sent' | 'refused'>;
}

/** Checks what a member writes before others see it. */
export interface ContentCheck {
  text(content: { openid: string; text: string }): Promise<'pass' | 'review' | 'risky'>;
}

/** Mini-program codes, drawn by WeChat. */
export interface ProgramCodes {
  /**
   * A code that opens the page with `scene`, of at most 32 letters, digits and a few signs. undefined: WeChat gave none
   * now; asking again later does no harm.
   */
  draw(code: { page: string; scene: string }): Promise<{ contentType: string; content: Uint8Array } | undefined>;
}

/** One line of JSON an entry; fields are listed in docs/operations.md. */
export interface Log {
  info(event: string, fields: Record<string, unknown>): void;
  warn(event: string, fields: Record<string, unknown>): void;
  error(event: string, fields: Record<string, unknown>): void;
}

export interface Ports {
  store: Store;
  clock: Clock;
  ids: Ids;
  payments: Payments;
  messages: Messages;
  contentCheck: ContentCheck;
  programCodes: ProgramCodes;
  log: Log;
}
