import { setControl } from '../controls';
import { navigate } from '../wx/navigation';
import { define } from './define';

const SIGNS: Record<string, string> = {
  success: '✓',
  success_no_circle: '✓',
  info: 'i',
  warn: '!',
  waiting: '…',
  cancel: '✕',
  download: '↓',
  search: '⌕',
  clear: '✕',
};

export function defineSmall(): void {
  define({
    tag: 'icon',
    properties: { type: 'string', size: 'any', color: 'string' },
    shown: ['type'],
    slot: false,
    setUp:
      ({ element, values }) =>
      () => {
        element.textContent = SIGNS[String(values.type)] ?? '';
        if (values.size) element.style.fontSize = `${Number.parseFloat(String(values.size))}px`;
        if (values.color) element.style.color = String(values.color);
      },
  });
  define({
    tag: 'progress',
    properties: { percent: 'any', showInfo: 'boolean', activeColor: 'string', backgroundColor: 'string' },
    slot: false,
    setUp:
      ({ element, values }) =>
      () => {
        element.style.setProperty('--part', `${Number(values.percent ?? 0)}%`);
        if (values.activeColor) element.style.setProperty('--on', String(values.activeColor));
      },
  });
  define({
    tag: 'navigator',
    properties: { url: 'string', openType: 'string', delta: 'any', target: 'string' },
    setUp({ element, values }) {
      setControl(element, {
        activate: () => navigate(String(values.openType || 'navigate'), String(values.url), Number(values.delta ?? 1)),
      });
      return undefined;
    },
  });
  define({
    tag: 'map',
    properties: { latitude: 'any', longitude: 'any', scale: 'any', markers: 'any' },
    slot: false,
    setUp({ element, values, fire }) {
      const draw = (): void => {
        const markers = (Array.isArray(values.markers) ? values.markers : []) as { id?: number; title?: string }[];
        element.replaceChildren(
          ...markers.map(({ id, title }) => {
            const pin = Object.assign(document.createElement('span'), { textContent: `⚲ ${title ?? id ?? ''}` });
            pin.addEventListener('click', () => fire('markertap', { markerId: id }));
            return pin;
          }),
        );
      };
      return draw;
    },
  });
}
