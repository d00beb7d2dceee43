/** Time that passes only when it is told to, so that a run counts the same calls on every machine. */
export class VirtualTime {
  private nowMs: number;
  private lastId = 0;
  private readonly due = new Map<number, { atMs: number; run: () => void }>();

  constructor(startMs: number) {
    this.nowMs = startMs;
  }

  readonly now = (): number => this.nowMs;

  readonly setTimeout = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): number => {
    this.lastId += 1;
    this.due.set(this.lastId, { atMs: this.nowMs + Math.max(0, ms), run: () => run(...args) });
    return this.lastId;
  };

  readonly clear = (id: number | undefined): void => {
    if (id !== undefined) this.due.delete(id);
  };

  readonly setInterval = (run: () => void, ms: number): number => {
    const repeat = (id: number): void => {
      this.due.set(id, { atMs: this.nowMs + ms, run: () => (repeat(id), run()) });
    };
    this.lastId += 1;
    repeat(this.lastId);
    return this.lastId;
  };

  /** Runs everything that is due within the given milliseconds, promises included. */
  async pass(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    await promisesSettled();
    for (let next = this.next(endMs); next !== undefined; next = this.next(endMs)) {
      const [id, { atMs, run }] = next;
      this.due.delete(id);
      this.nowMs = Math.max(this.nowMs, atMs);
      run();
      await promisesSettled();
    }
    this.nowMs = endMs;
  }

  private next(endMs: number) {
    const waiting = [...this.due].filter(([, { atMs }]) => atMs <= endMs);
    return waiting.sort(([a, first], [b, second]) => first.atMs - second.atMs || a - b)[0];
  }
}

/** All promises that can settle without time passing have, once Node turns to its next macrotask. */
const promisesSettled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
