/** A node of what Taro puts into a page's data: `nn` names its template, `cl` is its class, `cn` are its children. */
export interface DataNode {
  sid: string;
  uid?: string;
  nn: string;
  cl?: string;
  /** Of a text. */
  v?: string;
  cn?: DataNode[];
  [attribute: string]: unknown;
}

type Holder = Record<string, unknown>;

/** Sets one path of a setData call, e.g. `root.cn.[0].cl`, as WeChat does. */
export function setPath(data: Holder, path: string, value: unknown): void {
  const keys = path.split(/[.[\]]+/).filter(Boolean);
  const last = keys.pop();
  if (last === undefined) throw new Error('setData without a path');
  let at: Holder = data;
  for (const key of keys) {
    at[key] ??= {};
    at = at[key] as Holder;
  }
  at[last] = value;
}

export function* nodesOf(node: DataNode): Generator<DataNode> {
  yield node;
  for (const child of node.cn ?? []) yield* nodesOf(child);
}

export interface TreeSize {
  nodes: number;
  /** Nodes on the longest way down, the page's own included. */
  depth: number;
  /** Children of the node that has most. */
  widest: number;
}

/** The size of a page as WeChat's audit counts it, texts counted as nodes, too. */
export function sizeOf(node: DataNode): TreeSize {
  const children = (node.cn ?? []).map(sizeOf);
  return {
    nodes: 1 + children.reduce((sum, { nodes }) => sum + nodes, 0),
    depth: 1 + Math.max(0, ...children.map(({ depth }) => depth)),
    widest: Math.max(children.length, ...children.map(({ widest }) => widest)),
  };
}

/** The words that are drawn, in order. */
export const wordsOf = (node: DataNode): string =>
  [...nodesOf(node)].map(({ v }) => (typeof v === 'string' ? v : '')).join('');

/** Nodes with a class, in order. */
export const withClass = (node: DataNode, name: string): DataNode[] =>
  [...nodesOf(node)].filter(({ cl }) => typeof cl === 'string' && cl.split(' ').includes(name));
