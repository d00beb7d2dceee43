import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { lockData } from '../data-lock';
import { openEngine } from '../engine/open-engine';

const DATA_FILE = 'documents.db';
/** What SQLite keeps beside the data file; the first holds changes that are not in the file yet, the second is scratch. */
const COMPANIONS = ['-wal', '-shm'];
/** Where demo data are made before they become the folder's own: whoever is interrupted leaves nothing half made. */
const UNFINISHED = '.seeding';

/** Whether the folder holds data. */
export const hasData = (folder: string): boolean => existsSync(join(folder, DATA_FILE));

/**
 * Makes the folder if need be and makes sure that it can be used. Throws DataInUseError, DamagedDataError, or the error of
 * the file system; a data file that is refused stays as it was.
 */
export function checkFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const unlock = lockData(folder);
  try {
    if (hasData(folder)) openEngine({ folder }).close();
    // Of data that were never finished nothing counts, and a new data file must not find its companions.
    else for (const suffix of COMPANIONS) rmSync(join(folder, DATA_FILE + suffix), { force: true });
  } finally {
    unlock();
  }
}

/** Puts the folder aside, if there is one; answers its new name. Throws DataInUseError while a process has it open. */
export function putAside(folder: string): string | undefined {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return undefined;
  lockData(folder)();
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const aside = `${resolve(folder)}.old-${time}`;
  renameSync(folder, aside);
  return aside;
}

/** An empty place within the folder in which new data can be made. */
export function beginUnfinished(folder: string): string {
  const unfinished = join(folder, UNFINISHED);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  return unfinished;
}

/** Makes what was made there the folder's own. The data file comes last: with it the folder has data. */
export function finish(folder: string): void {
  const unfinished = join(folder, UNFINISHED);
  const scratch = `${DATA_FILE}-shm`;
  const names = readdirSync(unfinished).filter((name) => name !== DATA_FILE && name !== scratch);
  for (const name of names) {
    rmSync(join(folder, name), { recursive: true, force: true });
    renameSync(join(unfinished, name), join(folder, name));
  }
  renameSync(join(unfinished, DATA_FILE), join(folder, DATA_FILE));
  rmSync(unfinished, { recursive: true, force: true });
}
