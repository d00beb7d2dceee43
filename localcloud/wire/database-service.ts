import { DatabaseError, type Engine } from '../engine/types';
import type { Clock } from '../runner/clock';
import type { WireCaller } from './caller';
import { databaseActions, type DatabaseRequest, runsOutsideTransactions } from './database-actions';
import { TransactionGuard } from './transaction-guard';
import { WireError } from './wire-error';

const LOCK_RETRY_MS = 3;
const LOCK_WAIT_MS = 10_000;

/** The database as the SDK sees it: the actions of the engine under the cloud's rules. */
export class DatabaseService {
  private readonly guard = new TransactionGuard();

  constructor(
    private readonly engine: Engine,
    private readonly clock: Clock,
  ) {}

  /** The fields of the reply. Rejects with a WireError or the engine's DatabaseError. */
  async handle(request: DatabaseRequest, caller: WireCaller): Promise<Record<string, unknown>> {
    const { action, transactionId } = request;
    if (action === 'database.startTransaction') {
      const begun = this.engine.startTransaction();
      this.guard.begun(caller.token, begun);
      return { transactionId: begun };
    }
    if (action === 'database.commitTransaction' || action === 'database.abortTransaction') {
      return this.finish(action, transactionId ?? '', caller);
    }
    const perform = databaseActions[action];
    if (!perform) throw new WireError('INVALID_PARAM', `the local cloud has no action ${action}`);
    const run = (): Record<string, unknown> => ({ data: perform(this.engine, request, this.clock.now()) });
    if (transactionId) {
      const isInsert = action === 'database.insertDocument';
      if (!isInsert && request.queryType !== 'DOC') {
        throw new WireError(
          'DATABASE_REQUEST_FAILED',
          '[InvalidParameter] only doc() operations are allowed in a transaction',
        );
      }
      return this.guard.alone(transactionId, run);
    }
    if (runsOutsideTransactions(request) && this.guard.hasOpen(caller.token)) {
      throw new WireError(
        'DATABASE_REQUEST_FAILED',
        `[InvalidParameter] ${action} by condition on ${request.collectionName} came while its function has a transaction open: ` +
          'it would run outside the transaction. Use doc() operations, or finish the transaction first',
      );
    }
    return this.whenUnlocked(run);
  }

  private finish(action: string, transactionId: string, caller: WireCaller): Promise<Record<string, unknown>> {
    return this.guard.alone(transactionId, () => {
      try {
        if (action === 'database.commitTransaction') this.engine.commitTransaction(transactionId);
        else this.engine.abortTransaction(transactionId);
        return {};
      } finally {
        this.guard.ended(caller.token, transactionId);
      }
    });
  }

  /** A plain write to a document that a transaction holds waits for it, as the platform documents. */
  private async whenUnlocked<T>(operation: () => T): Promise<T> {
    const until = Date.now() + LOCK_WAIT_MS;
    for (;;) {
      try {
        return operation();
      } catch (error) {
        const locked = error instanceof DatabaseError && error.code === 'DATABASE_TRANSACTION_CONFLICT';
        if (!locked || Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, LOCK_RETRY_MS));
      }
    }
  }
}
