import { shellElement } from './phone';

/** What WeChat shows over a page until the person decides. */
export function sheet<Result>(
  className: string,
  fill: (panel: HTMLElement, end: (result: Result) => void) => void,
  outside: () => Result | undefined,
): Promise<Result> {
  return new Promise((resolve) => {
    const mask = shellElement('phone-mask');
    const panel = shellElement(className, mask);
    panel.setAttribute('role', 'dialog');
    const end = (result: Result): void => {
      mask.remove();
      resolve(result);
    };
    mask.addEventListener('click', (event) => {
      if (event.target !== mask) return;
      const result = outside();
      if (result !== undefined) end(result);
    });
    fill(panel, end);
  });
}

export function button(text: string, parent: Element, act: () => void, className = ''): HTMLButtonElement {
  const made = document.createElement('button');
  made.textContent = text;
  made.className = className;
  made.addEventListener('click', act);
  parent.append(made);
  return made;
}
