import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Locator, Page } from 'playwright-core';
import { PHONE } from '../../e2e/browser';
import type { PlayerWindow } from './runtime/for-tests';
import type { LogEntry, LogKind } from './runtime/log';
import type { SetDataCall } from './runtime/set-data';

type Words = string | RegExp;
/** What a person sees, or, where words do not do, a selector of the mini-program's elements. */
export type Target = Words | { selector: string };

const WAIT_MS = 15_000;
const LOOK_AGAIN_MS = 50;
const SWIPE_STEPS = 12;
/** Kinds of the log that no run of a sound app has. */
const BAD: readonly LogKind[] = ['error', 'fail', 'missing', 'warning'];

export interface SetDataCounts {
  calls: number;
  bytes: number;
  /** Bytes of the largest call. */
  largest: number;
  each: SetDataCall[];
}

/** Whether a finger on the middle of the element would reach it. Runs in the page, with nothing of this file. */
function isReached(element: Element): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  let hit = document.elementFromPoint(x, y);
  for (let inner = hit?.shadowRoot?.elementFromPoint(x, y); inner && inner !== hit;) {
    hit = inner;
    inner = hit.shadowRoot?.elementFromPoint(x, y);
  }
  return hit !== null && (element.contains(hit) || hit.contains(element));
}

function addressOf(path: string, query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  if (pairs.length === 0) return path;
  return `${path}${path.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

const PAGE_ON_TOP = '.phone-page:not([hidden])';

/** A phone in somebody's hand on which the mini-program runs. Everything is done by touches, as a finger does it. */
export class Driver {
  private constructor(
    /** Address of the local cloud, whose `appFolder` is the packed player. */
    private readonly url: string,
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly devTools: CDPSession,
    /** What the browser itself complains of, exceptions and requests that failed, and what was logged before `open`. */
    private readonly complaints: string[],
  ) {}

  /** A new phone that belongs to a person; '' is a visitor. */
  static async of(browser: Browser, url: string, openid: string): Promise<Driver> {
    const context = await browser.newContext({
      viewport: PHONE,
      deviceScaleFactor: 2,
      hasTouch: true,
      isMobile: true,
      locale: 'zh-CN',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
    page.on('requestfailed', (request) => {
      // Leaving a page ends what it was still loading.
      if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}`);
    });
    const driver = new Driver(url, context, page, await context.newCDPSession(page), complaints);
    await driver.as(openid);
    return driver;
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** Keeps what the log holds before the page, and with it the log, goes. */
  private async leave(): Promise<void> {
    const isRunning = await this.page.evaluate(() => 'lintuanPlayer' in window);
    if (isRunning) this.complaints.push(...(await this.logged()));
    await this.page.goto('about:blank');
  }

  /** Gives the phone to somebody else; the next `open` is theirs. */
  async as(openid: string): Promise<void> {
    await this.leave();
    await this.page.goto(`${this.url}/dev/clock`);
    await this.page.evaluate((who) => localStorage.setItem('lintuan.openid', who), openid);
  }

  /** Starts the mini-program afresh at a page, as a card or code does; waits until the page is there. */
  async open(path = '/pages/home/index', query: Record<string, string> = {}, scene = 1001): Promise<void> {
    await this.leave();
    await this.page.goto(`${this.url}/app/?scene=${scene}#${addressOf(path, query)}`);
    await this.page.locator(`${PAGE_ON_TOP} wx-page`).first().waitFor({ state: 'attached', timeout: WAIT_MS });
  }

  /** Comes back by a link to the mini-program that is still running: it closes its pages and opens another one. */
  async follow(path: string, query: Record<string, string> = {}): Promise<void> {
    await this.page.evaluate(
      (address) => {
        location.hash = address;
      },
      addressOf(path, query),
    );
    await this.waitForPage(path);
  }

  /** The page on top. */
  get top(): Locator {
    return this.page.locator(PAGE_ON_TOP).last();
  }

  /** What the target may mean, the likeliest first: words that are all that an element says, then words within it. */
  private find(target: Target): Locator[] {
    if (typeof target === 'string') return [this.page.getByText(target, { exact: true }), this.page.getByText(target)];
    return [target instanceof RegExp ? this.page.getByText(target) : this.page.locator(target.selector)];
  }

  /** The first of what matches that a finger would reach: visible, and not under something else. */
  private async reachable(target: Target): Promise<Locator> {
    const until = Date.now() + WAIT_MS;
    for (;;) {
      for (const meaning of this.find(target)) {
        for (const each of await meaning.filter({ visible: true }).all()) if (await this.isOnTop(each)) return each;
      }
      if (Date.now() > until) throw await this.notFound(target);
      await this.page.waitForTimeout(LOOK_AGAIN_MS);
    }
  }

  private async isOnTop(locator: Locator): Promise<boolean> {
    try {
      if (await locator.evaluate(isReached, undefined, { timeout: WAIT_MS })) return true;
      await locator.evaluate((element) => element.scrollIntoView({ block: 'center' }));
      return await locator.evaluate(isReached);
    } catch (error) {
      // It was redrawn meanwhile; the next look finds what took its place.
      if (/not attached|Timeout|Execution context/.test(String(error))) return false;
      throw error;
    }
  }

  private async notFound(target: Target): Promise<Error> {
    const what = typeof target === 'object' && 'selector' in target ? target.selector : String(target);
    const picture = join(mkdtempSync(join(tmpdir(), 'lintuan-player-')), 'page.png');
    await this.screenshot(picture);
    const log = JSON.stringify(await this.problems());
    return new Error(`${what} is not there on ${(await this.pages()).at(-1)}: see ${picture}; log ${log}`);
  }

  async tap(target: Target): Promise<void> {
    await (await this.reachable(target)).tap({ timeout: WAIT_MS });
  }

  async longPress(target: Target): Promise<void> {
    const box = await (await this.reachable(target)).boundingBox();
    const at = { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
    await this.devTools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
    await this.page.waitForTimeout(500);
    await this.devTools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  /** Taps a tab of the tab bar by its word. */
  async tapTab(word: string): Promise<void> {
    await this.page.locator('.phone-tab', { hasText: word }).tap();
  }

  /** Replaces what is in a text field, given by a selector of the field or of something around it. */
  async type(selector: string, text: string): Promise<void> {
    const field = this.top.locator(`${selector} input, ${selector} textarea`).first();
    await field.tap({ timeout: WAIT_MS });
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.press('Backspace');
    await this.page.keyboard.type(text);
  }

  /** Does something that lets the person choose a picture, and chooses this one. */
  async choosing(file: string, act: () => Promise<unknown>): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser', { timeout: WAIT_MS });
    await act();
    await (await chooser).setFiles(file);
  }

  /** Moves a finger over the screen; positive `byY` moves it down, which shows what is above. */
  async swipe(from: { x: number; y: number }, byX: number, byY: number): Promise<void> {
    const move = (type: 'touchStart' | 'touchMove', part: number): Promise<unknown> =>
      this.devTools.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: [{ x: from.x + byX * part, y: from.y + byY * part }],
      });
    await move('touchStart', 0);
    for (let step = 1; step <= SWIPE_STEPS; step += 1) await move('touchMove', step / SWIPE_STEPS);
    await this.devTools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  }

  /** Scrolls down by about so many CSS pixels (up, if negative) by swiping in the middle of the screen. */
  async scroll(byPx: number): Promise<void> {
    const most = PHONE.height / 2;
    for (let left = Math.abs(byPx); left > 0; left -= most) {
      const part = Math.min(left, most) * Math.sign(byPx);
      await this.swipe({ x: PHONE.width / 2, y: PHONE.height / 2 + part / 2 }, 0, -part);
    }
  }

  /** Pulls the page down from its top, as one does to refresh it. */
  async pullDown(): Promise<void> {
    await this.swipe({ x: PHONE.width / 2, y: PHONE.height / 3 }, 0, PHONE.height / 3);
  }

  /** The phone's back gesture. */
  async back(): Promise<void> {
    await this.player((player) => player.back());
  }

  /** Waits until the words can be read on the page on top, or in a sheet over it. */
  async waitForText(words: Words): Promise<void> {
    const sought = this.page.getByText(words).filter({ visible: true }).first();
    try {
      await sought.waitFor({ timeout: WAIT_MS });
    } catch {
      throw await this.notFound(words);
    }
  }

  async waitForPage(path: string): Promise<void> {
    await this.page.waitForFunction(
      (wanted) => (window as unknown as { lintuanPlayer: PlayerWindow }).lintuanPlayer.pages().at(-1) === wanted,
      path.replace(/^\//, ''),
      { timeout: WAIT_MS },
    );
  }

  /** Waits until the page on top says something and no placeholder is left on it. */
  async waitForContent(): Promise<void> {
    await this.page.waitForFunction(
      (selector) => {
        const page = [...document.querySelectorAll<HTMLElement>(selector)].at(-1);
        return page && !page.querySelector('.lt-skeleton') && page.innerText.trim().length >= 4;
      },
      PAGE_ON_TOP,
      { timeout: WAIT_MS },
    );
  }

  /** What the page on top says, as somebody reads it. */
  async text(): Promise<string> {
    return this.top.innerText();
  }

  /** What the shopper does at the sandbox's pay sheet. */
  async pay(outcome: 'confirm' | 'cancel' | 'fail' | 'late' | 'twice'): Promise<void> {
    await this.tap({ selector: `[data-testid="pay-${outcome}"]` });
  }

  private async player<Answer>(ask: (player: PlayerWindow) => Answer): Promise<Answer> {
    return this.page.evaluate(`(${ask.toString()})(window.lintuanPlayer)`) as Promise<Answer>;
  }

  async log(): Promise<LogEntry[]> {
    return this.player((player) => player.log());
  }

  private async logged(): Promise<string[]> {
    const bad = (await this.log()).filter(({ kind }) => BAD.includes(kind));
    return bad.map(({ kind, page, text }) => `${kind} on ${page}: ${text}`);
  }

  /** Everything since the phone was made that a sound run has none of. A test ends by expecting `[]`. */
  async problems(): Promise<string[]> {
    return [...this.complaints, ...(await this.logged())];
  }

  /** Paths of the open pages, the one on top last. */
  async pages(): Promise<string[]> {
    return this.player((player) => player.pages());
  }

  /** Parameters of the page on top, as they were written. */
  async query(): Promise<Record<string, string>> {
    return this.player((player) => player.query());
  }

  /** What crossed from the logic layer to the view layer since the start, or since `forgetSetData`. */
  async setDataCounts(): Promise<SetDataCounts> {
    const each = await this.player((player) => player.setDataCalls());
    const sizes = each.map(({ bytes }) => bytes);
    return { calls: each.length, bytes: sizes.reduce((a, b) => a + b, 0), largest: Math.max(0, ...sizes), each };
  }

  async forgetSetData(): Promise<void> {
    await this.player((player) => player.forgetSetDataCalls());
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }
}
