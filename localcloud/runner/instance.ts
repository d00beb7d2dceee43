import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import type { FunctionConfig } from './function-config';

/** Relative to this file, which both the tests' and the program's module systems can tell. */
const WORKER_FILE = join(__dirname, 'instance.cjs');

const LOADING_MS = 65_000;

/** The invocation failed as the cloud reports it. */
export class FunctionError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'FunctionError';
  }
}

/** What one invocation brings to its instance. `event` is JSON text. */
export interface InstanceRequest {
  id: number;
  event: string;
  env: Record<string, string>;
  offsetMs: number;
  context: Record<string, unknown>;
}

interface InstanceAnswer {
  id?: number;
  ready?: true;
  result?: string;
  error?: string;
}

function forwardLines(stream: Readable, log: (line: string) => void): void {
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => text.split('\n').filter(Boolean).forEach(log));
}

/** One function instance: its own thread, module state and environment; one request at a time. */
export class Instance {
  private readonly worker: Worker;
  private settle: ((answer: InstanceAnswer | FunctionError) => void) | undefined;
  alive = true;
  /** Real milliseconds since 1970. */
  idleSince = 0;

  constructor(
    private readonly config: FunctionConfig,
    env: Record<string, string>,
    offsetMs: number,
    log: (line: string) => void,
    onExit: () => void,
  ) {
    this.worker = new Worker(WORKER_FILE, {
      workerData: { main: config.main, offsetMs },
      env,
      // A bundle needs none of the loaders that this process may run with, and each would slow every cold start.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: config.memoryMb },
      stdout: true,
      stderr: true,
    });
    forwardLines(this.worker.stdout, log);
    forwardLines(this.worker.stderr, log);
    this.worker.on('message', (answer: InstanceAnswer) => this.settle?.(answer));
    this.worker.on('error', (error) => this.fail(error.stack ?? error.message));
    this.worker.on('exit', (code) => {
      this.fail(`the process exited with code ${code}`);
      onExit();
    });
  }

  private fail(reason: string): void {
    this.alive = false;
    this.settle?.(new FunctionError('FUNCTIONS_EXECUTE_FAIL', reason));
  }

  /** Waits for an answer that `wanted` accepts; an instance that runs out of time is thrown away. */
  private answer(limitMs: number, wanted: (answer: InstanceAnswer) => boolean): Promise<InstanceAnswer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const problem = `Invoking task timed out after ${limitMs / 1000} seconds`;
        this.settle?.(new FunctionError('FUNCTIONS_TIME_LIMIT_EXCEEDED', problem));
        void this.stop();
      }, limitMs);
      this.settle = (answer) => {
        const failed = answer instanceof FunctionError;
        if (!failed && !wanted(answer)) return;
        clearTimeout(timer);
        this.settle = undefined;
        if (failed) reject(answer);
        else resolve(answer);
      };
    });
  }

  /** Resolves once the bundle is loaded, which has its own time apart from the request's, as in the cloud. */
  async ready(): Promise<void> {
    const { error } = await this.answer(LOADING_MS, (answer) => answer.ready === true);
    if (error === undefined) return;
    await this.stop();
    throw new FunctionError('FUNCTIONS_EXECUTE_FAIL', error);
  }

  /** The function's answer as JSON text; rejects with a FunctionError. */
  async run(request: InstanceRequest): Promise<string> {
    const answered = this.answer(this.config.timeoutMs, (answer) => answer.id === request.id);
    this.worker.postMessage(request);
    const { error, result = 'null' } = await answered;
    if (error !== undefined) throw new FunctionError('FUNCTIONS_EXECUTE_FAIL', error);
    return result;
  }

  async stop(): Promise<void> {
    this.alive = false;
    await this.worker.terminate();
  }
}
