import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Everything that `npm test` does, in this order; the quick gates come first so that a mistake shows early. */
interface Step {
  name: string;
  command: readonly string[];
  /** A jest run counts its tests, any other step counts as one. */
  jest?: boolean;
}

interface Outcome {
  passed: number;
  failed: number;
}

const ROOT = join(__dirname, '..');
const full = process.argv.includes('--full');
const reports = mkdtempSync(join(tmpdir(), 'lintuan-tests-'));

const jest = (name: string, ...projects: string[]): Step => ({
  name,
  jest: true,
  command: ['npx', '--no-install', 'jest', '--selectProjects', ...projects, '--json', '--outputFile', reportOf(name)],
});
/** Tests in memory disturb each other's times, and nothing else. */
const sideBySide = (step: Step): Step => ({ ...step, command: [...step.command, '--maxWorkers', '2'] });
const npm = (script: string): Step => ({ name: script, command: ['npm', 'run', '--silent', script] });
const tsx = (name: string, ...args: string[]): Step => ({ name, command: ['npx', '--no-install', 'tsx', ...args] });

const STEPS: readonly Step[] = [
  npm('typecheck'),
  npm('lint'),
  npm('boundaries'),
  npm('build:weapp'),
  npm('build:h5'),
  tsx('sizes', 'tests/weapp/print-sizes.ts'),
  jest('unit', 'contract', 'core', 'components'),
  jest('cloud', 'localcloud'),
  jest('behaviour', 'usecases', 'security'),
  sideBySide(jest('books', 'evidence', 'simulation', 'bench', ...(full ? ['tools'] : []))),
  jest('journeys', 'e2e'),
  ...(full ? [tsx('simulate', 'tests/simulation/main.ts', '--seeds', '20000'), npm('mutate')] : []),
];

/** What each family of evidence found (E1 to E12), gathered from whatever the steps print, to be read in one place. */
const EVIDENCE = /^E\d{1,2} {1,2}\S.*$/gm;
const evidence = new Set<string>();

function reportOf(name: string): string {
  return join(reports, `${name}.json`);
}

function run(command: readonly string[]): Promise<number> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...(full ? { LINTUAN_FULL: '1' } : {}) },
      shell: process.platform === 'win32',
    });
    let line = '';
    child.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk);
      line = (line + chunk.toString()).slice(-20_000);
      for (const [found] of line.matchAll(EVIDENCE)) evidence.add(found);
      line = line.slice(line.lastIndexOf('\n') + 1);
    });
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** Counts of a jest run; a suite that could not even start counts as one failure. */
function countsOf(name: string, code: number): Outcome {
  try {
    const report = JSON.parse(readFileSync(reportOf(name), 'utf8')) as {
      numPassedTests: number;
      numFailedTests: number;
      numRuntimeErrorTestSuites: number;
    };
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    return { passed: report.numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

async function main(): Promise<void> {
  const total: Outcome = { passed: 0, failed: 0 };
  const summary: string[] = [];
  const began = Date.now();
  for (const step of STEPS) {
    const stepBegan = Date.now();
    process.stdout.write(`\n── ${step.name}\n`);
    const code = await run(step.command);
    const outcome = step.jest ? countsOf(step.name, code) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    const seconds = ((Date.now() - stepBegan) / 1000).toFixed(0);
    summary.push(`${outcome.failed === 0 ? 'ok  ' : 'FAIL'} ${step.name.padEnd(12)} ${seconds.padStart(4)} s`);
  }
  rmSync(reports, { recursive: true, force: true });
  const families = [...evidence].sort((a, b) => Number.parseInt(a.slice(1)) - Number.parseInt(b.slice(1)));
  process.stdout.write(`\n${families.join('\n')}\n`);
  process.stdout.write(`\n${summary.join('\n')}\n${((Date.now() - began) / 1000).toFixed(0)} s in all\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

void main();
