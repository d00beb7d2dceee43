import type { Clock } from './clock';
import { parseCron, type Schedule } from './cron';
import type { Runner } from './runner';
import { nextShanghaiMidnight } from './shanghai-time';

const FUNCTION = 'job';
/** How often one stop may be asked again because its answer said `more`. */
const MAX_REPEATS = 2000;
/** A timer sleeps no longer than this, so that a machine waking from sleep notices soon. */
const MAX_SLEEP_MS = 30_000;

/** The cloud's timer: runs `job` by its schedule, never two runs at once. */
export class Timer {
  private readonly schedule: Schedule | undefined;
  private readonly name: string;
  private tail: Promise<unknown> = Promise.resolve();
  private sleep: NodeJS.Timeout | undefined;
  private due: number | undefined;
  private started = false;
  private stopped = false;

  constructor(
    private readonly runner: Runner,
    private readonly clock: Clock,
    private readonly log: (line: string) => void,
  ) {
    const timer = runner.config(FUNCTION)?.timer;
    this.schedule = timer && parseCron(timer.cron);
    this.name = timer?.name ?? FUNCTION;
  }

  start(): void {
    this.started = true;
    this.plan();
  }

  private plan(): void {
    clearTimeout(this.sleep);
    if (!this.started || !this.schedule) return;
    this.due = this.schedule(this.clock.now());
    this.wake();
  }

  private wake(): void {
    if (this.due === undefined || !this.started) return;
    const remaining = this.due - this.clock.now();
    if (remaining > 0) {
      this.sleep = setTimeout(() => this.wake(), Math.min(remaining, MAX_SLEEP_MS));
      this.sleep.unref();
      return;
    }
    void this.runOnce()
      .catch((error: unknown) => this.log(`job failed: ${String(error)}`))
      .finally(() => this.plan());
  }

  /** Queues behind whatever run is under way. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.tail.then(work);
    this.tail = turn.catch(() => undefined);
    return turn;
  }

  private invoke(): Promise<unknown> {
    const event = {
      Type: 'Timer',
      TriggerName: this.name,
      Time: new Date(this.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      Message: '',
    };
    return this.runner.invoke(FUNCTION, event, { source: 'wx_trigger' });
  }

  /** Runs `job` once and answers its result. Rejects as the function does. */
  runOnce(): Promise<unknown> {
    return this.inTurn(() => this.invoke());
  }

  /**
   * Moves the clock `ms` forward, stopping at every Shanghai midnight on the way and at the end. At each stop `job` runs,
   * and again while it answers that there is more, so that the work of days passed over is done in their order.
   * A run that fails is logged and ends its stop. Answers how many runs there were.
   */
  advance(ms: number): Promise<number> {
    return this.inTurn(async () => {
      const end = this.clock.now() + ms;
      let runs = 0;
      for (let at = nextShanghaiMidnight(this.clock.now()); at < end && !this.stopped; at = nextShanghaiMidnight(at)) {
        this.clock.moveTo(at);
        runs += await this.runWhileMore();
      }
      if (this.stopped) return runs;
      this.clock.moveTo(end);
      runs += await this.runWhileMore();
      this.plan();
      return runs;
    });
  }

  private async runWhileMore(): Promise<number> {
    if (!this.runner.config(FUNCTION)) return 0;
    for (let run = 1; run <= MAX_REPEATS; run += 1) {
      if (this.stopped) return run - 1;
      try {
        if (!saysMore(await this.invoke())) return run;
      } catch (error) {
        this.log(`job failed: ${String(error)}`);
        return run;
      }
    }
    this.log(`job still had more to do after ${MAX_REPEATS} runs`);
    return MAX_REPEATS;
  }

  /** Fires no more and waits for the run under way. A move of the clock under way ends where it is. */
  async stop(): Promise<void> {
    this.started = false;
    this.stopped = true;
    clearTimeout(this.sleep);
    await this.tail;
  }
}

function saysMore(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'more' in result && result.more === true;
}
