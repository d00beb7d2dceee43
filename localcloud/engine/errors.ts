import { DatabaseError } from './types';

/** The collection was never declared or created. */
export function missingCollection(name: string): DatabaseError {
  return new DatabaseError('DATABASE_COLLECTION_NOT_EXIST', `[ResourceNotFound] Db or Table not exist: ${name}`);
}

export function existingCollection(): DatabaseError {
  return new DatabaseError('DATABASE_COLLECTION_ALREADY_EXIST', 'Table exist.');
}

/** Another transaction holds the document or has changed it since this transaction began. */
export function transactionConflict(): DatabaseError {
  return new DatabaseError(
    'DATABASE_TRANSACTION_CONFLICT',
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others.',
  );
}

/** The transaction was never started, has ended, or ran out of its time. */
export function missingTransaction(): DatabaseError {
  return new DatabaseError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commited in the server within 30 seconds',
  );
}

/** `key` shows the values that another document already holds, by field. */
export function duplicateKey(
  operation: 'Insert' | 'Update',
  collection: string,
  index: string,
  key: Record<string, unknown>,
): DatabaseError {
  const text = `E11000 duplicate key error collection: local.${collection} index: ${index} dup key: ${JSON.stringify(key)}`;
  return new DatabaseError(
    'DATABASE_REQUEST_FAILED',
    `[FailedOperation.${operation}] multiple write errors: [{write errors: [{${text}}]}, {<nil>}]`,
  );
}

export function invalidParameter(reason: string): DatabaseError {
  return new DatabaseError('DATABASE_REQUEST_FAILED', `[InvalidParameter] ${reason}`);
}

/** Runs what interprets the caller's filter, update or pipeline; whatever it throws is the caller's mistake. */
export function asRequestError<T>(operation: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DatabaseError('DATABASE_REQUEST_FAILED', `[FailedOperation.${operation}] ${reason}`);
  }
}
