import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleWorker } from './bundle-worker';
import { readOptions, USAGE, type Options } from './options';
import type { Finder, Simulation } from './simulate';
import type { Lived } from './worker';

/** After so many bad seeds more of them teach nothing. */
const MOST_BAD = 10;
/** After so many findings of one seed, its others teach nothing. */
const MOST_SHOWN = 5;
const PROGRESS_MS = 5_000;

const COUNTED = [
  'acts',
  'faults',
  'journals',
  'sums',
  'repeats',
  'audited',
  'compared',
] as const satisfies (keyof Simulation)[];

type Total = Record<(typeof COUNTED)[number], number> & { seeds: number; findings: Record<Finder, number> };

const nothingYet = (): Total => ({
  seeds: 0,
  acts: 0,
  faults: 0,
  journals: 0,
  sums: 0,
  repeats: 0,
  audited: 0,
  compared: 0,
  findings: { auditor: 0, model: 0, repeats: 0, readers: 0 },
});

async function live({ seeds, from, workers }: Options): Promise<{ total: Total; bad: Lived[] }> {
  const total = nothingYet();
  const bad: Lived[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'lintuan-simulate-'));
  const worker = bundleWorker(folder);
  const began = Date.now();
  let next = from;
  const progress = setInterval(
    () => process.stdout.write(`${progressLine(total.seeds, seeds, Date.now() - began)}\n`),
    PROGRESS_MS,
  );
  const work = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(worker, { execArgv: [] });
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
    rmSync(folder, { recursive: true, force: true });
  }
  return { total, bad };

  function note(lived: Lived): void {
    const { simulation } = lived;
    total.seeds += 1;
    if (simulation) {
      for (const name of COUNTED) total[name] += simulation[name];
      for (const { by } of simulation.findings) total.findings[by] += 1;
      if (simulation.findings.length === 0) return;
    }
    bad.push(lived);
    const wrong = simulation?.findings.slice(0, MOST_SHOWN).map(({ by, sentence }) => `${by}: ${sentence}`) ?? [];
    if (lived.failure !== undefined) wrong.push(lived.failure);
    process.stdout.write(`seed ${lived.seed}:\n${wrong.map((each) => `  ${each}`).join('\n')}\n`);
  }
}

function progressLine(done: number, seeds: number, ms: number): string {
  const perSecond = done / (ms / 1000);
  const left = perSecond > 0 ? Math.ceil((seeds - done) / perSecond / 60) : 0;
  return `${done.toLocaleString('en')} of ${seeds.toLocaleString('en')} seeds, ${perSecond.toFixed(1)} a second, about ${left} min left`;
}

/** The figures, one line a kind of evidence. bad: seeds with any finding, and those that broke off. */
function linesOf({ from }: Options, total: Total, bad: number): string[] {
  const n = (value: number): string => value.toLocaleString('en');
  const { seeds, acts, faults, journals, audited, compared, repeats, sums, findings } = total;
  return [
    `E3  simulation: ${n(seeds)} seeds (${from} to ${from + seeds - 1}), ${n(acts)} acts, ${n(faults)} faults, ${n(journals)} journals, ${n(audited)} amounts audited, ${n(findings.auditor)} findings; ${n(bad)} bad seeds`,
    `E4  naive model: ${n(compared)} values recomputed and compared, ${n(findings.model)} differences`,
    `E5  repeated commands: ${n(repeats)}, ${n(findings.repeats)} answered differently`,
    `E6  readers: ${n(sums)} sums of all accounts during the load, ${n(findings.readers)} not 0`,
  ];
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return void process.stdout.write(`${USAGE}\n`);
  const { total, bad } = await live(options);
  process.stdout.write(`${linesOf(options, total, bad.length).join('\n')}\n`);
  if (bad.length === 0) return;
  process.stdout.write(`look closer: npm run simulate -- --seeds 1 --from ${bad[0]?.seed}\n`);
  process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
