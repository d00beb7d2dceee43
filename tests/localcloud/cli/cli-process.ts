import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(__dirname, '../../..');
const STARTING_MS = 120_000;

export interface Ended {
  code: number | null;
  out: string;
  errors: string;
}

/** `npm start` in a process of its own, with what is built and without a browser. */
export class CliProcess {
  out = '';
  errors = '';
  private readonly child: ChildProcess;
  private readonly gone: Promise<number | null>;

  constructor(...args: string[]) {
    const command = ['--import', 'tsx', join(ROOT, 'localcloud/cli.ts'), '--no-build', '--no-open', ...args];
    this.child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.out += text));
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.errors += text));
    this.gone = new Promise((resolve) => this.child.once('close', resolve));
  }

  /** Runs until it ends by itself. */
  static async run(...args: string[]): Promise<Ended> {
    return new CliProcess(...args).ended();
  }

  async ended(): Promise<Ended> {
    const code = await this.gone;
    return { code, out: this.out, errors: this.errors };
  }

  /** Resolves with the address of the preview once it answers. */
  async ready(): Promise<string> {
    const until = Date.now() + STARTING_MS;
    while (Date.now() < until) {
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(this.out) ?? [];
      if (url !== undefined && this.out.includes('Ctrl-C')) return url;
      if (this.child.exitCode !== null) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`npm start did not start: ${this.out}${this.errors}`);
  }

  /** Asks it to stop, as Ctrl-C does, and answers how it went. */
  async stop(signal: 'SIGINT' | 'SIGTERM' = 'SIGINT'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended();
  }
}
