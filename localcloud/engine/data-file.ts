import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Connection } from './connection';
import { DamagedDataError } from './types';

/** "LTDB": tells our files from those of other programs that use SQLite. */
const APPLICATION_ID = 0x4c544442;
/** Raised whenever an older program could no longer read the file. */
const FORMAT_VERSION = 1;
const SCHEMA = `
  CREATE TABLE collections(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
  CREATE TABLE indexes(id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, name TEXT NOT NULL, keys TEXT NOT NULL,
    is_unique INTEGER NOT NULL, arrays INTEGER NOT NULL, UNIQUE(collection, name));
  CREATE TABLE entries(index_id INTEGER NOT NULL, key BLOB NOT NULL, id TEXT NOT NULL,
    PRIMARY KEY(index_id, key, id)) WITHOUT ROWID;
  CREATE TABLE settings(key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT_VERSION};
`;

/**
 * Returns the path of a data file that can be trusted: a new one, or an existing one after it has been checked without
 * touching it. Throws DamagedDataError, or an Error when the folder can't be written.
 */
export function prepareDataFile(folder: string): string {
  requireWritable(folder);
  const file = join(folder, 'documents.db');
  if (existsSync(file)) check(file);
  else create(file);
  return file;
}

function requireWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new Error(`The data folder ${folder} can't be written (${code}).`);
  }
}

/** Made under another name first, so that a crash in between never leaves half a file under the real one. */
function create(file: string): void {
  const unfinished = `${file}.new`;
  for (const name of sideFiles(unfinished)) rmSync(name, { force: true });
  rmSync(unfinished, { force: true });
  const connection = new Connection(unfinished);
  connection.exec(SCHEMA);
  connection.close();
  renameSync(unfinished, file);
}

function sideFiles(file: string): string[] {
  return [`${file}-wal`, `${file}-shm`];
}

function check(file: string): void {
  requireHeader(file);
  const added = sideFiles(file).filter((name) => !existsSync(name));
  try {
    inspect(file);
  } catch (error) {
    // Even reading makes SQLite lay these beside the file; a refused file is left as it was found.
    for (const name of added) rmSync(name, { force: true });
    if (error instanceof DamagedDataError) throw error;
    throw new DamagedDataError(file, `the data file is damaged (${(error as Error).message}).`);
  }
}

function requireHeader(file: string): void {
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
  } catch {
    throw new Error(`The data file ${file} can't be read and written.`);
  }
  if (!statSync(file).isFile()) throw new DamagedDataError(file, 'this is not a file.');
  const header = Buffer.alloc(16);
  const descriptor = openSync(file, 'r');
  const bytes = readSync(descriptor, header, 0, 16, 0);
  closeSync(descriptor);
  if (bytes === 0) throw new DamagedDataError(file, 'the data file is empty; it has lost its contents.');
  if (header.toString('latin1') !== 'SQLite format 3\0') {
    throw new DamagedDataError(file, 'the data file is not a SQLite database.');
  }
}

function inspect(file: string): void {
  const connection = new Connection(`${pathToFileURL(file).href}?mode=ro`);
  try {
    const version = Number(connection.row('PRAGMA user_version')?.[0]);
    if (Number(connection.row('PRAGMA application_id')?.[0]) !== APPLICATION_ID) {
      throw new DamagedDataError(file, 'the data file belongs to another program.');
    }
    if (version > FORMAT_VERSION) {
      const known = `this version reads formats up to ${FORMAT_VERSION}`;
      throw new DamagedDataError(file, `the data file has format ${version}, written by a newer version; ${known}.`);
    }
    const verdict = connection.row('PRAGMA quick_check(1)')?.[0];
    if (verdict !== 'ok') throw new DamagedDataError(file, `the data file is damaged (${String(verdict)}).`);
  } finally {
    connection.close();
  }
}
