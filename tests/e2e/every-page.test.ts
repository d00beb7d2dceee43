import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { LEADER, MERCHANT, Neighbourhood, OWNER } from '../usecases/neighbourhood';
import { openBrowser, openPhone } from './browser';

const APP = join(__dirname, '../../dist/h5');
const MEMBER = 'openid-pages-member';

interface AppJson {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
}

/** Every page that ships, from the built mini-program's own list. */
function everyPage(): string[] {
  const app = JSON.parse(readFileSync(join(__dirname, '../../dist/weapp/app.json'), 'utf8')) as AppJson;
  return [...app.pages, ...app.subPackages.flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`))];
}

jest.setTimeout(180_000);
let town: Neighbourhood;
let browser: Browser;
let query: string;

beforeAll(async () => {
  town = await Neighbourhood.start({ appFolder: APP });
  browser = await openBrowser();
  const { groupId, sku } = await town.openGroup();
  const orderId = await town.buy(MEMBER, groupId, sku);
  query = `?g=${groupId}&o=${orderId}&m=${MERCHANT}&items=${sku}:1&b=points`;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await town?.stop();
}, 60_000);

test.each([
  ['a visitor', ''],
  ['a member', MEMBER],
  ['a leader', LEADER],
  ['an owner', OWNER],
])('%s opens every page: each says something, none complains, each has a way back', async (_, openid) => {
  const phone = await openPhone(browser);
  await phone.page.addInitScript((who) => {
    if (location.protocol === 'http:') localStorage.setItem('lintuan.openid', who);
  }, openid);
  const silent: string[] = [];
  const stuck: string[] = [];
  for (const path of everyPage()) {
    await phone.page.goto('about:blank');
    await phone.page.goto(`${town.cloud.url}/app/#/${path}${query}`);
    // A page may take its time to hear from the server, but then it says something.
    const spoke = await phone.page
      .waitForFunction(
        () => {
          const page = [...document.querySelectorAll<HTMLElement>('.taro_page')].find(
            (each) => each.offsetParent !== null,
          );
          return page && !page.querySelector('.lt-skeleton') && page.innerText.trim().length >= 4;
        },
        undefined,
        { timeout: 15_000 },
      )
      .catch(() => undefined);
    if (!spoke) silent.push(path);
    const ways = await phone.page
      .locator('.taro-tabbar__tabbar:visible, [aria-label="回到首页"]:visible, [aria-label="返回"]:visible')
      .count();
    if (ways === 0) stuck.push(path);
  }
  await phone.context.close();
  expect({ silent, stuck, complaints: phone.complaints }).toEqual({ silent: [], stuck: [], complaints: [] });
});
