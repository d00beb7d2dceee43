import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify } from '../../../tools/verify-books/verify';
import { BookEdit } from './book-edit';
import type { Tried } from './folders';
import { TAMPERINGS } from './tamperings';

// Runs in a process of its own, for a native module must not live in the test runner's sandbox.

/** Every file of a folder with what it holds and when it was written. */
function stateOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => `${file} ${statSync(file).mtimeMs} ${createHash('sha256').update(readFileSync(file)).digest('hex')}`)
    .join('\n');
}

function tryOne(sound: string, { name, check, tamper }: (typeof TAMPERINGS)[number]): Tried {
  const folder = mkdtempSync(join(tmpdir(), 'lintuan-tampered-'));
  try {
    cpSync(sound, folder, { recursive: true });
    const book = new BookEdit(join(folder, 'documents.db'));
    const names = tamper(book);
    book.close();
    const before = stateOf(folder);
    const results = verify(folder);
    return { name, check, names, results, isUnchanged: stateOf(folder) === before };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const [, , sound = ''] = process.argv;
for (const tampering of TAMPERINGS) process.stdout.write(`${JSON.stringify(tryOne(sound, tampering))}\n`);
