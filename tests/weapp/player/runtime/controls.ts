/** What a built-in element can do beyond showing itself: be tapped, hold a value, be a form. */
export interface Control {
  /** What a tap does by itself. */
  activate?(): void;
  disabled?(): boolean;
  /** Its value in a form. */
  value?(): unknown;
  reset?(): void;
  /** A form's two buttons. */
  submit?(): void;
  /** A group is told that one of its members was chosen. */
  changed?(member: HTMLElement): void;
  isChecked?(): boolean;
  setChecked?(on: boolean): void;
}

const controls = new WeakMap<Element, Control>();

export function setControl(element: Element, control: Control): void {
  controls.set(element, control);
}
export const controlOf = (element: Element): Control | undefined => controls.get(element);

/** The nearest control around an element that can do something. */
export function around(element: Element, what: keyof Control): Control | undefined {
  for (let at: Element | null = element; at; at = at.parentElement) {
    const control = controls.get(at);
    if (control?.[what]) return control;
  }
  return undefined;
}

/** The element that the app gave this id: in the browser's tree ids are the framework's own. */
export function withId(root: ParentNode, id: string): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>('*')].find(
    (element) => (element as { __wxElement?: { id: string } }).__wxElement?.id === id,
  );
}

export function activate(element: Element): void {
  around(element, 'activate')?.activate?.();
}

export function isDisabled(element: Element): boolean {
  return around(element, 'disabled')?.disabled?.() ?? false;
}
