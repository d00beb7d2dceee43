import { controlOf, setControl } from '../controls';
import { define } from './define';

export function defineForm(): void {
  define({
    tag: 'form',
    properties: { reportSubmit: 'boolean' },
    setUp({ element, fire, target }) {
      const fields = (): Element[] => [...element.querySelectorAll('[name]')];
      setControl(element, {
        submit: () => {
          const value = Object.fromEntries(
            fields().map((field) => [field.getAttribute('name'), controlOf(field)?.value?.()]),
          );
          fire('submit', { value, target: target() });
        },
        reset: () => {
          for (const field of fields()) controlOf(field)?.reset?.();
          fire('reset');
        },
      });
      return undefined;
    },
  });
}
