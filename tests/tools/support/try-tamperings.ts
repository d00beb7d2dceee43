import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verify } from '../../../tools/verify-books/verify';
import { BookEdit } from './book-edit';
import { stateOf } from './folder-state';
import { TAMPERINGS, type Tried } from './tamperings';

// Runs in a process of its own, for a native module must not live in the test runner's sandbox.

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
