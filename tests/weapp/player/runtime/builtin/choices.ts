import { around, controlOf, setControl, withId } from '../controls';
import { define, type Host } from './define';

/** Check boxes, radio buttons, switches, their groups, and the label that taps one of them. */

function tick(host: Host, kind: 'checkbox' | 'radio'): (name: string, value: unknown) => void {
  const { element, values } = host;
  const box = document.createElement('span');
  box.className = `wx-${kind}-box`;
  element.prepend(box);
  let checked = false;
  const setChecked = (on: boolean): void => {
    checked = on;
    element.toggleAttribute('checked', on);
    if (typeof values.color === 'string' && values.color !== '') box.style.setProperty('--on', values.color);
  };
  setControl(element, {
    disabled: () => values.disabled === true,
    isChecked: () => checked,
    setChecked,
    value: () => values.value,
    activate: () => {
      if (values.disabled === true || (kind === 'radio' && checked)) return;
      setChecked(!checked);
      around(element, 'changed')?.changed?.(element);
    },
  });
  return (name, value) => {
    if (name === 'checked') setChecked(value === true);
  };
}

const members = (group: HTMLElement, tag: string): HTMLElement[] => [...group.querySelectorAll<HTMLElement>(tag)];
const chosen = (group: HTMLElement, tag: string): unknown[] =>
  members(group, tag)
    .filter((member) => controlOf(member)?.isChecked?.())
    .map((member) => controlOf(member)?.value?.());

function defineGroups(): void {
  define({
    tag: 'checkbox-group',
    properties: { name: 'string' },
    shown: ['name'],
    setUp({ element, fire }) {
      const value = (): unknown[] => chosen(element, 'wx-checkbox');
      setControl(element, { value, changed: () => fire('change', { value: value() }) });
      return undefined;
    },
  });
  define({
    tag: 'radio-group',
    properties: { name: 'string' },
    shown: ['name'],
    setUp({ element, fire }) {
      const value = (): unknown => chosen(element, 'wx-radio')[0] ?? '';
      setControl(element, {
        value,
        changed: (member) => {
          for (const other of members(element, 'wx-radio')) if (other !== member) controlOf(other)?.setChecked?.(false);
          fire('change', { value: value() });
        },
      });
      return undefined;
    },
  });
}

export function defineChoices(): void {
  const properties = { value: 'string', checked: 'boolean', disabled: 'boolean', color: 'string' } as const;
  define({ tag: 'checkbox', properties, shown: ['disabled'], setUp: (host) => tick(host, 'checkbox') });
  define({ tag: 'radio', properties, shown: ['disabled'], setUp: (host) => tick(host, 'radio') });
  defineGroups();
  define({
    tag: 'switch',
    properties: { checked: 'boolean', disabled: 'boolean', color: 'string', type: 'string', name: 'string' },
    shown: ['disabled', 'type', 'name'],
    slot: false,
    setUp({ element, values, fire }) {
      let on = false;
      const set = (value: boolean): void => {
        on = value;
        element.toggleAttribute('checked', on);
        if (typeof values.color === 'string' && values.color !== '') element.style.setProperty('--on', values.color);
      };
      setControl(element, {
        disabled: () => values.disabled === true,
        value: () => on,
        reset: () => set(false),
        activate: () => {
          set(!on);
          fire('change', { value: on });
        },
      });
      return (name, value) => {
        if (name === 'checked') set(value === true);
      };
    },
  });
  define({
    tag: 'label',
    properties: { for: 'string' },
    setUp({ element, values }) {
      setControl(element, {
        activate: () => {
          const named = typeof values.for === 'string' && values.for !== '' ? values.for : undefined;
          const inside = element.querySelectorAll('wx-checkbox,wx-radio,wx-switch,wx-button,wx-input,wx-textarea');
          const target = named ? withId(document, named) : inside[0];
          if (target) controlOf(target)?.activate?.();
        },
      });
      return undefined;
    },
  });
}
