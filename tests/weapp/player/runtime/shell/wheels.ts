import { shellElement } from './phone';

/** One column of texts of which one is chosen: by tapping it or by turning it. */
export interface Wheel {
  element: HTMLElement;
  index(): number;
  set(texts: readonly string[], index: number): void;
}

const ROW_PX = 44;
const SETTLE_MS = 120;

export function makeWheel(parent: Element, turned: (index: number) => void): Wheel {
  const element = shellElement('phone-wheel', parent);
  let at = 0;
  let timer = 0;
  const mark = (): void => {
    [...element.children].forEach((row, index) => row.classList.toggle('on', index === at));
  };
  const choose = (index: number): void => {
    if (index === at) return;
    at = index;
    mark();
    turned(at);
  };
  element.addEventListener('click', ({ target }) => {
    const index = [...element.children].indexOf(target as Element);
    if (index < 0) return;
    choose(index);
    element.scrollTo({ top: index * ROW_PX });
  });
  element.addEventListener('scroll', () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      // What is taken off the screen jumps to its top.
      if (!element.isConnected) return;
      const index = Math.round(element.scrollTop / ROW_PX);
      if (index >= 0 && index < element.children.length) choose(index);
    }, SETTLE_MS);
  });
  return {
    element,
    index: () => at,
    set(texts, index) {
      at = Math.min(Math.max(index, 0), Math.max(texts.length - 1, 0));
      element.replaceChildren(
        ...texts.map((text) => Object.assign(document.createElement('div'), { textContent: text })),
      );
      mark();
      element.scrollTop = at * ROW_PX;
    },
  };
}
