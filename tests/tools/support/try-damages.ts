import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckResult } from '../../../tools/verify-books/report';
import { isFine } from '../../../tools/verify-books/report';
import { verify } from '../../../tools/verify-books/verify';
import { BookEdit } from './book-edit';
import { DAMAGES, PAGE_BYTES, type Damage, type Damaged } from './damages';
import { stateOf } from './folder-state';
import { Noise } from './noise';

// Runs in a process of its own: a driver that ends the process over a damaged file fails the test, not the test runner.

/** A copy of sound data, in a folder in which there is nothing else; with a log, as after a power cut. */
function copyOf(sound: string, withLog: boolean): { folder: string; remove(): void } {
  const outer = mkdtempSync(join(tmpdir(), 'lintuan-damaged-'));
  const remove = (): void => rmSync(outer, { recursive: true, force: true });
  const folder = join(outer, 'data');
  cpSync(sound, folder, { recursive: true });
  if (!withLog) return { folder, remove };
  const open = new BookEdit(join(folder, 'documents.db'));
  for (const product of open.all('products')) open.put('products', { ...product, summary: '写在日志里' });
  const cut = join(outer, 'cut');
  cpSync(folder, cut, { recursive: true });
  open.close();
  return { folder: cut, remove };
}

function tryOne(sound: string, { name, says, withLog = false, damage }: Damage): Damaged {
  const { folder, remove } = copyOf(sound, withLog);
  try {
    damage(folder);
    const before = stateOf(folder);
    const results = verify(folder);
    return { name, says, results, isUnchanged: stateOf(folder) === before };
  } finally {
    remove();
  }
}

/** How much was looked at: damage that nothing was lost by leaves it as it was. */
const countsOf = (results: readonly CheckResult[]): string => results.map(({ checked }) => checked).join();

/** Whole pages lost at places that chance chooses. */
function tryAnywhere(sound: string, times: number): Record<string, number | string[]> {
  const counts = countsOf(verify(sound));
  const noise = new Noise(20_261_121);
  const { folder, remove } = copyOf(sound, false);
  const file = join(folder, 'documents.db');
  const bytes = readFileSync(file);
  const tally = { tried: 0, found: 0, harmless: 0, missed: [] as string[], changed: 0 };
  for (; tally.tried < times; tally.tried += 1) {
    const at = noise.below(bytes.length / PAGE_BYTES) * PAGE_BYTES;
    const damaged = Buffer.from(bytes);
    if (tally.tried % 2 === 0) damaged.fill(0, at, at + PAGE_BYTES);
    else noise.fill(damaged.subarray(at, at + PAGE_BYTES));
    writeFileSync(file, damaged);
    const before = stateOf(folder);
    const results = verify(folder);
    if (stateOf(folder) !== before) tally.changed += 1;
    if (!isFine(results)) tally.found += 1;
    else if (countsOf(results) === counts) tally.harmless += 1;
    else tally.missed.push(`page ${at / PAGE_BYTES}`);
  }
  remove();
  return tally;
}

const [, , sound = '', anywhere = '0'] = process.argv;
for (const damage of DAMAGES) process.stdout.write(`${JSON.stringify(tryOne(sound, damage))}\n`);
process.stdout.write(`${JSON.stringify(tryAnywhere(sound, Number(anywhere)))}\n`);
