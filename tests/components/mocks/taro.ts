import { useEffect, useRef } from 'react';

type Listener = (argument?: unknown) => unknown;

const listeners = new Map<string, Set<Listener>>();

const lifecycle = (name: string) => (callback: Listener) => {
  const latest = useRef(callback);
  latest.current = callback;
  useEffect(() => {
    const listener: Listener = (argument) => latest.current(argument);
    const set = listeners.get(name) ?? new Set();
    listeners.set(name, set.add(listener));
    return () => {
      set.delete(listener);
    };
  }, []);
};

/** Lets a test play the page's life: fire('useDidHide'). */
export const fire = (name: string, argument?: unknown) =>
  [...(listeners.get(name) ?? [])].map((listener) => listener(argument));

export const routerParams: Record<string, string> = {};

export const useDidShow = lifecycle('useDidShow');
export const useDidHide = lifecycle('useDidHide');
export const usePullDownRefresh = lifecycle('usePullDownRefresh');
export const useReachBottom = lifecycle('useReachBottom');
export const usePageScroll = lifecycle('usePageScroll');
export const useShareAppMessage = lifecycle('useShareAppMessage');
export const useLoad = (callback: Listener) => {
  useEffect(() => {
    callback({ ...routerParams });
    // A page loads once, whatever the callback's identity.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
};
export const useRouter = () => ({ params: routerParams });

/** Nothing is laid out in a test: a measured node is not on screen. */
const query = {
  select: () => query,
  selectAll: () => query,
  boundingClientRect: () => query,
  exec: (answer: (answers: unknown[]) => void) => answer([null, null]),
};

const resolved = () => jest.fn(() => Promise.resolve({}));

export default {
  getWindowInfo: () => ({ windowWidth: 375, windowHeight: 800, statusBarHeight: 20, pixelRatio: 2 }),
  getCurrentPages: jest.fn(() => [{}]),
  createSelectorQuery: () => query,
  showToast: resolved(),
  navigateTo: resolved(),
  navigateBack: resolved(),
  redirectTo: resolved(),
  switchTab: resolved(),
  stopPullDownRefresh: jest.fn(),
};
