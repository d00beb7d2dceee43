import { tabPaths, windowOf } from '../packed';

/** Measures of the phone that is drawn, in CSS pixels: those of an iPhone 14. */
export const STATUS_BAR_PX = 47;
export const HOME_BAR_PX = 34;
export const TAB_BAR_PX = 49;
export const NAV_BAR_PX = 44;
export const CAPSULE = { width: 87, height: 32, fromRight: 7, fromStatusBar: 4 };

interface Room {
  top: number;
  height: number;
  /** What of the phone's own bars lies over the page. */
  safeTop: number;
  safeBottom: number;
}

/** Where a page is on the screen: below its navigation bar if it has one, above the tab bar if it is a tab. */
export function roomOf(path: string): Room {
  const isTab = tabPaths.includes(path);
  const isCustom = windowOf(path).navigationStyle === 'custom';
  const top = isCustom ? 0 : STATUS_BAR_PX + NAV_BAR_PX;
  const bottom = isTab ? TAB_BAR_PX + HOME_BAR_PX : 0;
  return {
    top,
    height: innerHeight - top - bottom,
    safeTop: isCustom ? STATUS_BAR_PX : 0,
    safeBottom: isTab ? 0 : HOME_BAR_PX,
  };
}

let current = '';
/** Tells which page is on top. */
export function setCurrentPath(path: string): void {
  current = path;
}

export const pageSize = (): { width: number; height: number } => ({
  width: innerWidth,
  height: roomOf(current).height,
});

/** What scrolls the page that is shown. */
export const scrollerOnTop = (): Element | null => document.querySelector('.phone-page:not([hidden]) > .phone-scroll');

/** The layer of the shell: over the pages and their tab bar, under the sheets. */
export function shellElement(className: string, parent: Element = document.body): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  parent.append(element);
  return element;
}
