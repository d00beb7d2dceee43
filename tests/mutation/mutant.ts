import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Guard } from './guard';

const ROOT = join(__dirname, '../..');
const LEFT_OUT = /^(node_modules|tools\/weapp-ci\/node_modules|dist|\.git|\.lintuan|data|coverage)(\/|$)/;
/** A mutant that makes its test run for ever is one that was noticed. */
const LONGEST_MS = 240_000;

export interface Verdict {
  passed: boolean;
  /** What the test printed, its end. */
  output: string;
}

/** A copy of the project in which guards are taken away, so that the project itself never is without one. */
export class Copy {
  private readonly folder = mkdtempSync(join(tmpdir(), 'lintuan-mutants-'));

  constructor() {
    const filter = (source: string): boolean => !LEFT_OUT.test(relative(ROOT, source));
    cpSync(ROOT, this.folder, { recursive: true, filter });
    symlinkSync(join(ROOT, 'node_modules'), join(this.folder, 'node_modules'), 'junction');
  }

  /** Runs the guard's test with the guard taken away. Throws RangeError when the guard is not where it is said to be. */
  async without(guard: Guard): Promise<Verdict> {
    const path = join(this.folder, guard.file);
    const text = readFileSync(path, 'utf8');
    if (text.split(guard.guard).length !== 2)
      throw new RangeError(`${guard.id}: its text is not exactly once in ${guard.file}`);
    writeFileSync(
      path,
      text.replace(guard.guard, () => guard.without),
    );
    try {
      return await this.test(guard);
    } finally {
      writeFileSync(path, text);
    }
  }

  /** Runs the guard's test as things are. */
  test({ by }: Guard): Promise<Verdict> {
    const args =
      'jest' in by
        ? ['jest', '--bail', '--silent', ...by.jest]
        : ['tsx', 'tests/simulation/main.ts', '--workers', '1', '--seeds', String(by.seeds)];
    return new Promise((resolve, reject) => {
      const child = spawn('npx', ['--no-install', ...args], {
        cwd: this.folder,
        timeout: LONGEST_MS,
        shell: process.platform === 'win32',
      });
      let output = '';
      const gather = (chunk: Buffer): void => {
        output = (output + chunk.toString()).slice(-20_000);
      };
      child.stdout.on('data', gather);
      child.stderr.on('data', gather);
      child.on('error', reject);
      child.on('close', (code) => resolve({ passed: code === 0, output }));
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
