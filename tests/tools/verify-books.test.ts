import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { CheckResult } from '../../tools/verify-books/report';
import { Neighbourhood } from '../usecases/neighbourhood';
import { DAMAGES, type Damaged } from './support/damages';
import { stateOf } from './support/folder-state';
import { liveStory } from './support/story';
import { TAMPERINGS, type Tried } from './support/tamperings';

const MAIN = join(__dirname, '../../tools/verify-books/main.ts');
const SUPPORT = join(__dirname, 'support');
/** Pages lost at places that chance chooses. */
const ANYWHERE = 40;
/** A year of nights is lived through, and the machine may be busy. */
const STORY_MS = 900_000;
const MANY_MS = 300_000;

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** A program in a process of its own, for the driver must not live in the test runner's sandbox. */
function run(script: string, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.err += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ ...ended, code })));
}

async function linesOf<Line>(script: string, ...args: string[]): Promise<Line[]> {
  const { code, out, err } = await run(join(SUPPORT, script), ...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

const sentencesOf = ({ findings }: CheckResult): string[] => findings.flatMap(({ sentences }) => sentences);
const byName = <Item extends { name: string }>(items: readonly Item[]): Map<string, Item> =>
  new Map(items.map((item) => [item.name, item]));

let town: Neighbourhood;
let sound = '';
let whileRunning: Ended;

beforeAll(async () => {
  town = await Neighbourhood.start();
  await liveStory(town);
  sound = join(town.folder.path, 'data');
  whileRunning = await run(MAIN, '--data', sound);
  await town.cloud.end();
}, STORY_MS);
afterAll(async () => {
  await town?.stop();
}, 30_000);

describe('sound books', () => {
  test('of a year in a neighbourhood are in order, and the folder stays as it is', async () => {
    const before = stateOf(sound);
    const { code, out } = await run(MAIN, '--data', sound);
    expect(out).not.toContain('BAD');
    expect(out).toMatch(/^ok {3}journals +6\d journals checked$/m);
    expect(out).toContain(`The books in ${sound} are in order: 10 checks.`);
    expect(code).toBe(0);
    expect(stateOf(sound)).toBe(before);
  });

  test('are in order while the local cloud runs, which is told', () => {
    expect(whileRunning).toMatchObject({ code: 0, err: '' });
    expect(whileRunning.out).toMatch(/in use: process \d+ has the folder open/);
    expect(whileRunning.out).not.toContain('BAD');
  });

  test('are told to programs as JSON', async () => {
    const { code, out } = await run(MAIN, '--data', sound, '--json');
    const told = JSON.parse(out) as { ok: boolean; checks: CheckResult[] };
    expect({ code, ok: told.ok }).toEqual({ code: 0, ok: true });
    expect(told.checks.map(({ name }) => name)).toEqual([
      'files',
      'documents',
      'journals',
      'sums',
      'chains',
      'orders',
      'lots',
      'views',
      'reconciliation',
      'stock',
    ]);
    expect(told.checks.every(({ checked }) => checked > 0)).toBe(true);
  });
});

describe('books that somebody changed', () => {
  let tried = new Map<string, Tried>();
  beforeAll(async () => {
    tried = byName(await linesOf<Tried>('try-tamperings.ts', sound));
  }, MANY_MS);

  test.each(TAMPERINGS.map(({ name, check }) => [name, check]))('%s: %s', (name, check) => {
    const { results, names, isUnchanged } = tried.get(name)!;
    const found = results.find((result) => result.name === check);
    expect(found && sentencesOf(found)).toContainEqual(expect.stringContaining(names));
    // No check stumbles over what it is there to find.
    expect(results.flatMap(({ findings }) => findings.map(({ kind }) => kind))).not.toContain('unforeseen');
    expect(isUnchanged).toBe(true);
  });

  test('every one of them is found', () => {
    const found = [...tried.values()].filter(({ results, check, names }) =>
      results.some((result) => result.name === check && sentencesOf(result).some((each) => each.includes(names))),
    );
    console.log(`verify-books: ${tried.size} tamperings, ${found.length} found`);
    expect(found).toHaveLength(TAMPERINGS.length);
  });
});

describe('files that were damaged', () => {
  let damaged = new Map<string, Damaged>();
  let anywhere: { tried: number; found: number; harmless: number; missed: string[]; changed: number };
  beforeAll(async () => {
    const lines = await linesOf<Damaged>('try-damages.ts', sound, String(ANYWHERE));
    anywhere = lines.pop() as unknown as typeof anywhere;
    damaged = byName(lines);
  }, MANY_MS);

  test.each(DAMAGES.map(({ name }) => name))('%s', (name) => {
    const { says, results, isUnchanged } = damaged.get(name)!;
    const sentences = results.flatMap(sentencesOf);
    if (says === null) expect(sentences).toEqual([]);
    else expect(sentences).toContainEqual(expect.stringContaining(says));
    expect(isUnchanged).toBe(true);
  });

  test('a page lost anywhere is found, unless nothing stood in it', () => {
    const { tried, found, harmless, missed, changed } = anywhere;
    console.log(`verify-books: ${tried} pages lost, ${found} found, ${harmless} held nothing`);
    expect({ all: found + harmless, missed, changed }).toEqual({ all: ANYWHERE, missed: [], changed: 0 });
  });
});

describe('the command', () => {
  test('says how it is called', async () => {
    const { code, out } = await run(MAIN, '--help');
    expect(code).toBe(0);
    expect(out).toContain('Usage: npm run verify-books -- --data DIR');
  });

  test.each([
    [[], '--data names the folder to check.'],
    [['--data', ''], '--data names the folder to check.'],
    [['--repair'], "Unknown option '--repair'."],
  ])('called with %j', async (args, problem) => {
    const { code, out, err } = await run(MAIN, ...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(problem);
    expect(err).toContain('Usage:');
  });

  test('ends with 1 where there is nothing to check', async () => {
    const { code, out } = await run(MAIN, '--data', join(sound, 'nowhere'));
    expect(code).toBe(1);
    expect(out).toContain(`there is no folder ${join(sound, 'nowhere')}`);
    expect(out).toContain('NOT in order: 1 finding.');
  });
});
