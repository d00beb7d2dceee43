import { WireError } from './wire-error';

/** An operation in a transaction is held this long, so that two sent at once are seen to overlap. */
const HOLD_MS = 1;
const LIFE_MS = 30_000;

/** What the cloud forbids around transactions and a store alone cannot see. */
export class TransactionGuard {
  private readonly busy = new Set<string>();
  /** The open transactions of each caller, with the real time by which they end. */
  private readonly open = new Map<string, Map<string, number>>();

  begun(token: string, transactionId: string): void {
    const mine = this.open.get(token) ?? new Map<string, number>();
    this.open.set(token, mine.set(transactionId, Date.now() + LIFE_MS));
  }

  ended(token: string, transactionId: string): void {
    const mine = this.open.get(token);
    mine?.delete(transactionId);
    if (mine?.size === 0) this.open.delete(token);
  }

  /** Whether this caller has a transaction under way. Callers without a token cannot be told apart. */
  hasOpen(token: string): boolean {
    const mine = this.open.get(token);
    if (!mine || token === '') return false;
    for (const [id, until] of mine) if (until < Date.now()) this.ended(token, id);
    return mine.size > 0;
  }

  /** Runs one operation of a transaction; refuses it while another one is under way. */
  async alone<T>(transactionId: string, operation: () => T): Promise<T> {
    if (this.busy.has(transactionId)) {
      throw new WireError(
        'DATABASE_TRANSACTION_FAIL',
        '[ResourceUnavailable.TransactionBusy] Transaction is busy. Please check your request, but if the problem persists, contact us.',
      );
    }
    this.busy.add(transactionId);
    try {
      await new Promise((resolve) => setTimeout(resolve, HOLD_MS));
      return operation();
    } finally {
      this.busy.delete(transactionId);
    }
  }
}
