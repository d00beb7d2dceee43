import Database from 'libsql';
import { journalHash } from '../../../cloudfunctions/core/ledger/journal';
import type { Journal } from '../../../src/contract/ledger';

/** A document, open to everything that somebody with the file in hand could do to it. */
// A tampering reaches into documents of every kind: their own types would only be in its way.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any;

interface Statement {
  raw(on: boolean): Statement;
  run(parameters: readonly unknown[]): { changes: number };
  all(parameters: readonly unknown[]): unknown[][];
}

/** The data file of a local cloud that is not running, in the hands of somebody who changes it behind its back. */
export class BookEdit {
  private readonly database: Database.Database;

  constructor(file: string) {
    this.database = new Database(file);
  }

  run(sql: string, ...parameters: unknown[]): void {
    const { changes } = (this.database.prepare(sql) as unknown as Statement).run(parameters);
    if (changes === 0 && !sql.startsWith('PRAGMA')) throw new Error(`it changed nothing: ${sql}`);
  }

  private rows(sql: string, ...parameters: unknown[]): unknown[][] {
    return (this.database.prepare(sql) as unknown as Statement).raw(true).all(parameters);
  }

  table(collection: string): string {
    const [row] = this.rows('SELECT id FROM collections WHERE name = ?', collection);
    return `documents_${Number(row?.[0])}`;
  }

  all(collection: string): Loose[] {
    return this.rows(`SELECT body FROM ${this.table(collection)} ORDER BY rowid`).map(([body]) =>
      JSON.parse(String(body)),
    );
  }

  /** The first document that is meant; there must be one. */
  one(collection: string, isMeant: (document: Loose) => boolean): Loose {
    const found = this.all(collection).find(isMeant);
    if (found === undefined) throw new Error(`the story made no such document in ${collection}`);
    return found;
  }

  put(collection: string, document: Loose): void {
    this.run(`UPDATE ${this.table(collection)} SET body = ? WHERE id = ?`, JSON.stringify(document), document._id);
  }

  add(collection: string, document: Loose): void {
    this.run(`INSERT INTO ${this.table(collection)}(id, body) VALUES(?, ?)`, document._id, JSON.stringify(document));
  }

  remove(collection: string, id: string): void {
    this.run(`DELETE FROM ${this.table(collection)} WHERE id = ?`, id);
  }

  /** Changes the first document that is meant; returns its id. */
  change(collection: string, isMeant: (document: Loose) => boolean, edit: (document: Loose) => void): string {
    const document = this.one(collection, isMeant);
    edit(document);
    this.put(collection, document);
    return document._id as string;
  }

  /** The same for a journal, whose hash is made to fit again. */
  forge(isMeant: (journal: Loose) => boolean, edit: (journal: Loose) => void): string {
    return this.change('journals', isMeant, (journal) => {
      edit(journal);
      journal.hash = journalHash(journal as Journal);
    });
  }

  /** Adds a journal made of another one, that looks like any other. */
  addJournal(model: Loose, changes: Loose): string {
    const journal = { ...structuredClone(model), ...changes };
    journal.key = `${String(journal.at).padStart(14, '0')}:${journal._id}`;
    journal.accounts = [...new Set(journal.postings.flatMap(({ from, to }: Loose) => [from, to]))];
    journal.hash = journalHash(journal as Journal);
    this.add('journals', journal);
    return journal._id as string;
  }

  /** Adds to a balance, so that it goes with a forged journal. */
  adjust(account: string, by: number): void {
    this.change(
      'balances',
      ({ _id }) => _id === account,
      (balance) => (balance.balance += by),
    );
  }

  /** Changes the first of the provider's records whose name begins so; null removes it. Returns its number. */
  setting(prefix: string, isMeant: (value: Loose) => boolean, edit: ((value: Loose) => void) | null): string {
    const rows = this.rows('SELECT key, value FROM settings WHERE key LIKE ? ORDER BY key', `${prefix}%`);
    const found = rows.map(([key, value]) => ({ key: String(key), value: JSON.parse(String(value)) as Loose }));
    const meant = found.find(({ value }) => isMeant(value));
    if (!meant) throw new Error(`the story made no such record of ${prefix}`);
    const number = meant.key.slice(meant.key.lastIndexOf(':') + 1);
    if (edit === null) this.run('DELETE FROM settings WHERE key = ?', meant.key);
    else {
      edit(meant.value);
      this.run('UPDATE settings SET value = ? WHERE key = ?', JSON.stringify(meant.value), meant.key);
    }
    return number;
  }

  addSetting(key: string, value: Loose): void {
    this.run('INSERT INTO settings(key, value) VALUES(?, ?)', key, JSON.stringify(value));
  }

  close(): void {
    this.database.close();
  }
}
