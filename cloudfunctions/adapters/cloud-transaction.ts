import type { CollectionName, Documents } from '../usecases/documents';
import type { Transaction } from '../usecases/ports';
import { AlreadyExists, TransactionUnknown, WriteConflict } from '../usecases/ports';
import { asStored } from './as-stored';
import { isConflict, isDuplicate } from './retry';
import type { Database, DatabaseTransaction } from './sdk';
import { errorText } from './sdk';
import { storableFields } from './storable';

/** Reads and writes by id only: conditions and counts run outside the transaction in this SDK, without a word. */
class CloudTransaction implements Transaction {
  /** Revisions read in this transaction: its snapshot can't change any more. */
  private readonly revisions = new Map<string, unknown>();

  constructor(
    private readonly database: Database,
    private readonly transaction: DatabaseTransaction,
  ) {}

  async get<Name extends CollectionName>(collection: Name, id: string): Promise<Documents[Name] | undefined> {
    const { data } = await this.transaction.collection(collection).doc(id).get();
    this.revisions.set(`${collection}/${id}`, data?.rev);
    return data === null ? undefined : (asStored(data) as unknown as Documents[Name]);
  }

  async insert<Name extends CollectionName>(collection: Name, document: Documents[Name]): Promise<void> {
    try {
      await this.transaction.collection(collection).add({ data: storableFields(document) });
    } catch (error) {
      if (isConflict(error)) throw error;
      if (isDuplicate(error) || (await this.isThere(collection, document._id))) {
        throw new AlreadyExists(`${collection}/${document._id}`, { cause: error });
      }
      throw error;
    }
    this.revisions.set(`${collection}/${document._id}`, (document as { rev?: number }).rev);
  }

  /** Asked outside the transaction, which is lost after a failure. */
  private async isThere(collection: CollectionName, id: string): Promise<boolean> {
    const { data } = await this.database.collection(collection).doc(id).get();
    return data !== null;
  }

  async replace<Name extends CollectionName>(
    collection: Name,
    document: Documents[Name] & { rev: number },
  ): Promise<void> {
    const name = `${collection}/${document._id}`;
    if (!this.revisions.has(name)) await this.get(collection, document._id);
    if (this.revisions.get(name) !== document.rev) throw new WriteConflict(`${name} was replaced meanwhile`);
    const { _id, ...fields } = storableFields(document);
    const rev = document.rev + 1;
    await this.transaction
      .collection(collection)
      .doc(document._id)
      .set({ data: { ...fields, rev } });
    this.revisions.set(name, rev);
  }
}

/** A commit that failed: a conflict or a duplicate wrote nothing, of everything else the outcome is not known. */
function commitFailure(error: unknown): unknown {
  if (isConflict(error)) return error;
  if (isDuplicate(error)) return new AlreadyExists(errorText(error), { cause: error });
  return new TransactionUnknown(errorText(error), { cause: error });
}

/** Runs `work` once in a transaction of its own. */
export async function runOnce<Result>(
  database: Database,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const transaction = await database.startTransaction();
  let result: Result;
  try {
    result = await work(new CloudTransaction(database, transaction));
  } catch (error) {
    // Whether or not the rollback arrives, nothing is written: the database gives a transaction up after 30 s.
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
  try {
    await transaction.commit();
  } catch (error) {
    throw commitFailure(error);
  }
  return result;
}
