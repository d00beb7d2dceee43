import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { createContext, runInContext, type Context } from 'node:vm';
import { PageRun, type Definition } from './page-run';
import { selectorQuery } from './selector-query';
import { VirtualTime } from './virtual-time';

/** What the cloud answers to a call. */
export type Answer = (call: string, input: unknown) => unknown;

/** A phone of usual size. */
const WINDOW = { windowWidth: 375, windowHeight: 812, screenHeight: 812, statusBarHeight: 44, pixelRatio: 3 };
const CAPSULE = { width: 87, height: 32, top: 48, left: 281, right: 368, bottom: 80 };
/** From the question to the answer; shorter than what makes a page draw its skeleton. */
const ANSWER_MS = 100;
/** Taro's component whose insides are set by themselves. */
const WRAPPER = 'custom-wrapper';

const nothing = (): void => undefined;
const settled = (): Promise<void> => Promise.resolve();

/**
 * The logic layer of the shipped mini-program in plain Node: the build's scripts, unmodified, with a `wx` that answers just
 * enough for pages to open. What crosses to the view layer is counted, and kept as the tree that would be drawn.
 */
export class LogicLayer {
  readonly time: VirtualTime;
  /** What the scripts complained of. */
  readonly errors: string[] = [];
  private readonly storage = new Map<string, string>();
  private readonly context: Context;
  private readonly loaded = new Map<string, { exports: unknown }>();
  private readonly definitions = new Map<string, Definition>();
  private loading = 'app';
  private app: Definition | undefined;
  private page: PageRun | undefined;

  constructor(
    private readonly dist: string,
    nowMs: number,
    private readonly answer: Answer,
  ) {
    this.time = new VirtualTime(nowMs);
    this.context = createContext(this.globals());
    runInContext(
      'globalThis.Date = class extends Date { constructor(...a) { super(...(a.length ? a : [now()])); } static now() { return now(); } }; globalThis.global = globalThis;',
      this.context,
    );
    this.load('app');
    this.app?.onLaunch?.call(this.app, { path: '', query: {}, scene: 1001 });
    this.app?.onShow?.call(this.app, { path: '', query: {}, scene: 1001 });
  }

  /** Opens a page; what it asks for is on its way. */
  open(route: string, query: Readonly<Record<string, string>>): PageRun {
    this.close();
    this.load(route);
    if (existsSync(join(this.dist, `${WRAPPER}.js`))) this.load(WRAPPER);
    const definition = this.definitions.get(route);
    if (!definition) throw new Error(`${route} registers no page`);
    this.page = new PageRun(route, definition, this.definitions.get(WRAPPER), this.time);
    this.page.begin({ ...query });
    return this.page;
  }

  close(): void {
    this.page?.end();
    this.page = undefined;
  }

  private load(path: string): unknown {
    const known = this.loaded.get(path);
    if (known) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    this.loaded.set(path, module);
    const file = join(this.dist, `${path}.js`);
    const script = runInContext(`(function(require,module,exports){${readFileSync(file, 'utf8')}\n})`, this.context, {
      filename: file,
    }) as (require: (asked: string) => unknown, module: unknown, exports: unknown) => void;
    const outer = this.loading;
    this.loading = path;
    script((asked) => this.load(this.resolve(path, asked)), module, module.exports);
    this.loading = outer;
    return module.exports;
  }

  private resolve(from: string, asked: string): string {
    const path = posix.join(posix.dirname(from), asked).replace(/\.js$/, '');
    return existsSync(join(this.dist, `${path}.js`)) ? path : `${path}/index`;
  }

  /** A registration belongs to the file that is being loaded, wherever the packer put its module. */
  private readonly register = (definition: Definition): void => {
    this.definitions.set(this.loading, definition);
  };

  private globals(): Record<string, unknown> {
    const { time } = this;
    return {
      console: { log: nothing, info: nothing, warn: this.complain, error: this.complain },
      now: time.now,
      setTimeout: time.setTimeout,
      setInterval: time.setInterval,
      clearTimeout: time.clear,
      clearInterval: time.clear,
      wx: new Proxy(this.wx(), {
        get: (known, key) => (key in known || key === 'webpackJsonp' ? known[key as string] : nothing),
      }),
      App: (definition: Definition) => {
        this.app = definition;
      },
      Page: this.register,
      Component: this.register,
      Behavior: (definition: unknown) => definition,
      getApp: () => this.app,
      getCurrentPages: () => (this.page ? [this.page.instance] : []),
    };
  }

  private readonly complain = (...words: unknown[]): void => {
    this.errors.push(words.map(String).join(' '));
  };

  private wx(): Record<string, unknown> {
    return {
      env: { USER_DATA_PATH: 'wxfile://usr' },
      cloud: { init: nothing, callFunction: this.callFunction, getTempFileURL: this.getTempFileUrl },
      getSystemInfoSync: () => ({ ...WINDOW, SDKVersion: '3.8.0', platform: 'ios' }),
      getWindowInfo: () => WINDOW,
      getAppBaseInfo: () => ({ SDKVersion: '3.8.0' }),
      getDeviceInfo: () => ({ platform: 'ios' }),
      getMenuButtonBoundingClientRect: () => CAPSULE,
      getLaunchOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
      getEnterOptionsSync: () => ({ path: '', query: {}, scene: 1001 }),
      canIUse: () => true,
      nextTick: (run: () => void) => void Promise.resolve().then(run),
      getStorageSync: (key: string) => {
        const kept = this.storage.get(key);
        return kept === undefined ? '' : this.inside(kept);
      },
      setStorageSync: (key: string, value: unknown) => void this.storage.set(key, JSON.stringify(value)),
      createSelectorQuery: () => selectorQuery(() => this.page),
      onKeyboardHeightChange: nothing,
      offKeyboardHeightChange: nothing,
      setScreenBrightness: settled,
      removeTabBarBadge: settled,
      setTabBarBadge: settled,
    };
  }

  private readonly callFunction = ({ data }: { data: { call: string; input: unknown } }): Promise<unknown> =>
    new Promise((resolve) => {
      this.time.setTimeout(() => {
        const output = this.answer(data.call, JSON.parse(JSON.stringify(data.input)));
        resolve(this.inside(JSON.stringify({ result: { ok: true, output } })));
      }, ANSWER_MS);
    });

  private readonly getTempFileUrl = ({ fileList }: { fileList: string[] }): Promise<unknown> =>
    Promise.resolve({
      fileList: fileList.map((fileID) => ({ fileID, tempFileURL: `https://files.example/${fileID}` })),
    });

  /** A value as the logic layer's own: made there, with nothing of this side in it. */
  private inside(json: string): unknown {
    return (runInContext('JSON', this.context) as JSON).parse(json);
  }
}
