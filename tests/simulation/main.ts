import { fork } from 'node:child_process';
import { join } from 'node:path';
import { readOptions, USAGE, type Options } from './options';
import type { Simulation } from './simulate';
import type { Lived } from './worker';

/** After so many bad seeds more of them teach nothing. */
const MOST_BAD = 10;
const PROGRESS_MS = 5_000;

type Total = Omit<Simulation, 'seed' | 'findings'> & { seeds: number };

async function live({ seeds, from, workers }: Options): Promise<{ total: Total; bad: Lived[] }> {
  const total: Total = { seeds: 0, acts: 0, faults: 0, journals: 0, sums: 0, repeats: 0, compared: 0 };
  const bad: Lived[] = [];
  const began = Date.now();
  let next = from;
  const progress = setInterval(
    () => process.stdout.write(`${progressLine(total.seeds, seeds, Date.now() - began)}\n`),
    PROGRESS_MS,
  );
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(join(__dirname, 'worker.ts'), { execArgv: ['--import', 'tsx'] });
      const sendNext = () => {
        if (next < from + seeds && bad.length < MOST_BAD) child.send(next++);
        else child.disconnect();
      };
      child.on('message', (lived: Lived) => {
        note(lived);
        sendNext();
      });
      child.on('error', reject);
      child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a worker ended with ${code}`))));
      sendNext();
    });
  try {
    await Promise.all(Array.from({ length: Math.min(workers, seeds) }, work));
  } finally {
    clearInterval(progress);
  }
  return { total, bad };

  function note(lived: Lived): void {
    const { simulation } = lived;
    total.seeds += 1;
    if (simulation) {
      for (const name of ['acts', 'faults', 'journals', 'sums', 'repeats', 'compared'] as const)
        total[name] += simulation[name];
      if (simulation.findings.length === 0) return;
    }
    bad.push(lived);
    const wrong = lived.failure === undefined ? (simulation?.findings.slice(0, 5) ?? []) : [lived.failure];
    process.stdout.write(`seed ${lived.seed}:\n${wrong.map((each) => `  ${each}`).join('\n')}\n`);
  }
}

function progressLine(done: number, seeds: number, ms: number): string {
  const perSecond = done / (ms / 1000);
  const left = perSecond > 0 ? Math.ceil((seeds - done) / perSecond / 60) : 0;
  return `${done.toLocaleString('en')} of ${seeds.toLocaleString('en')} seeds, ${perSecond.toFixed(1)} a second, about ${left} min left`;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return void process.stdout.write(`${USAGE}\n`);
  const { total, bad } = await live(options);
  const n = (value: number): string => value.toLocaleString('en');
  const last = options.from + total.seeds - 1;
  process.stdout.write(
    [
      `E3  simulation: ${n(total.seeds)} seeds (${options.from} to ${last}), ${n(total.acts)} acts, ${n(total.faults)} faults, ${n(total.journals)} journals, ${bad.length} seeds with findings`,
      `E4  naive model: ${n(total.compared)} amounts recomputed one by one, ${bad.length === 0 ? 0 : 'some'} different`,
      `E5  repeated commands: ${n(total.repeats)}, ${bad.length === 0 ? 0 : 'some'} answered differently`,
      `E6  readers: ${n(total.sums)} sums of all accounts during the load, ${bad.length === 0 ? 'always' : 'not always'} 0`,
    ].join('\n') + '\n',
  );
  if (bad.length === 0) return;
  process.stdout.write(`look closer: npm run simulate -- --seeds 1 --from ${bad[0]?.seed}\n`);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
