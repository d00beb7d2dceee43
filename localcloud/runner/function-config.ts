import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How one deployed function runs. */
export interface FunctionConfig {
  name: string;
  /** Absolute path of the bundle. */
  main: string;
  timeoutMs: number;
  memoryMb: number;
  /** The platform allows one timer a function. */
  timer: { name: string; cron: string } | undefined;
}

const NAME = /^[A-Za-z][\w-]{0,59}$/;
const DEFAULT_TIMEOUT_S = 20;
const MAX_TIMEOUT_S = 60;
const DEFAULT_MEMORY_MB = 256;

interface ConfigFile {
  timeout?: unknown;
  memorySize?: unknown;
  triggers?: { name?: unknown; type?: unknown; config?: unknown }[];
}

const positive = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && value > 0 ? value : otherwise;

/**
 * Reads a function's `config.json`; undefined when no such function is deployed.
 * Throws when the file is not JSON or declares more timers than the platform accepts.
 */
export function readFunctionConfig(functionsDir: string, name: string): FunctionConfig | undefined {
  const main = join(functionsDir, name, 'index.js');
  if (!NAME.test(name) || !existsSync(main)) return undefined;
  const path = join(functionsDir, name, 'config.json');
  const file = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as ConfigFile) : {};
  const timers = (file.triggers ?? []).filter((trigger) => trigger.type === 'timer');
  if (timers.length > 1) throw new Error(`${path}: the platform allows one trigger per function`);
  const [timer] = timers;
  return {
    name,
    main,
    timeoutMs: Math.min(positive(file.timeout, DEFAULT_TIMEOUT_S), MAX_TIMEOUT_S) * 1000,
    memoryMb: positive(file.memorySize, DEFAULT_MEMORY_MB),
    timer: timer && { name: String(timer.name), cron: String(timer.config) },
  };
}
