import Database from 'libsql';

type Run = (...parameters: (string | number | Buffer)[]) => void;
type Query = (...parameters: (string | number | Buffer)[]) => string[];

/** What a program would do that had its statements prepared by hand, and knew rows and keys beforehand. */
export interface RawStatements {
  begin: Run;
  commit: Run;
  putDocument: Run;
  updateDocument: Run;
  putEntry: Run;
  deleteEntry: Run;
  getDocument: Query;
  /** Index, first key, key after the last one, how many. */
  findByIndex: Query;
  close(): void;
}

export function prepareRawStatements(file: string): RawStatements {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec(`PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;
    CREATE TABLE documents(id TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL);
    CREATE TABLE entries(index_id INTEGER NOT NULL, key BLOB NOT NULL, id TEXT NOT NULL,
      PRIMARY KEY(index_id, key, id)) WITHOUT ROWID;`);
  const run = (sql: string): Run => {
    const statement = database.prepare(sql);
    return (...parameters) => void statement.run(parameters);
  };
  const query = (sql: string): Query => {
    const statement = database.prepare(sql).raw(true);
    return (...parameters) => (statement.all(parameters) as [string][]).map(([body]) => body);
  };
  const get = database.prepare('SELECT body FROM documents WHERE id = ?').raw(true);
  return {
    begin: run('BEGIN IMMEDIATE'),
    commit: run('COMMIT'),
    putDocument: run('INSERT INTO documents(id, body) VALUES(?, ?)'),
    updateDocument: run('UPDATE documents SET body = ? WHERE id = ?'),
    putEntry: run('INSERT INTO entries(index_id, key, id) VALUES(?, ?, ?)'),
    deleteEntry: run('DELETE FROM entries WHERE index_id = ? AND key = ? AND id = ?'),
    getDocument: (...parameters) => [(get.get(parameters) as [string])[0]],
    findByIndex: query(`SELECT d.body FROM entries e CROSS JOIN documents d ON d.id = e.id
      WHERE e.index_id = ? AND e.key >= ? AND e.key < ? ORDER BY e.key, e.id LIMIT ?`),
    close: () => database.close(),
  };
}
