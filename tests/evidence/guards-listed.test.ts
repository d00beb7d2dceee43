import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUARDS } from '../mutation/guards';

/** E11 takes each guard of the books away (`npm run mutate`); here they are only looked up, so that none gets lost. */

const ROOT = join(__dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The first cells of the page's table of guards, without their backquotes. */
function listed(): string[] {
  const [, block = ''] = /<!-- guards -->([\s\S]*?)<!-- \/guards -->/.exec(read('docs/ledger.md')) ?? [];
  return [...block.matchAll(/^\| `([^`]+)` \|/gm)].map(([, id = '']) => id);
}

test('docs/ledger.md lists the guards that are taken away, and no other', () => {
  expect(listed()).toEqual(GUARDS.map(({ id }) => id));
  expect(new Set(listed()).size).toBe(GUARDS.length);
});

test.each(GUARDS.map((guard) => [guard.id, guard] as const))(
  '%s stands exactly once where it is said to',
  (_, guard) => {
    expect(read(guard.file).split(guard.guard)).toHaveLength(2);
    expect(guard.without).not.toBe(guard.guard);
  },
);
