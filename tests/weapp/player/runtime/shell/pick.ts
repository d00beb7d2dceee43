import { button, sheet } from './sheet';
import { makeWheel, type Wheel } from './wheels';
import { shellElement } from './phone';

export interface PickOptions {
  title: string;
  /** Texts a column. */
  columns: readonly (readonly string[])[];
  chosen: readonly number[];
  /** A column was turned; answers the columns and choices after it, if it changes others. */
  turned?: (
    column: number,
    chosen: readonly number[],
  ) => { columns: readonly (readonly string[])[]; chosen: readonly number[] } | undefined;
}

/** The sheet with wheels; what was chosen, undefined when the person gave up. */
export function pick({ title, columns, chosen, turned }: PickOptions): Promise<number[] | undefined> {
  return sheet<number[] | undefined>(
    'phone-picker',
    (panel, end) => {
      const head = shellElement('phone-picker-head', panel);
      const body = shellElement('phone-picker-body', panel);
      const now = (): number[] => wheels.map((wheel) => wheel.index());
      const wheels: Wheel[] = columns.map((_, column) =>
        makeWheel(body, () => {
          const after = turned?.(column, now());
          after?.columns.forEach(
            (texts, index) => index !== column && wheels[index]?.set(texts, after.chosen[index] ?? 0),
          );
        }),
      );
      wheels.forEach((wheel, column) => wheel.set(columns[column] ?? [], chosen[column] ?? 0));
      button('取消', head, () => end(undefined), 'phone-picker-cancel');
      shellElement('phone-picker-title', head).textContent = title;
      button('确定', head, () => end(now()), 'phone-picker-ok');
    },
    () => undefined,
  );
}
