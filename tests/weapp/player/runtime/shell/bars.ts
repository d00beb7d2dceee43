import { NavigationError, navigateBack, onStackChange, stack, switchTab, top } from '../stack';
import { appJson, tabPaths, windowOf } from '../packed';
import { openMenu } from './menu';
import { CAPSULE, shellElement, STATUS_BAR_PX } from './phone';

/** The phone's and WeChat's own bars: status, capsule, navigation bar, tab bar, home indicator. */

const tabBar = shellElement('phone-tabs');
const badges = new Map<number, { text: string; dot: boolean }>();
let tabsHidden = false;

function drawTab(index: number): HTMLElement {
  const { tabBar: settings } = appJson;
  const tab = settings?.list[index];
  const button = document.createElement('div');
  if (!settings || !tab) return button;
  const isOn = top()?.path === tab.pagePath;
  button.className = 'phone-tab';
  button.dataset.path = tab.pagePath;
  button.style.color = isOn ? settings.selectedColor : settings.color;
  const icon = isOn ? tab.selectedIconPath : tab.iconPath;
  if (icon !== undefined) button.append(Object.assign(document.createElement('img'), { src: icon, alt: '' }));
  button.append(Object.assign(document.createElement('span'), { textContent: tab.text }));
  const badge = badges.get(index);
  if (badge) {
    const mark = shellElement(badge.dot ? 'phone-dot' : 'phone-badge', button);
    mark.textContent = badge.text;
  }
  button.addEventListener('click', () => {
    const before = top();
    if (before?.path !== tab.pagePath) switchTab(`/${tab.pagePath}`);
    top()?.call('onTabItemTap', { index, pagePath: tab.pagePath, text: tab.text });
  });
  return button;
}

function drawTabs(): void {
  const { tabBar: settings } = appJson;
  const path = top()?.path ?? '';
  tabBar.hidden = settings === undefined || tabsHidden || !tabPaths.includes(path);
  if (!settings) return;
  tabBar.style.background = settings.backgroundColor;
  tabBar.replaceChildren(...settings.list.map((_, index) => drawTab(index)));
}

/** Sets or, without a badge, removes what a tab is marked with. Only while a tab page is on top, as in WeChat. */
export function setTabBadge(index: number, badge: { text: string; dot: boolean } | undefined): void {
  if (!tabPaths.includes(top()?.path ?? '')) throw new NavigationError('not TabBar page');
  if (badge) badges.set(index, badge);
  else badges.delete(index);
  drawTabs();
}

export function hideTabs(hidden: boolean): void {
  tabsHidden = hidden;
  drawTabs();
}

const navBar = shellElement('phone-nav');

export function drawNavBar(): void {
  const page = top();
  const settings = windowOf(page?.path ?? '');
  navBar.hidden = settings.navigationStyle === 'custom';
  navBar.style.background = settings.navigationBarBackgroundColor ?? '#000';
  navBar.style.color = settings.navigationBarTextStyle === 'white' ? '#fff' : '#000';
  navBar.replaceChildren(page?.title ?? settings.navigationBarTitleText ?? '');
  if (stack().length < 2) return;
  const back = shellElement('phone-back', navBar);
  back.textContent = '‹';
  back.addEventListener('click', () => navigateBack());
}

function drawCapsule(): void {
  const capsule = shellElement('phone-capsule');
  const { width, height, fromRight, fromStatusBar } = CAPSULE;
  const top = STATUS_BAR_PX + fromStatusBar;
  capsule.style.cssText = `width:${width}px;height:${height}px;right:${fromRight}px;top:${top}px`;
  const more = document.createElement('button');
  more.className = 'phone-more';
  more.setAttribute('aria-label', '更多');
  more.append(...Array.from({ length: 3 }, () => document.createElement('i')));
  more.addEventListener('click', () => void openMenu());
  const leave = document.createElement('button');
  leave.className = 'phone-leave';
  leave.setAttribute('aria-label', '离开');
  leave.append(document.createElement('i'));
  capsule.append(more, leave);
}

function drawStatusBar(): void {
  const bar = shellElement('phone-status');
  const time = document.createElement('span');
  const tell = (): void => {
    time.textContent = new Date().toLocaleTimeString('zh-CN', {
      timeZone: 'Asia/Shanghai',
      hour: '2-digit',
      minute: '2-digit',
    });
  };
  tell();
  setInterval(tell, 10_000);
  bar.append(time, shellElement('phone-battery', bar));
  bar.style.height = `${STATUS_BAR_PX}px`;
}

export function drawBars(): void {
  drawStatusBar();
  drawCapsule();
  shellElement('phone-home');
  onStackChange(() => {
    drawTabs();
    drawNavBar();
  });
}
