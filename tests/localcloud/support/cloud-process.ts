import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const FUNCTIONS = ['api', 'callback', 'job', 'echo'];
const CONFIGS: Record<string, unknown> = {
  api: { timeout: 20 },
  echo: { timeout: 1, memorySize: 128 },
  job: { triggers: [{ name: 'tick', type: 'timer', config: '0 * * * * * *' }] },
};
const COLLECTIONS = ['things', 'callbacks', 'ticks', 'modes'];

/** A folder that is removed when the tests end. */
export class TempFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'lintuan-cloud-'));
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Bundles the fixture functions with the real SDK, as the build does with the shipped ones. */
export function buildFixtureFunctions(folder: string): string {
  const root = join(folder, 'cloudfunctions');
  buildSync({
    entryPoints: FUNCTIONS.map((name) => ({ in: join(__dirname, 'functions', `${name}.ts`), out: `${name}/index` })),
    outdir: root,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    logLevel: 'silent',
  });
  for (const name of FUNCTIONS) {
    writeFileSync(join(root, name, 'config.json'), JSON.stringify(CONFIGS[name] ?? {}));
  }
  return root;
}

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** One plain request; unlike fetch it lets a test choose the Host header. */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: options.method ?? 'GET', headers: options.headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on('error', reject);
    sent.end(options.body);
  });
}

interface ApiAnswer {
  ok: boolean;
  output?: unknown;
  error?: { code?: string; errCode?: number; errMsg?: string };
}

/** A local cloud in a process of its own, for a native module must not live in the test runner's sandbox. */
export class CloudProcess {
  private constructor(
    readonly url: string,
    private readonly child: ChildProcess,
    readonly errors: string[],
  ) {}

  static async start(folder: string, functionsDir: string, extra: Record<string, unknown> = {}): Promise<CloudProcess> {
    const appFolder = join(folder, 'h5');
    mkdirSync(appFolder, { recursive: true });
    const options = {
      dataDir: join(folder, 'data'),
      functionsDir,
      appFolder,
      contractFile: join(folder, 'contract.json'),
      databaseSpec: { collections: Object.fromEntries(COLLECTIONS.map((name) => [name, {}])) },
      timer: false,
      ...extra,
    };
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'serve.ts'), JSON.stringify(options)], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const errors: string[] = [];
    child.stderr?.setEncoding('utf8').on('data', (text: string) => errors.push(text));
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout?.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
      child.once('exit', () => reject(new Error(`the local cloud did not start: ${errors.join('')}`)));
    });
    return new CloudProcess(url, child, errors);
  }

  /** Calls the fixture `api` with code to run inside it. */
  async call(code: string, input?: unknown, openid = ''): Promise<ApiAnswer> {
    const answer = await ask(`${this.url}/functions/api`, {
      method: 'POST',
      headers: openid ? { 'x-lintuan-openid': openid } : {},
      body: JSON.stringify({ call: code, input }),
    });
    return JSON.parse(answer.body.toString()) as ApiAnswer;
  }

  /** What the code answers; rejects when it fails. */
  async run(code: string, input?: unknown, openid?: string): Promise<unknown> {
    const answer = await this.call(code, input, openid);
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.output;
  }

  async get(path: string): Promise<unknown> {
    return JSON.parse((await ask(this.url + path)).body.toString()) as unknown;
  }

  async post(path: string, body: unknown = {}): Promise<unknown> {
    const answer = await ask(this.url + path, { method: 'POST', body: JSON.stringify(body) });
    return JSON.parse(answer.body.toString()) as unknown;
  }

  /** Documents of a collection, newest first. */
  async documents(name: string): Promise<Record<string, unknown>[]> {
    return ((await this.get(`/dev/collections/${name}?limit=1000`)) as { documents: Record<string, unknown>[] })
      .documents;
  }

  /** Ends the process; resolves when it is gone. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill(signal);
    await gone;
  }
}

/** Waits until the check answers something true; throws after `timeoutMs`. */
export async function eventually<T>(check: () => Promise<T | undefined | false>, timeoutMs = 5000): Promise<T> {
  const until = Date.now() + timeoutMs;
  for (;;) {
    const value = await check();
    if (value) return value;
    if (Date.now() > until) throw new Error('it did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
