import { availableParallelism } from 'node:os';
import type { Instance } from './instance';

/**
 * More than a few a core would serve nobody sooner: they would keep the processor from each other, and from the database that
 * all of them wait for, until the SDK takes it for dead.
 */
const MAX_INSTANCES = Math.min(20, 4 * availableParallelism());
/** More at once would only slow each other down: an instance that comes free serves a waiting request sooner. */
const MAX_STARTING = 2;

/**
 * The instances of one function: at most twenty; a request beyond that waits for one to come free. Its time begins when it
 * has one: nobody waits like this in the cloud, so it is no part of what a function may take.
 */
export class InstancePool {
  private readonly all = new Set<Instance>();
  private idle: Instance[] = [];
  private readonly waiting: (() => void)[] = [];
  private starting = 0;

  constructor(private readonly start: (onExit: () => void) => Instance) {}

  /** The most recently used idle instance, or a new one (`cold`). Rejects with a FunctionError when that cannot start. */
  async take(): Promise<{ instance: Instance; cold: boolean }> {
    for (;;) {
      const idle = this.idle.pop();
      if (idle?.alive) return { instance: idle, cold: false };
      if (idle) continue;
      if (this.all.size < MAX_INSTANCES && this.starting < MAX_STARTING) {
        return { instance: await this.create(), cold: true };
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private async create(): Promise<Instance> {
    const instance: Instance = this.start(() => this.forget(instance));
    this.all.add(instance);
    this.starting += 1;
    try {
      await instance.ready();
      return instance;
    } finally {
      this.starting -= 1;
      this.waiting.shift()?.();
    }
  }

  private forget(instance: Instance): void {
    this.all.delete(instance);
    this.idle = this.idle.filter((other) => other !== instance);
    this.waiting.shift()?.();
  }

  release(instance: Instance): void {
    // A dead instance is forgotten here, not at its exit event, which may come after the next request.
    if (!instance.alive) return this.forget(instance);
    instance.idleSince = Date.now();
    this.idle.push(instance);
    this.waiting.shift()?.();
  }

  /** Stops instances idle since before `instant`, but keeps one warm. */
  async trim(instant: number): Promise<void> {
    const old = this.idle.slice(0, -1).filter((instance) => instance.idleSince < instant);
    this.idle = this.idle.filter((instance) => !old.includes(instance));
    await Promise.all(old.map((instance) => instance.stop()));
  }

  async close(): Promise<void> {
    await Promise.all([...this.all].map((instance) => instance.stop()));
  }
}
