import type { Address } from '../address';
import { doing } from './answer';

/** The app's own life: how it was started, what it may listen to. */

export interface Launch extends Address {
  scene: number;
  referrerInfo: Record<string, unknown>;
}

let launch: Launch = { path: '', query: {}, scene: 1001, referrerInfo: {} };
export function setLaunch(given: Launch): void {
  launch = given;
}

type Listener = (event: unknown) => void;
const listeners = new Map<string, Set<Listener>>();

/** What the app can listen to and the player tells it of, or never happens in it. */
const EVENTS = [
  'AppShow',
  'AppHide',
  'Error',
  'UnhandledRejection',
  'PageNotFound',
  'ThemeChange',
  'WindowResize',
  'MemoryWarning',
  'KeyboardHeightChange',
  'LazyLoadError',
  'UserCaptureScreen',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
] as const;

export function tell(name: (typeof EVENTS)[number], event: unknown): void {
  listeners.get(name)?.forEach((listener) => listener(event));
}

const listening = Object.fromEntries(
  EVENTS.flatMap((name) => [
    [
      `on${name}`,
      (listener: Listener) => {
        listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
      },
    ],
    [
      `off${name}`,
      (listener?: Listener) => {
        if (listener) listeners.get(name)?.delete(listener);
        else listeners.delete(name);
      },
    ],
  ]),
) as Record<string, (listener?: Listener) => void>;

const updates = {
  onCheckForUpdate: (listener: Listener) => setTimeout(() => listener({ hasUpdate: false })),
  onUpdateReady: () => undefined,
  onUpdateFailed: () => undefined,
  applyUpdate: () => undefined,
};

export const life = {
  ...listening,
  getLaunchOptionsSync: () => launch,
  getEnterOptionsSync: () => launch,
  getUpdateManager: () => updates,
  nextTick: (act: () => void) => void setTimeout(act),
  login: doing('login', () => ({ code: crypto.randomUUID().replaceAll('-', '') })),
  checkSession: doing('checkSession', () => undefined),
  exitMiniProgram: doing('exitMiniProgram', () => undefined),
  showShareMenu: doing('showShareMenu', () => undefined),
  hideShareMenu: doing('hideShareMenu', () => undefined),
  updateShareMenu: doing('updateShareMenu', () => undefined),
  getExtConfigSync: () => ({}),
  reportEvent: () => undefined,
  reportAnalytics: () => undefined,
  getLogManager: () => ({ log() {}, info() {}, warn() {}, debug() {} }),
  getRealtimeLogManager: () => ({ info() {}, warn() {}, error() {}, setFilterMsg() {}, addFilterMsg() {} }),
};
