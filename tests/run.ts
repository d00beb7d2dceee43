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
const npm = (script: string): Step => ({ name: script, command: ['npm', 'run', '--silent', script] });

const STEPS: readonly Step[] = [
  npm('typecheck'),
  npm('lint'),
  npm('boundaries'),
  npm('build:weapp'),
  npm('build:h5'),
  { name: 'sizes', command: ['npx', '--no-install', 'tsx', 'tests/weapp/print-sizes.ts'] },
  jest('unit', 'contract', 'core', 'components'),
  jest('cloud', 'localcloud'),
  jest('behaviour', 'usecases', 'security'),
  jest('journeys', 'e2e'),
];

function reportOf(name: string): string {
  return join(reports, `${name}.json`);
}

function run(command: readonly string[]): Promise<number> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...(full ? { LINTUAN_FULL: '1' } : {}) },
      shell: process.platform === 'win32',
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
  process.stdout.write(`\n${summary.join('\n')}\n${((Date.now() - began) / 1000).toFixed(0)} s in all\n`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}

void main();
