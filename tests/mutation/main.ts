import { availableParallelism } from 'node:os';
import type { Guard } from './guard';
import { GUARDS } from './guards';
import { Copy } from './mutant';

/** `npm run mutate [-- ID ...]`: takes each guard of the books away in turn and shows that a test notices (E11). */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((id) => !GUARDS.some((guard) => guard.id === id));
  if (unknown.length > 0) throw new RangeError(`no guard ${unknown.join(', ')}; they are listed in docs/ledger.md`);
  const guards = wanted.length === 0 ? GUARDS : GUARDS.filter(({ id }) => wanted.includes(id));
  const left = [...guards];
  const unnoticed: string[] = [];
  let done = 0;
  const began = Date.now();

  const work = async (): Promise<void> => {
    const copy = new Copy();
    try {
      for (let guard = left.shift(); guard; guard = left.shift()) {
        const noticed = await isNoticed(copy, guard);
        done += 1;
        if (!noticed) unnoticed.push(guard.id);
        const minutes = (((Date.now() - began) / done) * (guards.length - done)) / 60_000;
        process.stdout.write(
          `${noticed ? 'noticed  ' : 'UNNOTICED'} ${guard.id.padEnd(28)} ${guard.what} (${done} of ${guards.length}, about ${Math.ceil(minutes)} min left)\n`,
        );
      }
    } finally {
      copy.remove();
    }
  };
  await baseline(guards);
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), guards.length) }, work));
  process.stdout.write(`E11 guards taken away: ${guards.length - unnoticed.length} of ${guards.length} noticed\n`);
  if (unnoticed.length > 0) process.exitCode = 1;
}

/** A test that fails with every guard in place would notice everything and show nothing. */
async function baseline(guards: readonly Guard[]): Promise<void> {
  const copy = new Copy();
  try {
    const different = new Map(guards.map((guard) => [JSON.stringify(guard.by), guard]));
    process.stdout.write(`${different.size} tests with every guard in place\n`);
    for (const guard of different.values()) {
      const { passed, output } = await copy.test(guard);
      if (!passed) throw new Error(`the test of ${guard.id} fails with every guard in place:\n${output}`);
    }
  } finally {
    copy.remove();
  }
}

/** Whether a test of the guard failed; that none ran at all is not that. */
async function isNoticed(copy: Copy, guard: Guard): Promise<boolean> {
  const { passed, output } = await copy.without(guard);
  if (!passed && 'jest' in guard.by && /No tests found|Test suite failed to run/.test(output))
    throw new Error(`${guard.id}: its test did not run:\n${output}`);
  return !passed;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
