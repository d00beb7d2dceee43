const KEPT_CALLS = 500;
const KEPT_OPERATIONS_PER_CALL = 2000;

/** One request that an invocation made to the cloud; real milliseconds. */
export interface StoreOperation {
  action: string;
  collection?: string;
  queryType?: string;
  ms: number;
  /** The error code answered, when the operation failed. */
  code?: string;
}

/** One run of a function. */
export interface CallRecord {
  id: number;
  function: string;
  /** What the event names as its call, when it does. */
  call?: string;
  source: string;
  openid: string;
  /** The cloud's clock, milliseconds since 1970. */
  startedAt: number;
  cold: boolean;
  /** Real milliseconds; undefined while it runs. */
  ms?: number;
  /** `running`, `ok` or the error code answered. */
  outcome: string;
  operations: StoreOperation[];
}

/** The newest invocations with what each of them asked of the cloud. Kept in memory only. */
export class CallLog {
  private readonly calls = new Map<number, CallRecord>();

  begin(record: CallRecord): void {
    this.calls.set(record.id, record);
    if (this.calls.size > KEPT_CALLS) {
      const [oldest] = this.calls.keys();
      this.calls.delete(oldest!);
    }
  }

  operation(invocation: number, operation: StoreOperation): void {
    const operations = this.calls.get(invocation)?.operations;
    if (operations && operations.length < KEPT_OPERATIONS_PER_CALL) operations.push(operation);
  }

  /** Newest first. */
  newest(limit = KEPT_CALLS): CallRecord[] {
    return [...this.calls.values()].reverse().slice(0, limit);
  }
}
