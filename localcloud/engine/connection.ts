import Database from 'libsql';

type Parameter = string | number | Buffer;
type Row = readonly unknown[];

interface RawStatement {
  raw(on: boolean): RawStatement;
  run(parameters: readonly Parameter[]): { changes: number; lastInsertRowid: number | bigint };
  get(parameters: readonly Parameter[]): Row | undefined;
  all(parameters: readonly Parameter[]): Row[];
}

/**
 * One SQLite connection with its prepared statements. Rows come as arrays. Parameters are always handed over as one
 * array: the driver takes a lone Buffer for named parameters and aborts the process.
 */
export class Connection {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, RawStatement>();

  constructor(file: string) {
    this.#database = new Database(file);
  }

  #prepare(sql: string): RawStatement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql) as unknown as RawStatement;
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  /** Returns the rowid of the last inserted row. */
  run(sql: string, ...parameters: Parameter[]): number {
    return Number(this.#prepare(sql).run(parameters).lastInsertRowid);
  }

  row(sql: string, ...parameters: Parameter[]): Row | undefined {
    return this.#prepare(sql).raw(true).get(parameters);
  }

  rows(sql: string, ...parameters: Parameter[]): Row[] {
    return this.#prepare(sql).raw(true).all(parameters);
  }

  /** Runs `work` in one write transaction: all of it is kept, or nothing. */
  atomically<T>(work: () => T): T {
    this.run('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.run('COMMIT');
      return result;
    } catch (error) {
      this.run('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }
}
