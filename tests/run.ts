import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Everything that `npm test` does. Steps begin in this order, so that a mistake shows early, as soon as what they need is
 * there and a core is free.
 */
interface Step {
  name: string;
  command: readonly string[];
  /** A jest run counts its tests, any other step counts as one. */
  jest?: boolean;
  /** Steps whose results it works with. */
  needs?: readonly string[];
  /** It uses all cores by itself. */
  alone?: boolean;
}

interface Outcome {
  passed: number;
  failed: number;
}

const ROOT = join(__dirname, '..');
/** More at once would only slow each other down, and tests that wait for a browser or a server with them. */
const AT_ONCE = Math.min(2, availableParallelism());
const full = process.argv.includes('--full');
const reports = mkdtempSync(join(tmpdir(), 'lintuan-tests-'));

const jest = (name: string, projects: readonly string[], needs: readonly string[] = []): Step => ({
  name,
  jest: true,
  needs,
  command: [
    ...['npx', '--no-install', 'jest', '--maxWorkers', '1', '--selectProjects', ...projects],
    ...['--json', '--outputFile', reportOf(name)],
  ],
});
const npm = (script: string, needs: readonly string[] = []): Step => ({
  name: script,
  needs,
  command: ['npm', 'run', '--silent', script],
});
const tsx = (name: string, args: readonly string[], needs: readonly string[] = []): Step => ({
  name,
  needs,
  command: ['npx', '--no-install', 'tsx', ...args],
});

const STEPS: readonly Step[] = [
  npm('build:weapp'),
  npm('typecheck'),
  npm('lint'),
  npm('boundaries'),
  npm('build:h5', ['build:weapp']),
  tsx('gates', ['tests/weapp/gates/main.ts'], ['build:weapp']),
  jest('unit', ['contract', 'core', 'components']),
  jest('cloud', ['localcloud'], ['build:weapp']),
  jest('behaviour', ['usecases', 'security'], ['build:weapp']),
  jest('books', ['evidence', 'simulation', 'bench', 'tools'], ['build:weapp']),
  tsx('simulate', ['tests/simulation/main.ts', '--workers', '1', '--seeds', '1000']),
  jest('weapp', ['weapp'], ['build:weapp']),
  jest('journeys', ['e2e'], ['build:weapp', 'build:h5']),
  ...(full
    ? [
        { ...tsx('simulate more', ['tests/simulation/main.ts', '--seeds', '20000', '--from', '1000']), alone: true },
        { ...npm('mutate'), alone: true },
        { ...npm('mutate:weapp', ['build:weapp']), alone: true },
      ]
    : []),
];

/** What each family of evidence found (E1 to E12), gathered from whatever the steps print, to be read in one place. */
const EVIDENCE = /^E\d{1,2} {1,2}\S.*$/gm;

function reportOf(name: string): string {
  return join(reports, `${name}.json`);
}

/** Runs a command and keeps what it prints, so that two at once do not mix. */
function run(command: readonly string[]): Promise<{ code: number; output: string }> {
  const [program = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...(full ? { LINTUAN_FULL: '1' } : {}) },
      shell: process.platform === 'win32',
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const end = (code: number) => resolve({ code, output: Buffer.concat(chunks).toString() });
    child.on('error', (error) => {
      chunks.push(Buffer.from(error.message));
      end(1);
    });
    child.on('close', (code) => end(code ?? 1));
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

class TestRun {
  private readonly waiting = [...STEPS];
  private readonly under = new Map<Step, Promise<void>>();
  /** Whether each step that has ended passed. */
  private readonly ended = new Map<string, boolean>();
  private readonly began = Date.now();
  private readonly evidence = new Set<string>();
  private readonly summary: string[] = [];
  private readonly total: Outcome = { passed: 0, failed: 0 };

  async live(): Promise<Outcome> {
    for (;;) {
      const next = this.next();
      if (next) {
        this.waiting.splice(this.waiting.indexOf(next), 1);
        this.under.set(
          next,
          this.carryOut(next).finally(() => this.under.delete(next)),
        );
      } else if (this.under.size > 0) await Promise.race(this.under.values());
      else return this.tell();
    }
  }

  /** The first step that can begin now. */
  private next(): Step | undefined {
    const busy = this.under.size;
    if (busy >= AT_ONCE || [...this.under.keys()].some(({ alone }) => alone === true)) return undefined;
    return this.waiting.find(
      ({ needs = [], alone }) => needs.every((name) => this.ended.has(name)) && (alone !== true || busy === 0),
    );
  }

  private async carryOut(step: Step): Promise<void> {
    const stepBegan = Date.now();
    const missing = (step.needs ?? []).filter((name) => this.ended.get(name) === false);
    const { code, output } =
      missing.length === 0 ? await run(step.command) : { code: 1, output: `not run: ${missing.join(', ')} failed\n` };
    process.stdout.write(`\n── ${step.name}\n${output}`);
    for (const [found] of output.matchAll(EVIDENCE)) this.evidence.add(found);
    const counted = step.jest === true && missing.length === 0;
    const { passed, failed } = counted
      ? countsOf(step.name, code)
      : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
    this.total.passed += passed;
    this.total.failed += failed;
    this.ended.set(step.name, failed === 0);
    const seconds = ((Date.now() - stepBegan) / 1000).toFixed(0);
    this.summary.push(`${failed === 0 ? 'ok  ' : 'FAIL'} ${step.name.padEnd(13)} ${seconds.padStart(4)} s`);
  }

  private tell(): Outcome {
    const families = [...this.evidence].sort((a, b) => Number.parseInt(a.slice(1)) - Number.parseInt(b.slice(1)));
    process.stdout.write(`\n${families.join('\n')}\n`);
    process.stdout.write(`\n${this.summary.join('\n')}\n${((Date.now() - this.began) / 1000).toFixed(0)} s in all\n`);
    process.stdout.write(`${this.total.passed} passed, ${this.total.failed} failed\n`);
    return this.total;
  }
}

async function main(): Promise<void> {
  const { failed } = await new TestRun().live();
  rmSync(reports, { recursive: true, force: true });
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
