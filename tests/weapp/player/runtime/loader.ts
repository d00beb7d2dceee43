import type { ComponentEnv } from 'glass-easel-miniprogram-adapter';
import { complete } from './complete';
import { app } from './packed';

/** Runs the build's scripts as WeChat's logic layer does: CommonJS, without anything of a browser. */

/** What a browser has and the logic layer has not. */
const HIDDEN = [
  'window',
  'document',
  'self',
  'top',
  'parent',
  'frames',
  'navigator',
  'location',
  'history',
  'screen',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'Worker',
  'Request',
  'Response',
  'Headers',
  'FormData',
  'Blob',
  'File',
  'FileReader',
  'URL',
  'URLSearchParams',
  'TextEncoder',
  'TextDecoder',
  'AbortController',
  'crypto',
  'performance',
  'requestAnimationFrame',
  'cancelAnimationFrame',
  'requestIdleCallback',
  'queueMicrotask',
  'structuredClone',
  'atob',
  'btoa',
  'alert',
  'confirm',
  'prompt',
  'Element',
  'HTMLElement',
  'Node',
  'Event',
  'CustomEvent',
  'EventTarget',
  'MutationObserver',
  'IntersectionObserver',
  'ResizeObserver',
  'MessageChannel',
  'Image',
  'Audio',
  'OffscreenCanvas',
  'matchMedia',
  'getComputedStyle',
  'addEventListener',
  'removeEventListener',
  'postMessage',
  'scrollTo',
  'Function',
] as const;

/** What the logic layer has on its global object. */
const GLOBALS = [
  'Object',
  'Array',
  'Math',
  'Date',
  'JSON',
  'Promise',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Symbol',
  'Proxy',
  'Reflect',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'RegExp',
  'String',
  'Number',
  'Boolean',
  'BigInt',
  'Infinity',
  'NaN',
  'isNaN',
  'isFinite',
  'parseInt',
  'parseFloat',
  'encodeURIComponent',
  'decodeURIComponent',
  'encodeURI',
  'decodeURI',
  'console',
  'ArrayBuffer',
  'DataView',
  'Uint8Array',
  'Int8Array',
  'Uint8ClampedArray',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
] as const;
const TIMERS = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;

const browser = window as unknown as Record<string, unknown>;
const logicGlobal: Record<string, unknown> = Object.fromEntries(GLOBALS.map((name) => [name, browser[name]]));
for (const name of TIMERS) {
  const timer = browser[name] as (...args: unknown[]) => unknown;
  logicGlobal[name] = (...args: unknown[]) => timer.apply(window, args);
}

type Module = { exports: unknown };
/** What scripts find besides the language: `wx`, `App` and so on. */
export type LogicApi = Record<string, unknown>;

const modules = new Map<string, Module>();
let environment: ComponentEnv | undefined;
let api: LogicApi = {};

export function prepareLogicLayer(given: LogicApi): void {
  api = given;
}

/** The path that a `require` within a script means. */
function resolve(from: string, asked: string): string | undefined {
  const path = new URL(asked, `http://x/${from}`).pathname.slice(1).replace(/\.js$/, '');
  return [path, `${path}/index`].find((each) => each in app.js);
}

/**
 * `Page`, `Component` and `Behavior` belong to the script that is being loaded by the framework, not to the one in whose
 * text they stand: webpack runs a component's module from wherever it was put.
 */
function registering(): ComponentEnv {
  if (!environment) throw new Error('Page, Component or Behavior outside of a page or component');
  return environment;
}

function load(path: string): unknown {
  const known = modules.get(path);
  if (known) return known.exports;
  const module: Module = { exports: {} };
  modules.set(path, module);
  const names: LogicApi = {
    ...Object.fromEntries(HIDDEN.map((name) => [name, undefined])),
    ...api,
    require: (asked: string) => {
      const target = resolve(path, asked);
      if (target === undefined) throw new Error(`module '${asked}' is not defined, required by '${path}.js'`);
      return load(target);
    },
    module,
    exports: module.exports,
    global: logicGlobal,
    globalThis: logicGlobal,
    Page: (...args: Parameters<ComponentEnv['Page']>) => registering().Page(...args),
    Component: (definition: unknown) => (registering().Component as (given: unknown) => unknown)(complete(definition)),
    Behavior: (...args: unknown[]) => (registering().Behavior as (...given: unknown[]) => unknown)(...args),
  };
  const script = new Function(...Object.keys(names), `${app.js[path]}\n//# sourceURL=weapp:///${path}.js`);
  script(...Object.values(names));
  return module.exports;
}

/** Runs the script of the app, of a page or of a component, with what it may register. */
export function runScript(path: string, registers: ComponentEnv): void {
  const outer = environment;
  environment = registers;
  try {
    load(path);
  } finally {
    environment = outer;
  }
}
