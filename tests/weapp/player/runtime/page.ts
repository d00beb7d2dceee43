import type { Root } from 'glass-easel-miniprogram-adapter';
import type { Address } from './address';
import { EventChannel } from './event-channel';
import { backend, codeSpace } from './framework';
import { noteError } from './log';
import { app, windowOf } from './packed';
import { addStyle, register } from './register';
import { attachPull } from './shell/pull';
import { roomOf, shellElement } from './shell/phone';

/** What the framework and the app know of a page: the object that `getCurrentPages` answers. */
export type PageInstance = Record<string, unknown> & {
  route: string;
  createSelectorQuery(): unknown;
  createIntersectionObserver(options?: unknown): unknown;
};

const REACH_BOTTOM_PX = 50;
let made = 0;

/** A page that is open. */
export class Page {
  readonly path: string;
  readonly instance: PageInstance;
  readonly scroller: HTMLElement;
  channel: EventChannel | undefined;
  title: string | undefined;
  /** What the page shows from below while it is there: going back closes it instead of the page. */
  readonly containers: { close(): void }[] = [];
  private readonly frame: HTMLElement;
  private readonly root: Root;
  private readonly style: HTMLStyleElement;
  private readonly pull: { stop(): void; start(): void };
  private atBottom = false;

  constructor(readonly address: Address) {
    this.path = address.path;
    register(this.path);
    this.style = addStyle(app.css[this.path] ?? '');
    this.frame = shellElement('phone-page');
    this.frame.dataset.path = this.path;
    this.scroller = shellElement('phone-scroll', this.frame);
    this.pull = attachPull({
      scroller: this.scroller,
      frame: this.frame,
      isEnabled: () => windowOf(this.path).enablePullDownRefresh === true,
      refresh: () => this.call('onPullDownRefresh'),
    });
    this.root = backend.createRoot('wx-page-root', codeSpace, this.path);
    this.instance = this.root.get() as unknown as PageInstance;
    made += 1;
    const id = made;
    Object.assign(this.instance, {
      route: this.path,
      __route__: this.path,
      options: address.query,
      getPageId: () => `pageId:${id}`,
      getOpenerEventChannel: () => this.channel ?? new EventChannel(),
    });
    this.layOut();
  }

  /** Creates the page, then shows it. */
  open(): void {
    const body = document.createElement('wx-page');
    const place = body.appendChild(document.createElement('i'));
    body.style.setProperty('background-color', windowOf(this.path).backgroundColor ?? '#fff');
    this.scroller.append(body);
    this.call('onLoad', this.address.query);
    this.root.attach(body as never, place as never);
    this.scroller.addEventListener('scroll', () => this.scrolled());
    this.show();
    setTimeout(() => this.call('onReady'));
  }

  show(): void {
    this.frame.hidden = false;
    this.style.disabled = false;
    this.call('onShow');
  }

  hide(): void {
    this.call('onHide');
    this.frame.hidden = true;
    this.style.disabled = true;
  }

  close(): void {
    this.call('onUnload');
    this.root.release();
    this.frame.remove();
    this.style.remove();
  }

  /** Calls what the page has under this name, if anything. */
  call(name: string, ...args: unknown[]): unknown {
    const method = this.instance[name];
    if (typeof method !== 'function') return undefined;
    try {
      return (method as (...given: unknown[]) => unknown).apply(this.instance, args);
    } catch (error) {
      noteError(`${this.path}.${name}`, error);
      return undefined;
    }
  }

  has(name: string): boolean {
    return typeof this.instance[name] === 'function';
  }

  startPull(): void {
    this.pull.start();
  }

  stopPull(): void {
    this.pull.stop();
  }

  layOut(): void {
    const { top, height, safeTop, safeBottom } = roomOf(this.path);
    this.frame.style.cssText = `top:${top}px;height:${height}px;--page-vh:${height / 100}px;--safe-top:${safeTop}px;--safe-bottom:${safeBottom}px`;
  }

  private scrolled(): void {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller;
    this.call('onPageScroll', { scrollTop: Math.round(scrollTop) });
    const distance = windowOf(this.path).onReachBottomDistance ?? REACH_BOTTOM_PX;
    const atBottom = scrollTop + clientHeight >= scrollHeight - distance;
    if (atBottom && !this.atBottom) this.call('onReachBottom');
    this.atBottom = atBottom;
  }
}
