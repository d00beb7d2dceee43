import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataProblem } from './data-problem';

const DATA_FILE = 'documents.db';
const WAL_HEADER_BYTES = 32;
const CHUNK = 1 << 20;
const TRIES = 20;
const PAUSE_MS = 100;

/** A copy of a data file as it was at one moment, in a folder of its own. */
export interface Snapshot {
  file: string;
  /** The copy of what was written but is not in the data file yet; null: there is none. */
  wal: string | null;
  /** The process that has the folder open; null: none. */
  inUseBy: number | null;
  remove(): void;
}

/**
 * Copies the data file of a folder, which is only ever read: SQLite itself would write beside it even to read it. A local
 * cloud may go on writing meanwhile. Throws DataProblem when there is nothing to copy, or no quiet moment for it.
 */
export function takeSnapshot(folder: string): Snapshot {
  const file = join(folder, DATA_FILE);
  requireFile(folder, file);
  const own = mkdtempSync(join(tmpdir(), 'lintuan-verify-'));
  const remove = (): void => rmSync(own, { recursive: true, force: true });
  try {
    const copy = join(own, DATA_FILE);
    const inUseBy = ownerOf(folder);
    for (let attempt = 1; !copyAtOnce(file, copy); attempt += 1) {
      if (attempt === TRIES)
        throw new DataProblem(`${folder} is written to all the time${byWhom(inUseBy)}; stop the local cloud first`);
      pause(PAUSE_MS);
    }
    return { file: copy, wal: existsSync(`${copy}-wal`) ? `${copy}-wal` : null, inUseBy, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

const byWhom = (pid: number | null): string => (pid === null ? '' : ` by process ${pid}`);

function requireFile(folder: string, file: string): void {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new DataProblem(`there is no folder ${folder}`);
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new DataProblem(`there is no data file ${file}`);
  if (!found.isFile()) throw new DataProblem(`${file} is not a file`);
}

/** The living process whose number stands in the folder's lock. */
function ownerOf(folder: string): number | null {
  const lock = join(folder, 'lock');
  const pid = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? pid : null;
  }
}

/**
 * Copies data file and log. They belong together if the data file did not change between its copying and that of the log,
 * and the log was not begun anew meanwhile: then the log holds what came after, or at least what came first of it.
 */
function copyAtOnce(file: string, copy: string): boolean {
  const log = `${file}-wal`;
  rmSync(`${copy}-wal`, { force: true });
  copyFileSync(file, copy);
  const headBefore = headOf(log);
  if (headBefore.length > 0) copyFileSync(log, `${copy}-wal`);
  return headOf(log).equals(headBefore) && isSame(file, copy);
}

/** The first bytes of the log, which change whenever it is begun anew; empty where there is no log. */
function headOf(log: string): Buffer {
  let descriptor: number;
  try {
    descriptor = openSync(log, 'r');
  } catch {
    return Buffer.alloc(0);
  }
  const head = Buffer.alloc(WAL_HEADER_BYTES);
  const bytes = readSync(descriptor, head, 0, WAL_HEADER_BYTES, 0);
  closeSync(descriptor);
  return head.subarray(0, bytes);
}

function isSame(one: string, other: string): boolean {
  const descriptors = [openSync(one, 'r'), openSync(other, 'r')] as const;
  const chunks = [Buffer.alloc(CHUNK), Buffer.alloc(CHUNK)] as const;
  try {
    for (let at = 0; ; at += CHUNK) {
      const a = readSync(descriptors[0], chunks[0], 0, CHUNK, at);
      const b = readSync(descriptors[1], chunks[1], 0, CHUNK, at);
      if (a !== b || !chunks[0].subarray(0, a).equals(chunks[1].subarray(0, b))) return false;
      if (a === 0) return true;
    }
  } finally {
    descriptors.forEach((descriptor) => closeSync(descriptor));
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
