import { setTimeout as sleep } from 'node:timers/promises';
import { WriteConflict } from '../usecases/ports';
import { errorText } from './sdk';

const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 20;

/**
 * Whether the database says that another writer was in the way. It is read from the text, because the SDK gives the errors
 * of operations within a transaction a general code.
 */
export function isConflict(error: unknown): boolean {
  return (
    error instanceof WriteConflict ||
    /TransactionConflict|TransactionBusy|DATABASE_TRANSACTION_CONFLICT/.test(errorText(error))
  );
}

/** Whether a document with this id, or a value of a unique index, is there already. */
export const isDuplicate = (error: unknown): boolean => errorText(error).includes('E11000');

/** Runs `work` up to 8 times while it fails with a conflict, with growing random pauses: at most about 5 s in all. */
export async function retryConflicts<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await sleep((0.5 + Math.random()) * FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}
