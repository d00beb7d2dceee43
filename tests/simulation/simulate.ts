import { audit } from '../../tools/verify-books/audit';
import { drain } from '../evidence/end-state';
import { historyOf, type Running } from './history-of';
import { Life, type Act } from './life';
import { MemorySource } from './memory-source';
import { compareWithModel } from './model/compare-with-model';
import { OWNER, MERCHANT, type Town } from './town';
import { Crash, FaultyStore, type Fault, type Plan } from './world/faulty-store';
import { Random } from './world/random';
import { byChance, Scheduler } from './world/scheduler';

const FAULTS: readonly Fault[] = ['crashBefore', 'crashAfter', 'timeoutApplied', 'timeoutNotApplied'];
const ROUNDS = 24;
/** Nobody's clock is further behind than this. */
const MOST_LATE_MS = 400;

/** Who finds something wrong: the auditor, the naive model, a command that is repeated, a reader that sums all accounts. */
export type Finder = 'auditor' | 'model' | 'repeats' | 'readers';

export interface Finding {
  by: Finder;
  sentence: string;
}

/** What one seed was: how much happened in it, and what was found wrong. */
export interface Simulation {
  seed: number;
  acts: number;
  faults: number;
  journals: number;
  /** Sums of all accounts that readers made meanwhile. */
  sums: number;
  /** Commands that were answered again, the same way. */
  repeats: number;
  /** What the auditor compared with its own reckoning. */
  audited: number;
  /** Amounts, states and instants that the naive model reckoned again and compared. */
  compared: number;
  findings: Finding[];
}

const nothingYet = (seed: number): Simulation => ({
  seed,
  acts: 0,
  faults: 0,
  journals: 0,
  sums: 0,
  repeats: 0,
  audited: 0,
  compared: 0,
  findings: [],
});

/** What a function that crashed did not confirm is reported again. */
const isReport = ({ name }: Act): boolean => name.startsWith('report');

/**
 * Lives one generated neighbourhood to its end, audits it and compares it with the naive model. The same seed is the same run,
 * call by call.
 */
export async function simulate(seed: number): Promise<Simulation> {
  const random = new Random(seed);
  const life = await Life.begin(random.fork());
  const { town } = life;
  const result = nothingYet(seed);
  const told = new Map<string, string>();
  const again: Act[] = [];
  const faultRate = random.pick([0, 0.01, 0.03]);
  town.provider.silencePerMille = random.pick([0, 20, 60]);

  /** Each call meets a fault as seldom as chance wants. */
  const plan: Plan = () => {
    if (!random.chance(faultRate)) return 'none';
    result.faults += 1;
    return random.pick(FAULTS);
  };

  for (let round = 0; round < ROUNDS; round += 1) {
    const acts: Act[] = [];
    for (let number = 0; number < 1 + random.integer(4); number += 1) {
      const act = again.length > 0 && random.chance(0.4) ? again.shift() : life.next();
      if (!act) continue;
      acts.push(act);
      // A double tap, or a report that comes twice at once.
      if (random.chance(0.15)) acts.push(act);
    }
    const scheduler = new Scheduler(byChance(random));
    for (const act of acts) {
      const late = random.integer(MOST_LATE_MS);
      const heard = scheduler.spawn(act.name, (step) =>
        act.run(town.instance(new FaultyStore(town.data.withStep(step), plan), late)),
      );
      void heard.then(
        (answer) => hear(act, answer),
        (error: unknown) => (error instanceof Crash || isReport(act) || random.chance(0.7)) && again.push(act),
      );
    }
    if (random.chance(0.2)) void scheduler.spawn('sum', (step) => sumUp(step));
    await scheduler.run();
    result.acts += acts.length;
    await life.passTime();
  }

  const interrupted = result.faults > 0 || town.provider.silencePerMille > 0;
  town.provider.silencePerMille = 0;
  // Whoever heard nothing asks once more; in the end all is quiet.
  for (const act of again) await act.run(town.instance()).then((answer) => hear(act, answer));
  await drain(town);
  judge(town, { clocksApartMs: MOST_LATE_MS, interrupted }, result);
  return result;

  /** The same command is answered the same way, however often it is asked. */
  function hear(act: Act, answer: unknown): void {
    const reply = answer as
      { ok?: boolean; output?: { order?: { orderId: string } }; error?: { code: string } } | undefined;
    if (reply?.error?.code === 'systemBusy' && random.chance(0.7)) again.push(act);
    const id = reply?.ok === true ? reply.output?.order?.orderId : undefined;
    if (act.key === '' || id === undefined) return;
    const before = told.get(act.key);
    if (before === id) result.repeats += 1;
    if (before !== undefined && before !== id)
      find(result, 'repeats', `${act.name} ${act.key} was ${before} and is ${id}`);
    told.set(act.key, id);
  }

  /** A reader sums all accounts while others write. */
  async function sumUp(step: (label: string) => Promise<void>): Promise<void> {
    const input = { merchantId: MERCHANT };
    const reply = await town.answer(OWNER, 'getBooks', input, town.instance(town.data.withStep(step)));
    if (!reply.ok) return;
    result.sums += 1;
    const { FEN, POINT, GROWTH } = reply.output.sums;
    if (FEN !== 0 || POINT !== 0 || GROWTH !== 0)
      find(
        result,
        'readers',
        `at ${new Date(town.now).toISOString()} all accounts sum to ${FEN} fen, ${POINT} points, ${GROWTH} growth`,
      );
  }
}

/** What the auditor and the naive model say of a town that has come to rest. */
function judge(town: Town, running: Running, result: Simulation): void {
  result.journals = town.data.dump().journals.length;
  for (const { checked, findings } of audit(new MemorySource(town))) {
    result.audited += checked;
    find(result, 'auditor', ...findings.flatMap(({ sentences }) => sentences));
  }
  const { compared, differences } = compareWithModel(historyOf(town, running));
  result.compared = compared;
  find(result, 'model', ...differences);
}

function find({ findings }: Simulation, by: Finder, ...sentences: readonly string[]): void {
  findings.push(...sentences.map((sentence) => ({ by, sentence })));
}
