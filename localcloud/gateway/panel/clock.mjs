import { clockText, documents, element, get, post, say } from './api.mjs';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A close is decided two minutes later. */
const AFTER_CLOSE_MS = 2 * MINUTE_MS;
/** Collected goods, then seven days in which something may be returned. */
const AFTER_SALE_MS = 8 * DAY_MS;
const ASK_MS = 300;
const ASK_AGAIN_MS = 15_000;
const MOST_DAYS = 400;

/** The cloud's clock, which goes by itself and can be moved forward. */
export class Clock {
  aheadMs = 0;
  busy = false;

  constructor(section, shown, moved) {
    this.section = section;
    this.shown = shown;
    this.moved = moved;
  }

  get now() {
    return Date.now() + this.aheadMs;
  }

  async load() {
    this.build();
    await this.ask();
    setInterval(() => this.tick(), 1000);
    setInterval(() => this.ask().catch(() => undefined), ASK_AGAIN_MS);
  }

  async ask() {
    const { now } = await get('/dev/clock');
    this.aheadMs = now - Date.now();
    this.tick();
    return now;
  }

  tick() {
    this.shown.textContent = clockText(this.now);
    this.time.textContent = clockText(this.now, true);
  }

  build() {
    const button = (name, testid, move) =>
      element('button', { type: 'button', 'data-testid': testid, onclick: () => this.run(move) }, name);
    const by = (ms) => async () => ms;
    this.time = element('p', { class: 'big-time', 'data-testid': 'clock-time' });
    this.progress = element('progress', { max: '1', hidden: true, 'aria-label': '时钟正在走' });
    this.hours = element('input', {
      type: 'number',
      min: '1',
      max: String(MOST_DAYS * 24),
      value: '6',
      'aria-label': '小时数',
    });
    this.custom = async () => Number(this.hours.value) * HOUR_MS;
    this.result = element('p', { class: 'note', role: 'status', 'data-testid': 'clock-result' });
    this.controls = element(
      'div',
      { class: 'buttons' },
      button('+15 分钟', 'clock-15m', by(15 * MINUTE_MS)),
      button('+1 小时', 'clock-1h', by(HOUR_MS)),
      button('到下一次截单', 'clock-close', () => this.toNextClose()),
      button('+1 天', 'clock-1d', by(DAY_MS)),
      button('到售后期满（+8 天）', 'clock-window', by(AFTER_SALE_MS)),
      element(
        'div',
        { class: 'line' },
        this.hours,
        button('小时', 'clock-custom', () => this.custom()),
      ),
    );
    this.section.replaceChildren(
      element('div', {}, this.time, element('p', { class: 'note' }, '上海时间。往前走时，定时任务会照常跑完。')),
      this.controls,
      this.progress,
      this.result,
    );
  }

  /** Milliseconds until two minutes after the next group's close; undefined: nothing closes. */
  async toNextClose() {
    const now = await this.ask();
    const open = (await documents('groups')).filter(
      ({ state, closesAt }) => (state === 'open' || state === 'scheduled') && closesAt > now,
    );
    return open.length === 0 ? undefined : Math.min(...open.map(({ closesAt }) => closesAt)) - now + AFTER_CLOSE_MS;
  }

  async run(move) {
    if (this.busy) return;
    this.setBusy(true);
    try {
      const advanceMs = await move();
      if (advanceMs === undefined) return say('没有要截单的团');
      if (!(advanceMs > 0 && advanceMs <= MOST_DAYS * DAY_MS)) return say(`最多 ${MOST_DAYS} 天`);
      await this.advance(advanceMs);
    } catch (error) {
      say(`没走成：${error.message}`);
    } finally {
      this.setBusy(false);
    }
  }

  async advance(advanceMs) {
    const from = await this.ask();
    const watch = setInterval(async () => {
      const now = await this.ask().catch(() => from);
      this.progress.value = Math.min(1, (now - from) / advanceMs);
      this.result.textContent = `走到 ${clockText(now)}…`;
    }, ASK_MS);
    try {
      const { now, jobs } = await post('/dev/clock', { advanceMs });
      this.result.textContent = `到了 ${clockText(now)}，定时任务跑了 ${jobs} 次`;
    } finally {
      clearInterval(watch);
    }
    await this.ask();
    this.moved();
  }

  setBusy(busy) {
    this.busy = busy;
    this.progress.hidden = !busy;
    this.progress.value = 0;
    for (const control of this.controls.querySelectorAll('button')) control.disabled = busy;
  }
}
