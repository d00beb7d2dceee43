import type { CallLog, CallRecord } from './call-log';
import type { Clock } from './clock';
import { type FunctionConfig, readFunctionConfig } from './function-config';
import { FunctionError, Instance } from './instance';
import { InstancePool } from './instance-pool';

const MAX_EVENT_BYTES = 6 * 1024 * 1024;
const MAX_RESULT_BYTES = 1024 * 1024;
const IDLE_MS = 60_000;

/** Who calls. `openid` is given only for a person. */
export interface Caller {
  source: 'wx_client' | 'wx_trigger' | 'wx_paycallback' | (string & {});
  openid?: string;
}

export interface RunnerOptions {
  /** The folder with one built function a sub-folder. */
  functionsDir: string;
  /** Where the instances' SDK finds the cloud. */
  adminUrl: string;
  envId: string;
  appId: string;
  clock: Clock;
  calls: CallLog;
  /** The environment variables that a deployment sets for its functions. */
  functionEnv?: Record<string, string>;
  log: (line: string) => void;
}

/** Runs the built functions as the cloud does. */
export class Runner {
  private readonly configs = new Map<string, FunctionConfig>();
  private readonly pools = new Map<string, InstancePool>();
  private readonly running = new Set<Promise<unknown>>();
  private readonly trimmer: NodeJS.Timeout;
  private lastId = 0;

  constructor(private readonly options: RunnerOptions) {
    this.trimmer = setInterval(() => this.pools.forEach((pool) => void pool.trim(Date.now() - IDLE_MS)), IDLE_MS / 2);
    this.trimmer.unref();
  }

  /** How the function is configured; undefined when it is not deployed. */
  config(name: string): FunctionConfig | undefined {
    const known = this.configs.get(name) ?? readFunctionConfig(this.options.functionsDir, name);
    if (known) this.configs.set(name, known);
    return known;
  }

  /** The function's answer. Rejects with a FunctionError when it throws, dies, runs out of time or answers too much. */
  invoke(name: string, event: unknown, caller: Caller): Promise<unknown> {
    const run = this.run(name, event, caller);
    const settled = run.catch(() => undefined).finally(() => this.running.delete(settled));
    this.running.add(settled);
    return run;
  }

  private async run(name: string, event: unknown, caller: Caller): Promise<unknown> {
    const config = this.config(name);
    if (!config) throw new FunctionError('FUNCTION_NOT_FOUND', `FunctionName parameter could not be found: ${name}`);
    const text = this.eventText(event, caller);
    const started = performance.now();
    const record: CallRecord = {
      id: (this.lastId += 1),
      function: name,
      call: callName(event),
      source: caller.source,
      openid: caller.openid ?? '',
      startedAt: this.options.clock.now(),
      cold: false,
      outcome: 'running',
      operations: [],
    };
    this.options.calls.begin(record);
    try {
      const result = await this.serve(config, record, text, caller);
      record.outcome = 'ok';
      return JSON.parse(result);
    } catch (error) {
      record.outcome = error instanceof FunctionError ? error.code : 'FUNCTIONS_EXECUTE_FAIL';
      throw error;
    } finally {
      record.ms = Math.round((performance.now() - started) * 10) / 10;
    }
  }

  private async serve(config: FunctionConfig, record: CallRecord, event: string, caller: Caller): Promise<string> {
    const pool = this.pool(config);
    const { instance, cold } = await pool.take();
    record.cold = cold;
    try {
      const result = await instance.run({
        id: record.id,
        event,
        env: this.invocationEnv(record.id, config.name, caller),
        offsetMs: this.options.clock.offsetMs(),
        context: {
          callbackWaitsForEmptyEventLoop: false,
          request_id: `local-${record.id}`,
          function_name: config.name,
          time_limit_in_ms: config.timeoutMs,
          memory_limit_in_mb: config.memoryMb,
        },
      });
      if (Buffer.byteLength(result) > MAX_RESULT_BYTES) {
        throw new FunctionError('FUNCTIONS_EXECUTE_FAIL', '-604001 cloudfunction result size exceed limit (1MB)');
      }
      return result;
    } finally {
      pool.release(instance);
    }
  }

  private eventText(event: unknown, caller: Caller): string {
    const isPlain = typeof event === 'object' && event !== null && !Array.isArray(event);
    const userInfo = caller.openid ? { userInfo: { openId: caller.openid, appId: this.options.appId } } : {};
    const text = JSON.stringify(isPlain ? { ...event, ...userInfo } : (event ?? {}));
    if (Buffer.byteLength(text) > MAX_EVENT_BYTES) {
      throw new FunctionError('FUNCTIONS_REQUEST_FAIL', 'the event exceeds the limit of 6 MB');
    }
    return text;
  }

  private pool(config: FunctionConfig): InstancePool {
    let pool = this.pools.get(config.name);
    if (!pool) {
      const log = (line: string): void => this.options.log(`[${config.name}] ${line}`);
      pool = new InstancePool(
        (onExit) => new Instance(config, this.baseEnv(), this.options.clock.offsetMs(), log, onExit),
      );
      this.pools.set(config.name, pool);
    }
    return pool;
  }

  /** What the SDK needs to believe that it runs in the cloud, and to find this one instead of the real one. */
  private baseEnv(): Record<string, string> {
    const { envId, adminUrl, functionEnv } = this.options;
    return {
      ...functionEnv,
      PATH: process.env.PATH ?? '',
      TZ: 'UTC',
      SILENCE: 'true',
      TENCENTCLOUD_RUNENV: 'SCF',
      TENCENTCLOUD_REGION: 'ap-shanghai',
      // The SDK signs every request and dies without a secret; nobody checks the signature here.
      TENCENTCLOUD_SECRETID: 'local',
      TENCENTCLOUD_SECRETKEY: 'local',
      TENCENTCLOUD_SESSIONTOKEN: 'local',
      SCF_NAMESPACE: envId,
      TCB_ENV: envId,
      TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SEQID,TCB_SOURCE',
      TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
    };
  }

  private invocationEnv(id: number, name: string, { openid, source }: Caller): Record<string, string> {
    const identity: Record<string, string> = { WX_APPID: this.options.appId, WX_CLIENTIP: '127.0.0.1' };
    if (openid) identity.WX_OPENID = openid;
    return {
      ...identity,
      WX_CONTEXT_KEYS: [...Object.keys(identity), 'WX_API_TOKEN'].join(','),
      WX_API_TOKEN: `local:${id}:${name}:${openid ?? ''}`,
      TCB_SEQID: `local-${id}`,
      TCB_SOURCE: source,
      TRIGGER_SRC: source === 'wx_trigger' ? 'timer' : '',
    };
  }

  /** Resolves when no function runs. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  async close(): Promise<void> {
    clearInterval(this.trimmer);
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
  }
}

function callName(event: unknown): string | undefined {
  const call = typeof event === 'object' && event !== null && 'call' in event ? event.call : undefined;
  return typeof call === 'string' ? call : undefined;
}
