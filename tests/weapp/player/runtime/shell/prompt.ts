import { button, sheet } from './sheet';
import { shellElement } from './phone';

/** Asks for a text in WeChat's place; undefined when the person gave up. */
export function promptText(title: string, value = ''): Promise<string | undefined> {
  return sheet<string | undefined>(
    'phone-modal',
    (panel, end) => {
      shellElement('phone-modal-title', panel).textContent = title;
      const field = document.createElement('input');
      field.value = value;
      panel.append(field);
      const foot = shellElement('phone-modal-foot', panel);
      button('取消', foot, () => end(undefined));
      button('确定', foot, () => end(field.value), 'phone-strong');
    },
    () => undefined,
  );
}
