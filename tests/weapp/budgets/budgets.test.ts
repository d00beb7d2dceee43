import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure, type Figures } from './measure';
import { PAGES } from './pages';

const DIST = join(__dirname, '../../../dist/weapp');
const LONG_ROWS = 1000;
/** One answer of the server and no more. */
const SHORT_ROWS = 20;

/** kB are 1,000 bytes. WeChat's own limits: below 1,000 nodes, fewer than 30 levels, at most 60 children. */
const MOST = { firstBytes: 16_000, largestBytes: 32_000, nodes: 999, depth: 29, widest: 60, rowBytes: 100 } as const;
/**
 * A state is a word, its colour, its picture and what is read aloud of the whole row: four attributes. The longest is that
 * of a leader's group, where a lamp lights up as well.
 */
const MOST_STATE_BYTES = 320;
/** The frame of a page, drawn before any answer, and then the content. */
const FRAME_AND_CONTENT = 2;

const figures: Figures[] = [];

const COLUMNS = ['calls', 'firstBytes', 'againBytes', 'largestBytes', 'nodes', 'depth', 'widest'] as const;
const NAMES = ['calls', 'first B', 'again B', 'largest B', 'nodes', 'depth', 'widest', 'value B', 'state B'];

function table(): string {
  const line = (name: string, cells: readonly (string | number)[]) =>
    [name.padEnd(30), ...cells.map((cell) => String(cell).padStart(10))].join('');
  const rows = figures.map((each) =>
    line(each.name, [...COLUMNS.map((column) => each[column]), each.row?.value ?? '-', each.row?.state ?? '-']),
  );
  return [line('page', NAMES), ...rows].join('\n');
}

afterAll(() => process.stdout.write(`\nsetData of the built mini-program, lists of ${LONG_ROWS} rows\n${table()}\n`));

test('every page of app.json has its budget', () => {
  const app = JSON.parse(readFileSync(join(DIST, 'app.json'), 'utf8')) as {
    pages: string[];
    subPackages: { root: string; pages: string[] }[];
  };
  const built = [...app.pages, ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
  expect([...new Set(PAGES.map(({ route }) => route))].sort()).toEqual(built.sort());
});

describe.each(PAGES.map((page) => ({ name: page.name, page })))('$name', ({ page }) => {
  let long: Figures;
  beforeAll(async () => {
    long = await measure(DIST, page, LONG_ROWS);
    figures.push(long);
  }, 60_000);

  test('shows its content in one call', () => {
    expect(long.calls).toBeLessThanOrEqual(FRAME_AND_CONTENT + page.followUps.length);
    expect(long.firstBytes).toBeLessThanOrEqual(MOST.firstBytes);
    expect(long.againBytes).toBeLessThanOrEqual(MOST.firstBytes);
  });

  test('never sends much at once, and stays small', () => {
    expect(long.largestBytes).toBeLessThanOrEqual(MOST.largestBytes);
    expect(long.nodes).toBeLessThanOrEqual(MOST.nodes);
    expect(long.depth).toBeLessThanOrEqual(MOST.depth);
    expect(long.widest).toBeLessThanOrEqual(MOST.widest);
  });

  if (page.pagedList)
    test('sends a changed row alone, whatever the length', async () => {
      const short = await measure(DIST, page, SHORT_ROWS);
      expect(long.row).toEqual(short.row);
      expect(long.row?.value).toBeGreaterThan(0);
      expect(long.row?.value).toBeLessThanOrEqual(page.allSpoken ? MOST_STATE_BYTES : MOST.rowBytes);
      expect(long.row?.state).toBeLessThanOrEqual(MOST_STATE_BYTES);
    }, 60_000);
});
