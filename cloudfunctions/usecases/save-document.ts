import type { CollectionName, Documents } from './documents';
import { AlreadyExists, WriteConflict, type Transaction } from './ports';

/** Names of the collections whose documents carry a revision. */
type Revised = { [Name in CollectionName]: Documents[Name] extends { rev: number } ? Name : never }[CollectionName];

/**
 * Writes a document that may not have been stored before: revision 0 is one that never was. When another transaction
 * makes it first, this one starts again and finds it.
 */
export async function saveDocument<Name extends Revised>(
  transaction: Transaction,
  collection: Name,
  document: Documents[Name] & { rev: number },
): Promise<void> {
  if (document.rev > 0) return transaction.replace(collection, document);
  try {
    await transaction.insert(collection, { ...document, rev: 1 });
  } catch (error) {
    throw error instanceof AlreadyExists ? new WriteConflict(`${collection} ${document._id}`) : error;
  }
}
