import { playerLengths } from '../../units';
import { top } from '../stack';
import { define, type Host } from './define';

/** What rises over a page and is closed by going back, before the page is. */
function setUp({ element, values, fire, whenGone }: Host): (name: string, value: unknown) => void {
  let isOpen = false;
  const page = top();
  const container = { close: () => leave() };
  const enter = (): void => {
    isOpen = true;
    page?.containers.push(container);
    for (const name of ['beforeenter', 'enter', 'afterenter']) fire(name);
  };
  const leave = (): void => {
    if (!isOpen) return;
    isOpen = false;
    element.toggleAttribute('open', false);
    page?.containers.splice(page.containers.indexOf(container), 1);
    for (const name of ['beforeleave', 'leave', 'afterleave']) fire(name);
  };
  whenGone(() => {
    const at = page?.containers.indexOf(container) ?? -1;
    if (at >= 0) page?.containers.splice(at, 1);
  });
  return (name, value) => {
    if (name === 'customStyle') element.style.cssText = playerLengths(String(value ?? ''));
    if (name !== 'show') return;
    element.toggleAttribute('open', value === true);
    if (value === true && !isOpen) enter();
    if (value !== true) leave();
    element.toggleAttribute('overlay', values.overlay === true);
  };
}

export function definePageContainer(): void {
  define({
    tag: 'page-container',
    properties: {
      show: 'boolean',
      overlay: 'boolean',
      duration: 'any',
      zIndex: 'any',
      position: 'string',
      round: 'boolean',
      customStyle: 'string',
    },
    shown: ['position', 'round'],
    setUp,
  });
}
