import { nodesOf, setPath, wordsOf, type DataNode } from './data-tree';
import type { VirtualTime } from './virtual-time';

type Handler = (this: unknown, ...args: unknown[]) => unknown;

/** What a script gives to App, Page or Component. */
export interface Definition {
  data?: Record<string, unknown>;
  methods?: Record<string, Handler>;
  lifetimes?: Record<string, Handler>;
  attached?: Handler;
  onLaunch?: Handler;
  onLoad?: Handler;
  onShow?: Handler;
  onReady?: Handler;
  onHide?: Handler;
  onUnload?: Handler;
  onReachBottom?: Handler;
  onPageScroll?: Handler;
  eh?: Handler;
}

type Data = Record<string, unknown>;

/** One crossing from the logic layer to the view layer. */
export interface Crossing {
  /** UTF-8 bytes of the data as JSON. */
  bytes: number;
  /** The page's own data, or those of a component within it. */
  of: 'page' | 'part';
}

/** Enough for everything that an opening page asks for and for what follows from the answers. */
const SETTLE_MS = 700;

/** Everything that can be tapped looks pressed under a finger: Taro's name of hover-class on a view. */
const isTappable = ({ p3 }: DataNode): boolean => p3 === 'lt-press';

/** One page while it is open. */
export class PageRun {
  /** Every setData since the page opened, or since they were forgotten. */
  crossings: Crossing[] = [];
  /** How far the page is scrolled. */
  scrolledPx = 0;
  readonly instance: Data;
  private readonly wrappers = new Map<string, Data>();

  constructor(
    readonly route: string,
    private readonly definition: Definition,
    private readonly wrapper: Definition | undefined,
    private readonly time: VirtualTime,
  ) {
    this.instance = {
      ...definition,
      ...definition.methods,
      route,
      data: JSON.parse(JSON.stringify(definition.data ?? {})),
    };
    this.instance.setData = this.setDataOf(this.instance);
  }

  begin(query: Record<string, string>): void {
    this.instance.options = query;
    for (const [life, argument] of [
      ['onLoad', query],
      ['onShow', undefined],
      ['onReady', undefined],
    ] as const)
      this.definition[life]?.call(this.instance, argument);
  }

  end(): void {
    this.definition.onUnload?.call(this.instance);
  }

  /** Waits until the page has what it asked for and is quiet; the calls of that time are returned and forgotten. */
  async settle(ms = SETTLE_MS): Promise<Crossing[]> {
    await this.time.pass(ms);
    const calls = this.crossings;
    this.crossings = [];
    return calls;
  }

  get tree(): DataNode {
    return (this.instance.data as { root?: DataNode }).root ?? { sid: '', nn: '' };
  }

  /** An event of the view layer on a node. */
  fire(node: DataNode, type: string, detail: Data = {}): void {
    const of = { id: node.uid ?? node.sid, dataset: { sid: node.sid } };
    this.definition.eh?.call(this.instance, {
      type,
      detail,
      target: of,
      currentTarget: of,
      timeStamp: this.time.now(),
    });
  }

  /** A tap on the innermost node that shows the words and answers to a finger. */
  tap(words: string): void {
    const target = [...nodesOf(this.tree)].filter((node) => isTappable(node) && wordsOf(node).includes(words)).at(-1);
    if (!target) throw new Error(`${this.route} shows no “${words}” that can be tapped`);
    this.fire(target, 'tap');
  }

  /** Leaves the page for another one and comes back: everything shown is asked for again. */
  async leaveAndReturn(): Promise<void> {
    this.definition.onHide?.call(this.instance);
    await this.time.pass(0);
    this.definition.onShow?.call(this.instance);
  }

  reachBottom(): void {
    this.definition.onReachBottom?.call(this.instance);
  }

  /** The page itself scrolls. */
  scrollTo(px: number): void {
    this.scrolledPx = px;
    this.definition.onPageScroll?.call(this.instance, { scrollTop: px });
  }

  private setDataOf(target: Data) {
    return (data: Data, callback?: () => void): void => {
      const json = JSON.stringify(data);
      this.crossings.push({ bytes: Buffer.byteLength(json), of: target === this.instance ? 'page' : 'part' });
      // Nothing is shared between the two layers.
      for (const [path, value] of Object.entries(JSON.parse(json) as Data)) setPath(target.data as Data, path, value);
      this.attachWrappers();
      if (callback) this.time.setTimeout(() => callback.call(target));
    };
  }

  /** Taro's CustomWrapper is a component of its own: what changes inside is set on it. Its data are the page's own nodes. */
  private attachWrappers(): void {
    if (!this.wrapper) return;
    for (const node of nodesOf(this.tree)) {
      if (!this.isWrapper(node) || (this.wrappers.get(node.sid)?.data as { i?: DataNode })?.i === node) continue;
      const instance: Data = { ...this.wrapper.methods, data: { i: node, l: '' } };
      instance.setData = this.setDataOf(instance);
      this.wrappers.set(node.sid, instance);
      (this.wrapper.lifetimes?.attached ?? this.wrapper.attached)?.call(instance);
    }
  }

  private isWrapper(node: DataNode): boolean {
    return node.nn === 'custom-wrapper';
  }
}
