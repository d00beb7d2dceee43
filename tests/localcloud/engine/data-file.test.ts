import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '../../../localcloud/engine/connection';
import { openEngine } from '../../../localcloud/engine/open-engine';
import { cleanUp, failure, ids, temporaryFolder } from './temporary';

afterEach(cleanUp);

const INDEXES = [{ name: 'n', keys: [['n', 1] as const] }];

function filled(documents = 2000): { folder: string; file: string } {
  const folder = temporaryFolder();
  const engine = openEngine({ folder });
  engine.declare([{ name: 'c', indexes: INDEXES }]);
  engine.insert(
    'c',
    Array.from({ length: documents }, (_, i) => ({ _id: `d${i}`, n: [i, -i], text: 'x'.repeat(50) })),
  );
  engine.setSetting('clock', { offset: 5, at: new Date(7) });
  engine.close();
  return { folder, file: join(folder, 'documents.db') };
}

test('what was written is there when it is opened again', () => {
  const { folder } = filled();
  const engine = openEngine({ folder, synchronous: 'FULL' });
  engine.declare([{ name: 'c', indexes: INDEXES }]);
  expect(engine.count('c', {})).toBe(2000);
  expect(ids(engine.find('c', { n: { $gt: -7, $lt: -5 } }, { sort: { _id: 1 }, limit: 2 }))).toEqual(['d10', 'd100']);
  expect(ids(engine.find('c', { n: 1999 }))).toEqual(['d1999']);
  expect(engine.getSetting('clock')).toEqual({ offset: 5, at: new Date(7) });
  expect(engine.getSetting('nothing')).toBeUndefined();
  engine.setSetting('clock', undefined);
  expect(engine.getSetting('clock')).toBeUndefined();
  engine.close();
});

test('what was written is there although nothing was closed', () => {
  const folder = temporaryFolder();
  const abandoned = openEngine({ folder });
  abandoned.createCollection('c');
  abandoned.insert('c', [{ _id: 'a' }]);
  const engine = openEngine({ folder });
  expect(ids(engine.find('c', {}))).toEqual(['a']);
  engine.close();
  abandoned.close();
});

/** Opening must fail with one sentence, and leave the folder as it was. */
function expectRefused(folder: string, file: string, reason: RegExp): void {
  const [bytes, names] = [readFileSync(file), readdirSync(folder)];
  const { name, message } = failure(() => openEngine({ folder }));
  expect({ name, message }).toEqual({ name: 'DamagedDataError', message: expect.stringMatching(reason) as unknown });
  expect(message.startsWith(file)).toBe(true);
  expect(readFileSync(file).equals(bytes)).toBe(true);
  expect(readdirSync(folder)).toEqual(names);
}

describe('refuses', () => {
  test('a file that is no database', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'documents.db');
    writeFileSync(file, 'these are not the documents you are looking for');
    expectRefused(folder, file, /not a SQLite database/);
  });

  test('an empty file', () => {
    const { folder, file } = filled();
    truncateSync(file, 0);
    expectRefused(folder, file, /empty/);
  });

  test.each([0.9, 0.5, 0.1])('a file cut to %p of its length', (part) => {
    const { folder, file } = filled();
    truncateSync(file, Math.floor(readFileSync(file).length * part));
    expectRefused(folder, file, /damaged/);
  });

  test('a file cut to its first page, and to less', () => {
    const { folder, file } = filled();
    truncateSync(file, 4096);
    expectRefused(folder, file, /damaged/);
    truncateSync(file, 100);
    expectRefused(folder, file, /damaged/);
  });

  test('a file with a page overwritten', () => {
    const { folder, file } = filled();
    const bytes = readFileSync(file);
    const middle = Math.floor(bytes.length / 8192) * 4096;
    writeFileSync(
      file,
      Buffer.concat([bytes.subarray(0, middle), Buffer.alloc(4096, 0xa5), bytes.subarray(middle + 4096)]),
    );
    expectRefused(folder, file, /damaged/);
  });

  test("another program's database", () => {
    const folder = temporaryFolder();
    const file = join(folder, 'documents.db');
    const other = new Connection(file);
    other.exec('CREATE TABLE t(x)');
    other.close();
    expectRefused(folder, file, /another program/);
  });

  test('a file of a newer format', () => {
    const { folder, file } = filled();
    const newer = new Connection(file);
    newer.exec('PRAGMA user_version = 2');
    newer.row('PRAGMA wal_checkpoint(TRUNCATE)');
    newer.close();
    expectRefused(folder, file, /format 2, written by a newer version/);
  });

  test('a folder that cannot be one', () => {
    const { file } = filled();
    expect(failure(() => openEngine({ folder: join(file, 'below') })).message).toMatch(/can't be written \(ENOTDIR\)/);
  });
});
