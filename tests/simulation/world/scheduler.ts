import { Random } from './random';

/** A task that waits at a step until the scheduler lets it go on. */
export interface Waiting {
  readonly task: string;
  /** What it will do next. */
  readonly label: string;
}

/** Chooses who goes on: an index into those that wait, who come in the order in which they were spawned. */
export type Choose = (waiting: readonly Waiting[]) => number;

/** Where a task lets others go first. Resolves when it is this task's turn. */
export type Step = (label: string) => Promise<void>;

interface Parked extends Waiting {
  readonly number: number;
  readonly goOn: () => void;
}

/**
 * Runs tasks one step at a time: whatever a task does between two steps no other task can see half done, and who goes on at each
 * step is chosen, so that a run can be repeated exactly. Tasks may do several things at once; what they wait for
 * must in the end be steps, of themselves or of each other, and never the clock or the network.
 */
export class Scheduler {
  private readonly parked: Parked[] = [];
  private readonly live = new Map<number, string>();
  private spawned = 0;

  constructor(private readonly choose: Choose) {}

  /**
   * Begins a task, which runs up to its first step. It gets a step of its own, to hand to all that it uses:
   * `spawn('pay', (step) => pay(store.withStep(step)))`. Answers what the work answers once `run` has let it end; to be
   * looked at, because a failure shows nowhere else.
   */
  spawn<Result>(name: string, work: (step: Step) => Promise<Result>): Promise<Result> {
    const number = (this.spawned += 1);
    this.live.set(number, name);
    const step: Step = (label) => new Promise((goOn) => this.park({ task: name, label, number, goOn }));
    const result = work(step).finally(() => this.live.delete(number));
    // It is looked at after the run; until then Node would take a failure for one that nobody minds.
    result.catch(() => undefined);
    return result;
  }

  private park(parked: Parked): void {
    const behind = this.parked.findIndex(({ number }) => number > parked.number);
    this.parked.splice(behind < 0 ? this.parked.length : behind, 0, parked);
  }

  /** Lets tasks go on until all have ended. Throws when those left wait for something else than a step. */
  async run(): Promise<void> {
    // Now it is among what promises have ready, and so it is after each tick.
    await Promise.resolve();
    for (;;) {
      await settled();
      if (this.live.size === 0 && this.parked.length === 0) return;
      if (this.parked.length === 0)
        throw new Error(`waiting for something that is not a step: ${[...this.live.values()].join(', ')}`);
      const chosen = this.choose(this.parked);
      const [parked] = this.parked.splice(chosen, 1);
      if (!parked) throw new RangeError(`nobody waits at place ${chosen}`);
      parked.goOn();
    }
  }
}

/**
 * Resolves when nothing can go on by itself: asked for among what promises have ready, Node runs a tick after all of that. An
 * immediate would do as well, at the price of a turn of the event loop for each step.
 */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));

/** Whoever chance picks. */
export const byChance =
  (random: Random): Choose =>
  (waiting) =>
    random.integer(waiting.length);

/** The same choices again, as a BadSchedule lists them; the first who waits where they end. */
export function inOrder(choices: readonly number[]): Choose {
  let made = 0;
  return () => choices[made++] ?? 0;
}

/** Looks at a world whose tasks have ended; throws when it is not as it should be. */
export type Check = () => void | Promise<void>;

/** Makes a new world and spawns its tasks: the same ones each time, doing the same for the same choices. */
export type MakeWorld = (scheduler: Scheduler) => Check | Promise<Check>;

/** A schedule under which a check failed, see `cause`. */
export class BadSchedule extends Error {
  override name = 'BadSchedule';
  constructor(
    /** For inOrder, to run it again. */
    readonly choices: readonly number[],
    /** Who did what, in order. */
    readonly steps: readonly string[],
    cause: unknown,
  ) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`${reason}\nschedule [${choices.join(', ')}]:\n${steps.map((step) => `  ${step}`).join('\n')}`, { cause });
  }
}

/** Runs one schedule in a new world and checks it. Answers the choices; throws BadSchedule. */
async function runSchedule(make: MakeWorld, choose: Choose, maxSteps: number): Promise<number[]> {
  const choices: number[] = [];
  const steps: string[] = [];
  const scheduler = new Scheduler((waiting: readonly Waiting[]) => {
    if (choices.length === maxSteps) throw new RangeError(`more than ${maxSteps} steps`);
    const chosen = choose(waiting);
    choices.push(chosen);
    const { task, label } = waiting[chosen]!;
    steps.push(`${task}: ${label}`);
    return chosen;
  });
  try {
    const check = await make(scheduler);
    await scheduler.run();
    await check();
  } catch (cause) {
    throw new BadSchedule(choices, steps, cause);
  }
  return choices;
}

/**
 * Runs every schedule that the world's tasks have: two tasks of 6 steps each have 924. Answers how many there were.
 * Throws BadSchedule at the first that fails its check, or that has more than maxSteps steps, for then not all can be
 * promised.
 */
export async function exploreAll(make: MakeWorld, maxSteps: number): Promise<number> {
  /** The choices of the schedule in hand, and how many there were to choose from. */
  const path: { chosen: number; of: number }[] = [];
  let schedules = 0;
  do {
    let depth = 0;
    const choose: Choose = ({ length }) => {
      const point = path[depth] ?? { chosen: 0, of: length };
      if (point.of !== length) throw new Error('the same choices led elsewhere: the world is not the same each time');
      path[depth] = point;
      depth += 1;
      return point.chosen;
    };
    await runSchedule(make, choose, maxSteps);
    schedules += 1;
    turnToNext(path);
  } while (path.length > 0);
  return schedules;
}

/** From the end back to the last choice that can be made otherwise, and makes it so; leaves nothing when there is none. */
function turnToNext(path: { chosen: number; of: number }[]): void {
  for (let last = path.at(-1); last; last = path.at(-1)) {
    if (last.chosen + 1 < last.of) {
      last.chosen += 1;
      return;
    }
    path.pop();
  }
}

/** Runs schedules of chance, for worlds that have too many. Answers how many different ones there were. Throws BadSchedule. */
export async function exploreRandom(
  make: MakeWorld,
  options: { seed: number; schedules: number; maxSteps?: number },
): Promise<number> {
  const { schedules, maxSteps = 10_000 } = options;
  const random = new Random(options.seed);
  const different = new Set<string>();
  for (let number = 0; number < schedules; number += 1)
    different.add((await runSchedule(make, byChance(random), maxSteps)).join());
  return different.size;
}
