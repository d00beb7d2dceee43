import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Another process has this data open. */
export class DataInUseError extends Error {
  constructor(
    readonly file: string,
    readonly pid: number,
  ) {
    super(`the data is in use by process ${pid}; if that is not a local cloud, delete ${file}`);
    this.name = 'DataInUseError';
  }
}

/** Locks that this process holds: its own number in a lock file it does not hold was left by a namesake. */
const held = new Set<string>();

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function tryCreate(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readPid(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}

/**
 * Takes the folder for this process and answers how to give it back. A lock whose process is dead is taken over.
 * Throws DataInUseError while another one lives.
 */
export function lockData(folder: string): () => void {
  const file = join(resolve(folder), 'lock');
  while (!tryCreate(file)) {
    const pid = readPid(file);
    const taken = pid === process.pid ? held.has(file) : pid > 0 && isAlive(pid);
    if (taken) throw new DataInUseError(file, pid);
    // Moving the stale file away before looking again lets only one of two simultaneous starters remove it.
    const stale = `${file}.stale-${process.pid}`;
    try {
      renameSync(file, stale);
    } catch {
      continue;
    }
    const moved = readPid(stale);
    rmSync(stale, { force: true });
    if (moved !== pid) throw new DataInUseError(file, moved);
  }
  held.add(file);
  return () => {
    held.delete(file);
    rmSync(file, { force: true });
  };
}
