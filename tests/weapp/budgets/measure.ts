import { sizeOf, withClass, type TreeSize } from './data-tree';
import { LogicLayer } from './logic-layer';
import type { Crossing, PageRun } from './page-run';
import type { OpenedPage } from './pages';
import { NOW, Town, type RowChange } from './town';

export interface Figures extends TreeSize {
  name: string;
  /** setData calls from opening to a quiet page. */
  calls: number;
  /** Bytes of the call that shows the content: the largest while a page opens that was never opened before. */
  firstBytes: number;
  /** The same where the page shows at once what was kept on the device. */
  againBytes: number;
  /** Bytes of the largest call of all: opening, tapping, loading, scrolling. */
  largestBytes: number;
  /** Bytes of the calls after one value of a row changed, and after a row's state did. */
  row?: Record<RowChange, number>;
}

/** Rows that everybody sees without scrolling. */
const CHANGED_ROW = { value: 2, state: 1 };
/** All pages of a long list are asked for again, one after the other. */
const RELOAD_MS = 7000;
/** Half a phone's window, so that every block comes by. */
const STEP_PX = 400;
const END_PX = 1_000_000;
const MOST_PAGES = 60;

const largest = (calls: readonly Crossing[]): number => Math.max(0, ...calls.map(({ bytes }) => bytes));

class Measuring {
  largestBytes = 0;
  size: TreeSize = { nodes: 0, depth: 0, widest: 0 };

  constructor(readonly run: PageRun) {}

  async settle(ms?: number): Promise<Crossing[]> {
    const calls = await this.run.settle(ms);
    this.largestBytes = Math.max(this.largestBytes, largest(calls));
    const size = sizeOf(this.run.tree);
    for (const key of ['nodes', 'depth', 'widest'] as const) this.size[key] = Math.max(this.size[key], size[key]);
    return calls;
  }

  async scrollTo(how: OpenedPage['list'], px: number): Promise<void> {
    const [scroller] = withClass(this.run.tree, 'lt-windowed');
    if (how === 'page') this.run.scrollTo(px);
    else if (scroller) this.run.fire(scroller, 'scroll', { scrollTop: px });
    await this.settle();
  }

  /** Asks for more until there is no more. */
  async loadAll(how: OpenedPage['list']): Promise<void> {
    for (let page = 0, drawn = ''; page < MOST_PAGES; page += 1) {
      const [scroller] = withClass(this.run.tree, 'lt-windowed');
      if (how === 'page') this.run.reachBottom();
      else if (scroller) this.run.fire(scroller, 'scrolltolower');
      await this.settle();
      const now = JSON.stringify(this.run.tree);
      if (now === drawn) return;
      drawn = now;
    }
  }
}

/** Opens the page in a neighbourhood where every list has that many rows, and goes all ways through it. */
export async function measure(dist: string, page: OpenedPage, rows: number): Promise<Figures> {
  const town = new Town(rows);
  const layer = new LogicLayer(dist, NOW, town.answer);
  const first = await layer.open(page.route, page.query).settle();
  const kept = new Measuring(layer.open(page.route, page.query));
  const again = await kept.settle();
  for (const words of page.taps) {
    kept.run.tap(words);
    await kept.settle();
  }
  const figures = {
    name: page.name,
    calls: first.length,
    firstBytes: largest(first),
    againBytes: largest(again),
    ...(page.list ? await throughTheList(page.list, kept, town) : {}),
    ...kept.size,
    largestBytes: Math.max(kept.largestBytes, largest(first)),
  };
  layer.close();
  if (layer.errors.length > 0) throw new Error(layer.errors.join('\n'));
  return figures;
}

async function throughTheList(how: 'scrollView' | 'page', at: Measuring, town: Town) {
  await at.loadAll(how);
  for (let step = 0; step < 12; step += 1) await at.scrollTo(how, step * STEP_PX);
  for (const px of [END_PX / 40, END_PX, END_PX / 80, 0]) await at.scrollTo(how, px);
  return { row: { value: await change(at, town, 'value'), state: await change(at, town, 'state') } };
}

/** Bytes that cross when a row has changed by the time the person comes back to the page. */
async function change(at: Measuring, town: Town, what: RowChange): Promise<number> {
  town.change(CHANGED_ROW[what], what);
  await at.run.leaveAndReturn();
  const calls = await at.settle(RELOAD_MS);
  // Each row is a part of its own. The page itself only repeats the words of its input fields: Taro does with every pass.
  return calls.filter(({ of }) => of === 'part').reduce((sum, { bytes }) => sum + bytes, 0);
}
