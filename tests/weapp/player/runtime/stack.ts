import { addressText, parseAddress, type Address } from './address';
import { EventChannel } from './event-channel';
import { tellPageOnTop } from './log';
import { pagePaths, tabPaths } from './packed';
import { Page } from './page';
import { setCurrentPath } from './shell/phone';

/** The pages that are open, the one on top last; tabs stay open behind each other. */
const MOST_PAGES = 10;

let pages: Page[] = [];
/** Tab pages that were opened; the one at the bottom of the stack is among them. */
const tabs = new Map<string, Page>();
const listeners: (() => void)[] = [];

export const stack = (): readonly Page[] => pages;
export const top = (): Page | undefined => pages.at(-1);
tellPageOnTop(() => top()?.path ?? '');

/** Told after every change of what is on top. */
export function onStackChange(listener: () => void): void {
  listeners.push(listener);
}
function changed(): void {
  const page = top();
  if (page) history.replaceState(null, '', `#${addressText(page.address)}`);
  for (const listener of listeners) listener();
}

/** Why a page cannot be opened this way, in WeChat's words. */
export class NavigationError extends Error {}

const isTab = (path: string): boolean => tabPaths.includes(path);

function addressOf(url: string): Address {
  const address = parseAddress(url, top()?.path);
  if (!pagePaths.includes(address.path)) throw new NavigationError(`page "${address.path}" is not found`);
  return address;
}

function put(page: Page): void {
  pages = [...pages, page];
  setCurrentPath(page.path);
  if (isTab(page.path)) tabs.set(page.path, page);
  page.open();
  changed();
}

/** Closes the uppermost pages; a tab's page only where `andTabs` says so. */
function closeDownTo(count: number, andTabs: boolean): void {
  for (const page of pages.slice(count).reverse()) {
    if (!andTabs && isTab(page.path)) page.hide();
    else {
      tabs.delete(page.path);
      page.close();
    }
  }
  pages = pages.slice(0, count);
}

export function navigateTo(url: string): EventChannel {
  const address = addressOf(url);
  if (isTab(address.path)) throw new NavigationError('can not navigateTo a tabbar page');
  if (pages.length >= MOST_PAGES) throw new NavigationError(`webview count limit exceed`);
  top()?.hide();
  const page = new Page(address);
  const channel = new EventChannel();
  page.channel = channel;
  put(page);
  return channel;
}

export function redirectTo(url: string): void {
  const address = addressOf(url);
  if (isTab(address.path)) throw new NavigationError('can not redirectTo a tabbar page');
  closeDownTo(pages.length - 1, true);
  put(new Page(address));
}

export function reLaunch(url: string): void {
  const address = addressOf(url);
  closeDownTo(0, true);
  for (const page of tabs.values()) page.close();
  tabs.clear();
  put(new Page(address));
}

export function switchTab(url: string): void {
  const address = addressOf(url);
  if (!isTab(address.path)) throw new NavigationError('can not switch to no-tabBar page');
  if (top()?.path === address.path) return;
  closeDownTo(pages[0]?.path === address.path ? 1 : 0, false);
  const known = tabs.get(address.path);
  if (!known) return put(new Page({ ...address, query: {} }));
  pages = [known];
  setCurrentPath(known.path);
  known.show();
  changed();
}

/** Goes back; what the page on top shows from below is closed first, as WeChat's page-container has it. */
export function navigateBack(delta = 1): void {
  const container = top()?.containers.at(-1);
  if (container) return container.close();
  if (pages.length <= 1) throw new NavigationError('cannot navigate back at first page.');
  closeDownTo(Math.max(1, pages.length - delta), true);
  setCurrentPath(top()?.path ?? '');
  top()?.show();
  changed();
}
