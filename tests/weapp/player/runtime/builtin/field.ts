import { setControl } from '../controls';
import { playerLengths } from '../../units';
import { define, type Host, type Values } from './define';

/** Text fields: the browser's own, inside WeChat's element. */

type Field = HTMLInputElement | HTMLTextAreaElement;
const DEFAULT_LENGTH = 140;
const KEYBOARDS: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' };

/** The browser's own event stays inside: the app hears WeChat's only. */
function hear(field: Field, type: string, act: () => void): void {
  field.addEventListener(
    type,
    (event) => {
      event.stopImmediatePropagation();
      act();
    },
    { capture: true },
  );
}

function prepare(host: Host, field: Field): (name: string, value: unknown) => void {
  const { element, values, fire } = host;
  const placeholder = document.createElement('div');
  element.append(placeholder, field);
  const showPlaceholder = (): void => {
    placeholder.hidden = field.value !== '';
  };
  const detail = (): Values => ({ value: field.value, cursor: field.selectionStart ?? field.value.length });
  hear(field, 'input', () => {
    showPlaceholder();
    fire('input', { ...detail(), keyCode: 0 });
  });
  hear(field, 'focus', () => fire('focus', { value: field.value, height: 0 }));
  hear(field, 'blur', () => fire('blur', detail()));
  hear(field, 'change', () => undefined);
  field.addEventListener('keydown', (event) => {
    if ((event as KeyboardEvent).key !== 'Enter' || field instanceof HTMLTextAreaElement) return;
    fire('confirm', { value: field.value });
    if (values.confirmHold !== true) field.blur();
  });
  setControl(element, {
    value: () => field.value,
    reset: () => {
      field.value = '';
      showPlaceholder();
    },
    activate: () => field.focus(),
    disabled: () => false,
  });
  const set: Record<string, (value: unknown) => void> = {
    value: (value) => {
      const text = String(value ?? '');
      if (field.value !== text) field.value = text;
      showPlaceholder();
    },
    placeholder: (value) => (placeholder.textContent = String(value ?? '')),
    placeholderClass: (value) => (placeholder.className = `wx-placeholder ${String(value ?? '')}`),
    placeholderStyle: (value) => (placeholder.style.cssText = playerLengths(String(value ?? ''))),
    disabled: (value) => (field.disabled = value === true),
    maxlength: (value) => {
      const most = value === null || value === '' ? DEFAULT_LENGTH : Number(value);
      if (most >= 0) field.maxLength = most;
      else field.removeAttribute('maxlength');
    },
    focus: (value) => value === true && field.focus(),
    ariaLabel: (value) => field.setAttribute('aria-label', String(value ?? '')),
    type: (value) => (field.inputMode = KEYBOARDS[String(value)] ?? 'text'),
    password: (value) => field instanceof HTMLInputElement && (field.type = value === true ? 'password' : 'text'),
  };
  return (name, value) => void set[name]?.(value);
}

const PROPERTIES = {
  value: 'any',
  placeholder: 'string',
  placeholderStyle: 'string',
  placeholderClass: 'string',
  disabled: 'boolean',
  maxlength: 'any',
  focus: 'boolean',
  name: 'string',
  type: 'string',
  password: 'boolean',
  confirmType: 'string',
  confirmHold: 'boolean',
  autoHeight: 'boolean',
} as const;

export function defineFields(): void {
  define({
    tag: 'input',
    properties: PROPERTIES,
    shown: ['name', 'disabled'],
    slot: false,
    setUp: (host) => prepare(host, document.createElement('input')),
  });
  define({
    tag: 'textarea',
    properties: PROPERTIES,
    shown: ['name', 'disabled', 'autoHeight'],
    slot: false,
    setUp: (host) => prepare(host, document.createElement('textarea')),
  });
}
