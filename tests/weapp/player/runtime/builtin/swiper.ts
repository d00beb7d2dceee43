import { define, type Host } from './define';

const INTERVAL_MS = 5000;
const SWIPE_PX = 40;

function setUp({ element, values, fire, whenGone }: Host): (name: string, value: unknown) => void {
  let at = 0;
  let timer = 0;
  const dots = document.createElement('div');
  dots.className = 'wx-swiper-dots';
  element.append(dots);
  const items = (): HTMLElement[] => [...element.querySelectorAll<HTMLElement>('wx-swiper-item')];
  const draw = (): void => {
    const axis = values.vertical === true ? 'Y' : 'X';
    items().forEach((item, index) => (item.style.transform = `translate${axis}(${(index - at) * 100}%)`));
    dots.hidden = values.indicatorDots !== true;
    dots.replaceChildren(
      ...items().map((_, index) => Object.assign(document.createElement('i'), { className: index === at ? 'on' : '' })),
    );
  };
  const go = (to: number, source: 'touch' | 'autoplay' | ''): void => {
    const count = items().length;
    if (count === 0) return;
    const next = values.circular === true ? (to + count) % count : Math.min(Math.max(to, 0), count - 1);
    const moved = next !== at;
    at = next;
    draw();
    if (!moved) return;
    fire('change', { current: at, currentItemId: '', source });
    setTimeout(
      () => fire('animationfinish', { current: at, currentItemId: '', source }),
      Number(values.duration ?? 500),
    );
  };
  const play = (): void => {
    clearInterval(timer);
    if (values.autoplay !== true) return;
    timer = window.setInterval(
      () => go((at + 1) % Math.max(items().length, 1), 'autoplay'),
      Number(values.interval ?? INTERVAL_MS),
    );
  };
  whenGone(() => clearInterval(timer));
  let from: Touch | undefined;
  element.addEventListener('touchstart', ({ touches }) => (from = touches[0]), { passive: true });
  element.addEventListener('touchend', ({ changedTouches }) => {
    const to = changedTouches[0];
    if (!from || !to) return;
    const moved = values.vertical === true ? to.clientY - from.clientY : to.clientX - from.clientX;
    if (Math.abs(moved) >= SWIPE_PX) go(moved < 0 ? at + 1 : at - 1, 'touch');
  });
  new MutationObserver(draw).observe(element, { childList: true });
  return (name, value) => {
    if (name === 'current' && value !== null) go(Number(value), '');
    if (name === 'autoplay' || name === 'interval') play();
    if (name === 'indicatorDots') draw();
  };
}

export function defineSwiper(): void {
  define({ tag: 'swiper-item', properties: { itemId: 'string' } });
  define({
    tag: 'swiper',
    properties: {
      current: 'any',
      autoplay: 'boolean',
      interval: 'any',
      duration: 'any',
      circular: 'boolean',
      vertical: 'boolean',
      indicatorDots: 'boolean',
    },
    setUp,
  });
}
