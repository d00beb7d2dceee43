import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from '../../../tools/verify-books/report';
import { Noise } from './noise';

/** Something that happens to files, not to what is in them. */
export interface Damage {
  name: string;
  /** What the finding says; null: nothing is wrong after it. */
  says: string | null;
  /** Begins with a log beside the data file, as after a power cut. */
  withLog?: boolean;
  damage(folder: string): void;
}

/** What became of it. */
export interface Damaged {
  name: string;
  says: string | null;
  results: CheckResult[];
  isUnchanged: boolean;
}

const dataFile = (folder: string): string => join(folder, 'documents.db');
const log = (folder: string): string => join(folder, 'documents.db-wal');

export const PAGE_BYTES = 4096;

function rewrite(file: string, edit: (bytes: Buffer) => void): void {
  const bytes = readFileSync(file);
  edit(bytes);
  writeFileSync(file, bytes);
}

const middleOf = (bytes: Buffer): number => Math.floor(bytes.length / PAGE_BYTES / 2) * PAGE_BYTES;

export const DAMAGES: readonly Damage[] = [
  {
    name: 'no folder',
    says: 'there is no folder',
    damage: (folder) => rmSync(folder, { recursive: true }),
  },
  {
    name: 'an empty folder',
    says: 'there is no data file',
    damage: (folder) => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
    },
  },
  {
    name: 'a folder in place of the file',
    says: 'is not a file',
    damage: (folder) => {
      rmSync(dataFile(folder));
      mkdirSync(dataFile(folder));
    },
  },
  { name: 'an empty file', says: 'is empty', damage: (folder) => truncateSync(dataFile(folder), 0) },
  {
    name: 'some other file',
    says: 'not a SQLite database',
    damage: (folder) => writeFileSync(dataFile(folder), 'a shopping list\n'.repeat(500)),
  },
  {
    name: 'random bytes',
    says: 'not a SQLite database',
    damage: (folder) => rewrite(dataFile(folder), (bytes) => new Noise(1).fill(bytes)),
  },
  {
    name: 'random bytes behind the first hundred',
    says: 'damaged',
    damage: (folder) => rewrite(dataFile(folder), (bytes) => new Noise(2).fill(bytes.subarray(100))),
  },
  {
    name: 'cut in a page',
    says: 'truncated',
    damage: (folder) => truncateSync(dataFile(folder), 10 * PAGE_BYTES + 77),
  },
  { name: 'cut after the header', says: 'truncated', damage: (folder) => truncateSync(dataFile(folder), 60) },
  {
    name: 'cut after a page',
    says: 'damaged',
    damage: (folder) => truncateSync(dataFile(folder), middleOf(readFileSync(dataFile(folder)))),
  },
  {
    name: 'a page of zeros in the middle',
    says: 'damaged',
    damage: (folder) =>
      rewrite(dataFile(folder), (bytes) => bytes.fill(0, middleOf(bytes), middleOf(bytes) + PAGE_BYTES)),
  },
  {
    name: 'a page of random bytes in the middle',
    says: 'damaged',
    damage: (folder) =>
      rewrite(dataFile(folder), (bytes) =>
        new Noise(3).fill(bytes.subarray(middleOf(bytes), middleOf(bytes) + PAGE_BYTES)),
      ),
  },
  { name: 'a log that is as it should be', says: null, withLog: true, damage: () => undefined },
  {
    name: 'a log cut in its last page',
    says: null,
    withLog: true,
    damage: (folder) => truncateSync(log(folder), readFileSync(log(folder)).length - 100),
  },
  {
    name: 'a log damaged in the middle',
    says: 'documents.db-wal can be read up to page',
    withLog: true,
    damage: (folder) =>
      rewrite(log(folder), (bytes) => new Noise(4).fill(bytes.subarray(middleOf(bytes), middleOf(bytes) + 50))),
  },
  {
    name: 'a log damaged at its beginning',
    says: 'documents.db-wal can be read up to page 0',
    withLog: true,
    damage: (folder) => rewrite(log(folder), (bytes) => new Noise(5).fill(bytes.subarray(0, 40))),
  },
];
