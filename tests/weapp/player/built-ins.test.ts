import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { buildFixtureFunctions, CloudProcess, TempFolder } from '../../localcloud/support/cloud-process';
import { openBrowser } from '../../e2e/browser';
import { Driver } from './driver';
import { packBuild, type PackedBuild } from './packed-build';

/** The player itself, with a mini-program written by hand that uses what the shipped one may use one day. */

jest.setTimeout(120_000);
const folder = new TempFolder();
let build: PackedBuild;
let cloud: CloudProcess;
let browser: Browser;
let phone: Driver;

beforeAll(async () => {
  build = await packBuild(join(__dirname, 'fixture'));
  const functions = buildFixtureFunctions(folder.path);
  cloud = await CloudProcess.start(folder.path, functions, { appFolder: build.folder });
  browser = await openBrowser();
}, 120_000);
beforeEach(async () => {
  phone = await Driver.of(browser, cloud.url, 'openid-built-ins');
});
afterEach(() => phone.close());
afterAll(async () => {
  await browser?.close();
  await cloud?.end();
  build?.remove();
  folder.remove();
}, 60_000);

const says = (words: string): Promise<void> => phone.waitForText(words);

test('the fixture compiles without a complaint', () => {
  expect(build.problems).toEqual([]);
});

describe('a form', () => {
  beforeEach(() => phone.open('/pages/form/index', {}, 1011));
  afterEach(async () => expect(await phone.problems()).toEqual([]));

  test('knows how the app was started', () => says('pages/form/index 1011'));

  test('text fields tell what is typed, and show what the page makes of it', async () => {
    await phone.type('.digits', 'a1b2');
    await says('input 1b2');
    expect(await phone.top.locator('.digits input').inputValue()).toBe('12');
    await phone.type('.name', '林晚');
    await phone.page.keyboard.press('Enter');
    await says('confirm "林晚"');
  });

  test('boxes, radio buttons and the switch follow their labels', async () => {
    await phone.tap('甲');
    await says('boxes ["a","b"]');
    await phone.tap('乙');
    await says('boxes ["a"]');
    await phone.tap('勾');
    await says('one "y"');
    await phone.tap({ selector: '.switch' });
    await says('on true');
  });

  test('the slider moves by steps', async () => {
    await phone.tap({ selector: '.slider .wx-slider-track' });
    await says('slid 25');
  });

  test('pickers choose by wheels', async () => {
    await phone.tap('选水果');
    await phone.tap('橙子');
    await phone.tap('确定');
    await says('picked 1');
    await phone.tap('选日子');
    await phone.tap('28日');
    await phone.tap('确定');
    await says('day "2026-02-28"');
    await phone.tap('选钟点');
    await phone.tap('09');
    await phone.tap('确定');
    await says('time "09:05"');
    await phone.tap('选几样');
    await phone.tap('晚');
    await phone.tap('确定');
    await says('many [1,1]');
  });

  test('submits every named field; a disabled button does nothing; reset empties', async () => {
    await phone.type('.name', 'Lin');
    await phone.type('.note', 'two words');
    await phone.tap('不能按');
    expect(await phone.text()).not.toContain('submit');
    await phone.tap('提交');
    await says('submit {"name":"Lin","note":"two words","boxes":["b"],"one":"x","on":false,"slid":10,"fruit":0}');
    await phone.tap('重写');
    expect(await phone.top.locator('.name input').inputValue()).toBe('');
  });
});

describe('scrolling', () => {
  beforeEach(async () => {
    await phone.open('/pages/scroll/index');
    await says('box');
  });
  afterEach(async () => expect(await phone.problems()).toEqual([]));

  test('elements have their measures', () => says('box 195x80, at 0'));

  test('the page tells of scrolling, of its end, and of what comes into view', async () => {
    await phone.swipe({ x: 300, y: 800 }, 0, -400);
    await says('page scrolled');
    await phone.swipe({ x: 300, y: 800 }, 0, -700);
    await phone.swipe({ x: 300, y: 800 }, 0, -700);
    await says('bottom');
    await says('mark seen');
    await phone.tap('回到顶上');
    await phone.page.waitForFunction(
      () => document.querySelector('.phone-page:not([hidden]) .phone-scroll')?.scrollTop === 0,
    );
  });

  test('a scroll view tells of its own, and brings a row into view', async () => {
    await phone.tap({ selector: '.box' });
    await says('inner scrolled');
    const top = await phone.top.locator('.inner').evaluate((element) => element.scrollTop);
    expect(top).toBe(20 * 40);
    await phone.swipe({ x: 150, y: 400 }, 0, -170);
    await phone.swipe({ x: 150, y: 400 }, 0, -170);
    await phone.swipe({ x: 150, y: 400 }, 0, -170);
    await phone.swipe({ x: 150, y: 400 }, 0, -170);
    await says('lower');
  });

  test('pulling refreshes the page, or the scroll view that is pulled', async () => {
    await phone.swipe({ x: 150, y: 250 }, 0, 100);
    await says('refreshed');
    await phone.swipe({ x: 300, y: 600 }, 0, 120);
    await says('pulled');
  });

  test('a long press is one, and a caught touch scrolls nothing', async () => {
    await phone.longPress({ selector: '.box' });
    await says('long pressed');
    await phone.swipe({ x: 200, y: 195 }, 0, -150);
    await says('touch caught');
    expect(await phone.top.locator('.phone-scroll').evaluate((element) => element.scrollTop)).toBe(0);
  });
});

describe('what is shown', () => {
  beforeEach(() => phone.open('/pages/show/index'));

  test('pictures keep their ratio, tell when they are there, and when they are not', async () => {
    await phone.waitForText('loaded 40x20');
    await phone.waitForText('坏图');
    expect(await phone.top.locator('.wide').boundingBox()).toMatchObject({ width: 156, height: 78 });
    expect(await phone.problems()).toEqual([expect.stringContaining('image:fail')]);
  });

  test('a canvas is drawn on and becomes a picture', () => phone.waitForText('20x10'));

  test('a component keeps its styles to itself, and tells its page', async () => {
    const colour = (selector: string) =>
      phone.top.locator(selector).evaluate((element) => getComputedStyle(element).color);
    await phone.tap('2 个');
    await says('badge 3');
    expect(await colour('.outer wx-text')).toBe('rgb(255, 0, 0)');
  });

  test('rich text leaves out what could run', async () => {
    expect(await phone.top.locator('wx-rich-text').allInnerTexts()).toEqual(['粗', '斜']);
    expect(await phone.top.locator('wx-rich-text [onclick], wx-rich-text script').count()).toBe(0);
  });

  test('a swiper follows the finger', async () => {
    const box = await phone.top.locator('.swiper').boundingBox();
    await phone.swipe({ x: 300, y: (box?.y ?? 0) + 20 }, -200, 0);
    await says('slide 1 touch');
  });

  test('buttons of WeChat: sharing by button and menu, the phone number', async () => {
    await phone.tap('手机号');
    await phone.tap('允许');
    await says('getPhoneNumber:ok');
    await phone.tap('分享');
    await says('从 button');
    await phone.tap({ selector: '[data-testid="share-close"]' });
    await phone.tap({ selector: '.phone-more' });
    await phone.tap('转发给朋友');
    await says('从 menu');
  });

  test('a page of a subpackage gets its parameters as written, and a title of its own', async () => {
    await phone.tap('去分包');
    await phone.waitForPage('parts/pages/far/index');
    await says('远！');
    expect(await phone.page.locator('.phone-nav').innerText()).toContain('很远');
    await phone.tap({ selector: '.phone-back' });
    await phone.waitForPage('pages/show/index');
  });

  test('going back closes what rose over the page first', async () => {
    await phone.tap('升起');
    await phone.waitForText('从下面来');
    await phone.back();
    await says('container gone');
    expect(await phone.pages()).toEqual(['pages/show/index']);
  });
});

describe('wx', () => {
  beforeEach(async () => {
    await phone.open('/pages/form/index');
    await phone.tapTab('接口');
  });
  const act = (name: string): Promise<void> => phone.tap({ selector: `.${name}` });

  test('storage, toast, modal, action sheet, scanning, messages, a badge', async () => {
    await act('storage');
    await says('{"at":1}');
    await act('toast');
    await says('好了');
    await act('modal');
    await phone.tap('确定');
    await says('confirm true');
    await act('sheet');
    await phone.tap('绿');
    await says('sheet 1');
    await act('scan');
    await phone.page.getByTestId('scan-input').fill('123456');
    await phone.tap({ selector: '[data-testid="scan-ok"]' });
    await says('scan 123456');
    await act('messages');
    await phone.tap({ selector: '[data-testid="messages-allow"]' });
    await says('"到货":"accept"');
    await act('badge');
    await phone.page.locator('.phone-badge', { hasText: '7' }).waitFor();
    expect(await phone.problems()).toEqual([]);
  });

  test('data cross as JSON, are counted, and may name a path', async () => {
    await phone.forgetSetData();
    await act('path');
    await says('改了');
    const { calls, bytes, largest, each } = await phone.setDataCounts();
    expect({ calls, bytes, largest }).toEqual({ calls: 1, bytes: 25, largest: 25 });
    expect(each).toEqual([{ of: 'pages/api/index', bytes: 25, paths: ['list[1].name'] }]);
    await act('json');
    await says('{"name":"三"}');
  });

  test('nothing of the browser is there', async () => {
    await act('hidden');
    await says('undefined,undefined,undefined,undefined,undefined');
  });

  test.each([
    ['missing', 'missing', 'wx.notThere'],
    ['wrongPage', 'fail', 'navigateTo:fail page "pages/none/index" is not found'],
    ['closed', 'fail', 'cloud.callFunction:fail'],
    ['undeclared', 'fail', 'requiredPrivateInfos'],
    ['broken', 'error', 'the page broke'],
  ])('%s is in the log as %s', async (name, kind, words) => {
    await act(name);
    await phone.page.waitForTimeout(100);
    const found = (await phone.problems()).filter((problem) => problem.startsWith(kind));
    expect(found).toEqual([expect.stringContaining(words)]);
  });
});
