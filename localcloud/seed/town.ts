import type { LocalCloud } from '../local-cloud';
import { DAY_MS, nextShanghaiMidnight } from '../runner/shanghai-time';
import { PayRecords } from '../services/pay-records';
import type { Neighbour } from './people';

/** Calls at once: more than the machine's processors would only queue. */
const AT_ONCE = 3;
const POLL_MS = 5;
const WAIT_MS = 20_000;

interface JobResult {
  did: Record<string, number>;
}

interface Reply {
  ok: boolean;
  output?: unknown;
  error?: { code: string; message: string };
}

/** A call that must succeed was refused, so the neighbourhood is not what it should be. */
export class SeedError extends Error {}

/** What people do in a local cloud, through the same door as the mini-program. */
export class Town {
  private commands = 0;
  private readonly records: PayRecords;

  constructor(private readonly cloud: LocalCloud) {
    this.records = new PayRecords(cloud.engine);
  }

  /** A command's number, used once. */
  commandId(): string {
    this.commands += 1;
    return `seed${String(this.commands).padStart(8, '0')}`;
  }

  /** Calls as a person, who may have come through a card. Throws a SeedError when the call is refused. */
  async call<Output>(who: Neighbour, call: string, input: object = {}, shareCode?: string): Promise<Output> {
    const caller = { source: 'wx_client', openid: who.openid };
    const reply = (await this.cloud.runner.invoke('api', { call, input, shareCode }, caller)) as Reply;
    if (!reply.ok) throw new SeedError(`${who.name} ${call}: ${reply.error?.code} ${reply.error?.message}`);
    return reply.output as Output;
  }

  /** Founds a merchant, as a deployment does. */
  async found(secret: string, found: Record<string, string>): Promise<void> {
    await this.cloud.runner.invoke('job', { secret, found }, { source: 'deployment' });
  }

  /** Pays an order and waits until the books know. */
  async pay(orderId: string): Promise<void> {
    this.cloud.pay.pay(orderId, 'paid', 1, 0);
    await this.until(`order ${orderId} is paid`, () => this.stateOf(orderId) !== 'unpaid');
  }

  private stateOf(orderId: string): unknown {
    const [order = '{}'] = this.cloud.engine.find('orders', { _id: orderId }, { limit: 1 });
    return (JSON.parse(order) as { state?: unknown }).state;
  }

  private async until(what: string, check: () => boolean): Promise<void> {
    for (let waited = 0; !check(); waited += POLL_MS) {
      if (waited > WAIT_MS) throw new SeedError(`it took too long until ${what}`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Moves the clock on to an instant; one already passed changes nothing. The job runs at the midnights on the way. */
  async moveTo(instant: number): Promise<void> {
    const { clock, timer } = this.cloud;
    const midnight = nextShanghaiMidnight(clock.now());
    const days = Math.floor((instant - midnight) / DAY_MS);
    if (instant >= midnight) await timer.advance(midnight + days * DAY_MS - clock.now());
    clock.moveTo(instant);
  }

  /** Runs the job, which takes one step of what is due for a group, some times. */
  async tick(times: number): Promise<void> {
    for (let run = 0; run < times; run += 1) {
      const { did } = (await this.cloud.timer.runOnce()) as JobResult;
      const failed = Object.entries(did).find(([, count]) => count < 0);
      if (failed) throw new SeedError(`the job could not do its ${failed[0]}`);
      if (Object.values(did).every((count) => count === 0)) return;
    }
  }

  /** Waits until every function has ended and the provider owes no callback. */
  async quiet(): Promise<void> {
    await this.until('all callbacks were delivered', () => this.records.owed().length === 0);
    await this.cloud.runner.idle();
  }
}

/** Works on all items, a few at once. */
export async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
