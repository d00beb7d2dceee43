import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { median } from '../measure';
import { verdict, type Section } from './section';

const FEW = 1000;
const MANY = 100_000;
const QUICK_MANY = 10_000;
/** The peak differs a little from run to run; the many are too many to be settled more than once. */
const RUNS_OF_FEW = 3;
const RATIO_WANTED = 1.2;
/** A quarter of what the job's function instance may take (256 MB), and a nursery that cannot grow: what is left over would show. */
const NODE_FLAGS = ['--max-old-space-size=64', '--max-semi-space-size=2'];
const ROOT = join(__dirname, '../../..');

/** The child as one file, so that its memory is that of the settling and not of a loader of TypeScript. */
function buildChild(folder: string): string {
  const outfile = join(folder, 'memory-child.js');
  buildSync({
    entryPoints: [join(__dirname, 'memory-child.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['libsql'],
    logLevel: 'warning',
  });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return outfile;
}

/** Peak memory in megabytes of a process that settles so many orders. */
function peakOf(child: string, orders: number): number {
  const printed = execFileSync(process.execPath, [...NODE_FLAGS, child, String(orders)], { encoding: 'utf8' });
  const { settled, peakKb } = JSON.parse(printed) as { settled: number; peakKb: number };
  if (settled !== orders) throw new Error(`${settled} of ${orders} orders were settled`);
  return peakKb / 1024;
}

/** The job works in bounded batches: how much there is to do must not show in what it takes. */
export const memory: Section = {
  name: 'memory',
  title: 'Peak memory of the job settling many orders against few',
  run(quick) {
    const folder = mkdtempSync(join(tmpdir(), 'bench-memory-'));
    try {
      const child = buildChild(folder);
      const many = quick ? QUICK_MANY : MANY;
      const few = median(Array.from({ length: RUNS_OF_FEW }, () => peakOf(child, FEW)));
      const peak = peakOf(child, many);
      console.log(`  ${FEW} orders: ${few.toFixed(0)} MB, ${many} orders: ${peak.toFixed(0)} MB`);
      const times = peak / few;
      const met = verdict('peak', `${times.toFixed(2)} times`, `at most ${RATIO_WANTED}`, times <= RATIO_WANTED);
      return Promise.resolve(met);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
