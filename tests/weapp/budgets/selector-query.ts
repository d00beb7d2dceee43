import { nodesOf, withClass, type DataNode } from './data-tree';
import type { PageRun } from './page-run';

/** Where a page's rows begin in an unscrolled window, and how high every drawn block of them is: about as on a phone. */
const ROWS_TOP_PX = 240;
export const BLOCK_PX = 260;

interface Box {
  id: string;
  top: number;
  height: number;
}

/** WeChat's selector query over the tree of the page: ids and, below an id, classes. */
export function selectorQuery(page: () => PageRun | undefined) {
  const answers: (Box | Box[] | null)[] = [];
  const found = (selector: string): DataNode[] => {
    const run = page();
    const [id = '', name] = selector.split(' ');
    const below = run && [...nodesOf(run.tree)].find(({ uid }) => `#${uid}` === id);
    if (!below) return [];
    return name === undefined ? [below] : withClass(below, name.slice(1));
  };
  const boxOf = (node: DataNode): Box => ({
    id: node.uid ?? node.sid,
    top: ROWS_TOP_PX - (page()?.scrolledPx ?? 0),
    height: BLOCK_PX,
  });
  const query = {
    select(selector: string) {
      const [node] = found(selector);
      answers.push(node ? boxOf(node) : null);
      return query;
    },
    selectAll(selector: string) {
      answers.push(found(selector).map(boxOf));
      return query;
    },
    boundingClientRect: () => query,
    exec: (answer: (boxes: unknown[]) => void) => answer(answers),
  };
  return query;
}
