import { defineBuiltIns } from './builtin/define-all';
import { listen } from './events';
import { codeSpace } from './framework';
import { forTests } from './for-tests';
import { listenForErrors, noteError } from './log';
import { prepareLogicLayer, runScript } from './loader';
import { app, appJson, entryPath } from './packed';
import { parseAddress } from './address';
import { addStyle } from './register';
import { countSetData } from './set-data';
import { drawBars } from './shell/bars';
import { reLaunch, stack } from './stack';
import { setLaunch } from './wx/life';
import { wx } from './wx/wx';

/** Starts the mini-program in this window: at the page of the address after `#`, or at its first one. */

type AppInstance = Record<string, unknown> & { onLaunch?(options: unknown): void; onShow?(options: unknown): void };
let instance: AppInstance = {};

const DEFAULT_SCENE = 1001;

function start(): void {
  listenForErrors();
  listen();
  countSetData();
  defineBuiltIns();
  drawBars();
  prepareLogicLayer({
    wx,
    App: (given: AppInstance) => {
      instance = given;
    },
    getApp: () => instance,
    getCurrentPages: () => stack().map((page) => page.instance),
    __wxConfig: appJson,
  });
  const asked = location.hash.slice(1);
  const address = parseAddress(asked === '' || asked === '/' ? `/${entryPath}` : asked);
  const scene = Number(new URLSearchParams(location.search).get('scene') ?? DEFAULT_SCENE);
  const launch = { ...address, scene, referrerInfo: {} };
  setLaunch(launch);
  addStyle(app.css.app ?? '');
  codeSpace.componentEnv('app', (registers) => runScript('app', registers));
  instance.onLaunch?.(launch);
  instance.onShow?.(launch);
  go(asked === '' || asked === '/' ? `/${entryPath}` : asked);
  window.addEventListener('hashchange', () => go(location.hash.slice(1)));
}

function go(url: string): void {
  try {
    reLaunch(url);
  } catch (error) {
    noteError('start', error);
  }
}

forTests();
try {
  start();
} catch (error) {
  noteError('start', error);
  throw error;
}
