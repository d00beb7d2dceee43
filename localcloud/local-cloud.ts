import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openEngine } from './engine/open-engine';
import type { CollectionSpec, Engine, IndexSpec } from './engine/types';
import { lockData } from './data-lock';
import type { DevOptions } from './gateway/dev-routes';
import { createGateway } from './gateway/gateway';
import { CallLog } from './runner/call-log';
import { type Clock, openClock } from './runner/clock';
import { Runner } from './runner/runner';
import { Timer } from './runner/timer';
import { ApiV3 } from './services/api-v3';
import { OpenApi } from './services/open-api';
import { Outbox } from './services/outbox';
import { APP_ID } from './services/pay-common';
import { PayCallbacks } from './services/pay-callbacks';
import { openPayKeys, payEnvironment } from './services/pay-keys';
import { PayRecords } from './services/pay-records';
import { PaymentSandbox } from './services/payment-sandbox';
import { SandboxSettings } from './services/sandbox-settings';
import { Storage } from './services/storage';
import { TransferRecords } from './services/transfer-records';
import { TransferSandbox } from './services/transfer-sandbox';
import { WireHandler } from './wire/wire-handler';

const ENV_ID = 'local';

/** The content of config/cloud/database.json. */
export interface DatabaseSpec {
  collections: Record<string, { indexes?: readonly IndexSpec[] }>;
}

export interface LocalCloudOptions {
  /** The folder for everything that is kept; made when missing. */
  dataDir: string;
  /** 0, the default, takes any free port. */
  port?: number;
  /** The built functions, one folder each. */
  functionsDir: string;
  databaseSpec: DatabaseSpec;
  /** The built preview; default `dist/h5`. */
  appFolder?: string;
  /** The built contract; default `dist/contract.json`. */
  contractFile?: string;
  /** The environment variables of the functions, as a deployment sets them; those of the payment sandbox come by themselves. */
  functionEnv?: Record<string, string>;
  /** false: `job` runs only when asked to. Default true. */
  timer?: boolean;
  /** Where the clock of fresh data starts, in milliseconds since 1970, not after the present. Default: the present. */
  startsAt?: number;
  /** As in EngineOptions. */
  synchronous?: 'FULL' | 'NORMAL';
  /** Told what functions print and what goes wrong, a line at a time. Default: standard error. */
  log?: (line: string) => void;
}

export interface LocalCloud {
  /** `http://127.0.0.1:<port>` */
  url: string;
  port: number;
  clock: Clock;
  engine: Engine;
  runner: Runner;
  timer: Timer;
  pay: PaymentSandbox;
  transfers: TransferSandbox;
  outbox: Outbox;
  calls: CallLog;
  storage: Storage;
  sandbox: SandboxSettings;
  /** Finishes what runs, then stops. Safe to call twice. */
  close(): Promise<void>;
}

function toStandardError(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Lets answers on their way arrive, and cuts whatever is still connected after a second. */
async function closeServer(server: Server): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), 10);
  const cut = setTimeout(() => server.closeAllConnections(), 1000);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(sweep);
  clearTimeout(cut);
}

function collectionSpecs({ collections }: DatabaseSpec): CollectionSpec[] {
  return Object.entries(collections).map(([name, { indexes = [] }]) => ({ name, indexes }));
}

/**
 * Starts a WeChat cloud on this machine, reachable from this machine only. Rejects with DataInUseError when another
 * process has the data open, and as the engine does when the data is damaged.
 * The process's time zone becomes UTC, as in the cloud: threads cannot have their own.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  process.env.TZ = 'UTC';
  mkdirSync(options.dataDir, { recursive: true });
  const unlock = lockData(options.dataDir);
  let engine: Engine | undefined;
  try {
    engine = openEngine({
      folder: options.dataDir,
      synchronous: options.synchronous,
      onUnindexed: (collection, filter) =>
        (options.log ?? toStandardError)(`database: no index serves ${collection} ${JSON.stringify(filter)}`),
    });
    engine.declare(collectionSpecs(options.databaseSpec));
    return await run(options, engine, unlock);
  } catch (error) {
    engine?.close();
    unlock();
    throw error;
  }
}

async function run(options: LocalCloudOptions, engine: Engine, unlock: () => void): Promise<LocalCloud> {
  const { dataDir, functionsDir, log = toStandardError } = options;
  const clock = openClock(engine, options.startsAt);
  const calls = new CallLog();
  const outbox = new Outbox(join(dataDir, 'outbox.jsonl'));
  const sandbox = new SandboxSettings(engine);
  const storage = new Storage(join(dataDir, 'files'), ENV_ID);
  const keys = await openPayKeys(engine);
  const transferRecords = new TransferRecords(engine);
  const transfers = new TransferSandbox(transferRecords, sandbox, clock);
  const apiV3 = new ApiV3({ keys, transfers, records: transferRecords, sandbox, clock });
  let closing: Promise<void> | undefined;

  // The functions must know the port before they start, and the server answers only once all of this stands.
  let wire: WireHandler;
  let runner: Runner;
  let dev: DevOptions;
  const server = createGateway({
    wire: () => wire,
    runner: () => runner,
    dev: () => dev,
    apiV3,
    storage,
    appFolder: options.appFolder ?? 'dist/h5',
    log,
    isClosing: () => closing !== undefined,
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  const url = `http://127.0.0.1:${port}`;

  const timerOf = (): Timer => {
    try {
      return new Timer(runner, clock, log);
    } catch (error) {
      server.close();
      throw error;
    }
  };
  runner = new Runner({
    functionsDir,
    adminUrl: `${url}/admin`,
    envId: ENV_ID,
    appId: APP_ID,
    clock,
    calls,
    functionEnv: { ...payEnvironment(keys, url), ...options.functionEnv },
    log,
  });
  const invoke = runner.invoke.bind(runner);
  const records = new PayRecords(engine);
  const callbacks = new PayCallbacks(records, invoke, log);
  const pay = new PaymentSandbox(records, callbacks, clock, sandbox);
  const openApi = new OpenApi({ settings: engine, sandbox, clock, outbox });
  const timer = timerOf();
  wire = new WireHandler({
    engine,
    clock,
    calls,
    storage,
    invoke,
    openApi: (name, args) => openApi.call(name, args),
    payApi: (name, args, caller) => pay.call(name, args, caller.openid),
    log,
  });
  const contractFile = options.contractFile ?? 'dist/contract.json';
  dev = { engine, clock, runner, timer, pay, transfers, outbox, calls, sandbox, contractFile };

  callbacks.resume();
  if (options.timer !== false) timer.start();

  const close = async (): Promise<void> => {
    await timer.stop();
    await callbacks.close();
    await runner.idle();
    await runner.close();
    await closeServer(server);
    engine.close();
    unlock();
  };
  return {
    url,
    port,
    clock,
    engine,
    runner,
    timer,
    pay,
    transfers,
    outbox,
    calls,
    storage,
    sandbox,
    close: () => (closing ??= close()),
  };
}
