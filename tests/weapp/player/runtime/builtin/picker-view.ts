import { define, type Host } from './define';

const SETTLE_MS = 120;

/** Wheels within a page: each column scrolls by rows of the height of its first child. */
function setUp({ element, fire }: Host): (name: string, value: unknown) => void {
  let chosen: number[] = [];
  let timer = 0;
  const columns = (): HTMLElement[] => [...element.querySelectorAll<HTMLElement>('wx-picker-view-column')];
  const rowPx = (column: HTMLElement): number => column.firstElementChild?.clientHeight || 1;
  const read = (): number[] => columns().map((column) => Math.round(column.scrollTop / rowPx(column)));
  element.addEventListener(
    'scroll',
    (event) => {
      event.stopImmediatePropagation();
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        const now = read();
        if (now.join() === chosen.join()) return;
        chosen = now;
        fire('change', { value: chosen });
      }, SETTLE_MS);
    },
    { capture: true },
  );
  return (name, value) => {
    if (name === 'indicatorStyle') element.style.setProperty('--indicator', String(value ?? ''));
    if (name !== 'value' || !Array.isArray(value)) return;
    chosen = value.map(Number);
    // The columns are drawn after their parent.
    setTimeout(() => columns().forEach((column, index) => (column.scrollTop = (chosen[index] ?? 0) * rowPx(column))));
  };
}

export function definePickerView(): void {
  define({ tag: 'picker-view-column' });
  define({ tag: 'picker-view', properties: { value: 'any', indicatorStyle: 'string' }, setUp });
}
