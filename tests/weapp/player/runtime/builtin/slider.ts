import { setControl } from '../controls';
import { define, type Host } from './define';

function setUp({ element, values, fire }: Host): (name: string, value: unknown) => void {
  const track = document.createElement('div');
  track.className = 'wx-slider-track';
  const shown = document.createElement('span');
  element.append(track, shown);
  let value = 0;
  const limits = (): { min: number; max: number; step: number } => ({
    min: Number(values.min ?? 0),
    max: Number(values.max ?? 100),
    step: Number(values.step ?? 1) || 1,
  });
  const set = (to: number): void => {
    const { min, max, step } = limits();
    value = Math.min(max, Math.max(min, min + Math.round((to - min) / step) * step));
    track.style.setProperty('--part', `${max > min ? ((value - min) / (max - min)) * 100 : 0}%`);
    shown.textContent = values.showValue === true ? String(value) : '';
  };
  const follow = ({ clientX }: Touch): void => {
    const { left, width } = track.getBoundingClientRect();
    const { min, max } = limits();
    set(min + ((clientX - left) / width) * (max - min));
  };
  track.addEventListener(
    'touchmove',
    ({ touches }) => {
      if (values.disabled === true || !touches[0]) return;
      follow(touches[0]);
      fire('changing', { value });
    },
    { passive: true },
  );
  track.addEventListener('touchend', ({ changedTouches }) => {
    if (values.disabled === true || !changedTouches[0]) return;
    follow(changedTouches[0]);
    fire('change', { value });
  });
  setControl(element, { value: () => value, reset: () => set(limits().min) });
  return (name, given) => {
    if (name === 'value') set(Number(given ?? 0));
  };
}

export function defineSlider(): void {
  define({
    tag: 'slider',
    properties: {
      value: 'any',
      min: 'any',
      max: 'any',
      step: 'any',
      disabled: 'boolean',
      showValue: 'boolean',
      name: 'string',
    },
    shown: ['name', 'disabled'],
    slot: false,
    setUp,
  });
}
