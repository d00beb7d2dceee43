import { note } from '../log';
import { drawNavBar, hideTabs, setTabBadge } from '../shell/bars';
import { navigateBack, navigateTo, redirectTo, reLaunch, switchTab, top } from '../stack';
import { doing } from './answer';
import { queries } from './query';

interface Go {
  url: string;
  events: Record<string, (...args: unknown[]) => void>;
  delta: number;
}
interface Tab {
  index: number;
  text: string;
}
interface Bar {
  title: string;
}
interface Scroll {
  scrollTop: number;
  selector: string;
  duration: number;
}

const said = (name: string, url = ''): void => note('call', `${name} ${url}`);

async function scrollTo({ scrollTop = 0, selector, duration = 300 }: Partial<Scroll>): Promise<void> {
  const scroller = top()?.scroller;
  if (!scroller) return;
  const rect = selector === undefined ? undefined : await rectOf(selector);
  const to = rect ? scroller.scrollTop + rect.top - scroller.getBoundingClientRect().top : scrollTop;
  scroller.scrollTo({ top: to, behavior: duration > 0 ? 'smooth' : 'auto' });
}

const rectOf = (selector: string): Promise<{ top: number } | undefined> =>
  new Promise((resolve) => {
    queries
      .createSelectorQuery()
      .select(selector)
      .boundingClientRect((rect) => resolve(rect as unknown as { top: number } | undefined))
      .exec();
  });

export const navigation = {
  navigateTo: doing<Go>('navigateTo', ({ url = '', events = {} }) => {
    said('navigateTo', url);
    const eventChannel = navigateTo(url);
    for (const [name, listener] of Object.entries(events)) eventChannel.on(name, listener);
    return { eventChannel };
  }),
  redirectTo: doing<Go>('redirectTo', ({ url = '' }) => {
    said('redirectTo', url);
    redirectTo(url);
  }),
  reLaunch: doing<Go>('reLaunch', ({ url = '' }) => {
    said('reLaunch', url);
    reLaunch(url);
  }),
  switchTab: doing<Go>('switchTab', ({ url = '' }) => {
    said('switchTab', url);
    switchTab(url);
  }),
  navigateBack: doing<Go>('navigateBack', ({ delta = 1 }) => {
    said('navigateBack', String(delta));
    navigateBack(delta);
  }),
  setTabBarBadge: doing<Tab>('setTabBarBadge', ({ index = 0, text = '' }) =>
    setTabBadge(index, { text: text.length > 3 ? '…' : text, dot: false }),
  ),
  removeTabBarBadge: doing<Tab>('removeTabBarBadge', ({ index = 0 }) => setTabBadge(index, undefined)),
  showTabBarRedDot: doing<Tab>('showTabBarRedDot', ({ index = 0 }) => setTabBadge(index, { text: '', dot: true })),
  hideTabBarRedDot: doing<Tab>('hideTabBarRedDot', ({ index = 0 }) => setTabBadge(index, undefined)),
  showTabBar: doing('showTabBar', () => hideTabs(false)),
  hideTabBar: doing('hideTabBar', () => hideTabs(true)),
  setNavigationBarTitle: doing<Bar>('setNavigationBarTitle', ({ title = '' }) => {
    const page = top();
    if (page) page.title = title;
    drawNavBar();
  }),
  setNavigationBarColor: doing('setNavigationBarColor', () => undefined),
  setBackgroundColor: doing('setBackgroundColor', () => undefined),
  pageScrollTo: doing<Scroll>('pageScrollTo', scrollTo),
  startPullDownRefresh: doing('startPullDownRefresh', () => top()?.startPull()),
  stopPullDownRefresh: doing('stopPullDownRefresh', () => top()?.stopPull()),
};

type OpenType = 'navigate' | 'redirect' | 'switchTab' | 'reLaunch' | 'navigateBack';
const BY_TYPE: Record<OpenType, keyof typeof navigation> = {
  navigate: 'navigateTo',
  redirect: 'redirectTo',
  switchTab: 'switchTab',
  reLaunch: 'reLaunch',
  navigateBack: 'navigateBack',
};

/** What a navigator element does. */
export function navigate(openType: string, url: string, delta: number): void {
  const name = BY_TYPE[openType as OpenType] ?? 'navigateTo';
  void (navigation[name] as (given: object) => unknown)({ url, delta, fail: () => undefined });
}
