import { join, posix } from 'node:path';
import { existsSync } from 'node:fs';
import vm from 'node:vm';
import { pagesOf, textOf } from '../artefact';

interface Loaded {
  /** Names of the functions of `wx` that were called, such as cloud.init. */
  called: Set<string>;
  /** The file that could not be loaded, and why. */
  error?: { file: string; message: string };
}

interface App {
  onLaunch?(options: object): void;
}

/** Answers nothing, has every member, and notes the name of whatever is called. */
function recorder(name: string, called: Set<string>): object {
  return new Proxy(() => undefined, {
    get: (target, key) =>
      typeof key === 'symbol' || key in target ? Reflect.get(target, key) : recorder(`${name}.${key}`, called),
    apply: () => {
      called.add(name);
    },
  });
}

function recordedWx(called: Set<string>): object {
  return new Proxy<Record<string | symbol, unknown>>(
    {},
    {
      // Taro's chunks meet in wx.webpackJsonp, which they make themselves.
      get: (own, key) =>
        key in own || typeof key === 'symbol' || key === 'webpackJsonp' ? own[key] : recorder(key, called),
    },
  );
}

/**
 * Loads the app and every page as WeChat's logic layer does, in a context that has no browser and no Node, and launches
 * the app. It shows what happens before anybody has touched anything; it renders nothing.
 */
export function loaded(dist: string): Loaded {
  const called = new Set<string>();
  const app: { registered?: App } = {};
  const ignore = (): void => undefined;
  const context = vm.createContext({
    wx: recordedWx(called),
    App: (options: App) => {
      app.registered = options;
    },
    Page: ignore,
    Component: ignore,
    Behavior: ignore,
    getApp: () => app.registered,
    getCurrentPages: () => [],
    console: { log: ignore, info: ignore, warn: ignore, error: ignore },
    setTimeout: ignore,
    clearTimeout: ignore,
  });
  const modules = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const known = modules.get(file);
    if (known) return known.exports;
    if (!existsSync(join(dist, file))) throw new Error(`${file} is missing`);
    const module = { exports: {} };
    modules.set(file, module);
    const parameters = ['require', 'module', 'exports'];
    const options = { parsingContext: context, filename: file };
    vm.compileFunction(textOf(dist, file), parameters, options)(
      (name: string) => load(posix.join(posix.dirname(file), name.endsWith('.js') ? name : `${name}.js`)),
      module,
      module.exports,
    );
    return module.exports;
  };
  for (const file of ['app.js', ...pagesOf(dist).map((page) => `${page}.js`)])
    try {
      // A page without a script is for WeChat's compiler to refuse.
      if (existsSync(join(dist, file))) load(file);
      if (file === 'app.js') app.registered?.onLaunch?.({ path: '', query: {}, scene: 1001 });
    } catch (error) {
      return { called, error: { file, message: error instanceof Error ? error.message : String(error) } };
    }
  return { called };
}
