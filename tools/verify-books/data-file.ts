import { closeSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'libsql';
import { DataProblem } from './data-problem';

const MAGIC = 'SQLite format 3\0';
/** "LTDB": tells the local cloud's files from those of other programs. */
const APPLICATION_ID = 0x4c544442;
const FORMAT_VERSION = 1;
const MOST_FAULTS = 20;

interface Statement {
  raw(on: boolean): Statement;
  all(parameters: readonly unknown[]): readonly unknown[][];
  iterate(parameters: readonly unknown[]): IterableIterator<readonly unknown[]>;
}

/**
 * The rows of a query. A text is asked for as a blob, always: the driver ends the whole process when a text is not
 * UTF-8, as in a damaged file it may be.
 */
export class DataFile {
  private readonly database: Database.Database;

  /** file: a copy that may be written beside. Throws DataProblem when it is no data file of the local cloud. */
  constructor(file: string) {
    requireHeader(file);
    this.database = new Database(file);
  }

  private statement(sql: string): Statement {
    return (this.database.prepare(sql) as unknown as Statement).raw(true);
  }

  rows(sql: string, ...parameters: unknown[]): readonly unknown[][] {
    return this.statement(sql).all(parameters);
  }

  stream(sql: string, ...parameters: unknown[]): IterableIterator<readonly unknown[]> {
    return this.statement(sql).iterate(parameters);
  }

  /** What is wrong with the file as a database of ours; empty when nothing is. */
  faults(): string[] {
    try {
      const [applicationId] = this.rows('PRAGMA application_id')[0] ?? [];
      if (Number(applicationId) !== APPLICATION_ID) return ['it belongs to another program'];
      const [version] = this.rows('PRAGMA user_version')[0] ?? [];
      if (Number(version) !== FORMAT_VERSION) return [`it has format ${Number(version)}, known is ${FORMAT_VERSION}`];
      const sql = `SELECT CAST(integrity_check AS BLOB) FROM pragma_integrity_check(${MOST_FAULTS})`;
      return this.rows(sql).flatMap(([verdict]) => (textOf(verdict) === 'ok' ? [] : [`damaged: ${textOf(verdict)}`]));
    } catch (error) {
      return [`damaged: ${(error as Error).message}`];
    }
  }

  close(): void {
    this.database.close();
  }
}

/** A text that came as a blob, its broken characters replaced. */
export const textOf = (blob: unknown): string => (blob instanceof Buffer ? blob.toString('utf8') : String(blob));

function requireHeader(file: string): void {
  const bytes = statSync(file).size;
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  const read = readSync(descriptor, header, 0, header.length, 0);
  closeSync(descriptor);
  if (bytes === 0) throw new DataProblem('the data file is empty; it has lost its contents');
  if (header.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new DataProblem('the data file is not a SQLite database');
  const stated = header.readUInt16BE(16);
  const pageBytes = stated === 1 ? 65_536 : stated;
  if (read < header.length || bytes % pageBytes !== 0)
    throw new DataProblem(
      `the data file is truncated: its ${bytes} bytes are no whole number of pages of ${pageBytes}`,
    );
}
