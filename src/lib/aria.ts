type Role =
  | 'alert'
  | 'button'
  | 'dialog'
  | 'group'
  | 'heading'
  | 'img'
  | 'progressbar'
  | 'status'
  | 'switch'
  | 'tab'
  | 'tablist'
  | 'timer';

interface AriaState {
  selected?: boolean;
  checked?: boolean;
  disabled?: boolean;
}

const stateWords = ({ selected, checked, disabled }: AriaState) =>
  [
    selected ? '已选中' : '',
    checked === undefined ? '' : checked ? '已打开' : '已关闭',
    disabled ? '不可用' : '',
  ].filter(Boolean);

/**
 * What a screen reader is told about an element; spread it onto a View, Image, Button or Input.
 * WeChat's templates carry a role and a label only, so there the state travels as words in the label.
 */
export function aria(role: Role, label?: string, state: AriaState = {}): Record<string, string> {
  if (process.env.TARO_ENV === 'weapp') {
    const words = label === undefined ? '' : [label, ...stateWords(state)].join('，');
    return words ? { ariaRole: role, ariaLabel: words } : { ariaRole: role };
  }
  const props: Record<string, string> = { role };
  if (label !== undefined) props['aria-label'] = label;
  if (state.selected !== undefined) props['aria-selected'] = String(state.selected);
  if (state.checked !== undefined) props['aria-checked'] = String(state.checked);
  if (state.disabled) props['aria-disabled'] = 'true';
  return props;
}

/** The name of an input field; the field brings its own role. */
export const ariaField = (label: string): Record<string, string> =>
  process.env.TARO_ENV === 'weapp' ? { ariaLabel: label } : { 'aria-label': label };
