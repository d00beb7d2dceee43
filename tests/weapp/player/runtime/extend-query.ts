import { canvasIn } from './builtin/canvas';
import { pageSize, scrollerOnTop } from './shell/phone';

/** What the app asks about elements: glass-easel's own query, with the canvas and the page's scrolling added. */

type Result = Record<string, unknown> | null;
type Callback = (result: Result | Result[]) => void;
interface Fields {
  node?: boolean;
  context?: boolean;
  scrollOffset?: boolean;
  size?: boolean;
  rect?: boolean;
  [name: string]: unknown;
}
interface NodesRef {
  fields(fields: Fields, callback?: Callback): Query;
  boundingClientRect(callback?: Callback): Query;
  scrollOffset(callback?: Callback): Query;
  context(callback?: Callback): Query;
  node?(callback?: Callback): Query;
}
export interface Query {
  in(component: unknown): Query;
  select(selector: string): NodesRef;
  selectAll(selector: string): NodesRef;
  selectViewport(): NodesRef;
  exec(callback?: (results: unknown[]) => void): Query;
}

/** Puts the canvas in the place of the element that glass-easel answers. */
function withNode(result: Result | Result[]): void {
  for (const each of Array.isArray(result) ? result : [result]) {
    if (!(each?.context instanceof Element)) continue;
    each.node = canvasIn(each.context);
    delete each.context;
  }
}

function nodesRef(ref: NodesRef): NodesRef {
  const fields = ref.fields.bind(ref);
  ref.fields = (asked, callback) =>
    fields(asked.node === true ? { ...asked, context: true } : asked, (result) => {
      if (asked.node === true) withNode(result);
      callback?.(result);
    });
  ref.node = (callback) => ref.fields({ node: true }, callback);
  return ref;
}

/** glass-easel takes the window for the viewport; here a page scrolls within its own place. */
function viewport(ref: NodesRef): NodesRef {
  const measured = (): Record<string, unknown> => {
    const scroller = scrollerOnTop();
    return {
      ...pageSize(),
      left: 0,
      top: 0,
      right: pageSize().width,
      bottom: pageSize().height,
      scrollLeft: scroller?.scrollLeft ?? 0,
      scrollTop: scroller?.scrollTop ?? 0,
      scrollHeight: scroller?.scrollHeight ?? 0,
      scrollWidth: scroller?.scrollWidth ?? 0,
    };
  };
  const fields = ref.fields.bind(ref);
  const ask = (asked: Fields) => (callback?: Callback) =>
    fields(asked, (result) => {
      Object.assign(result ?? {}, measured());
      callback?.(result);
    });
  ref.fields = (asked, callback) => ask({ ...asked, scrollOffset: false })(callback);
  ref.scrollOffset = ask({ size: true });
  ref.boundingClientRect = ask({ size: true, rect: true });
  return ref;
}

/** Adds to a query of glass-easel's what WeChat's knows beyond it. */
export function extendQuery(query: Query): Query {
  const { select, selectAll, selectViewport, exec } = query;
  query.select = (selector) => nodesRef(select.call(query, selector));
  query.selectAll = (selector) => nodesRef(selectAll.call(query, selector));
  query.selectViewport = () => viewport(selectViewport.call(query));
  query.exec = (callback) => {
    exec.call(query, callback);
    return query;
  };
  return query;
}
