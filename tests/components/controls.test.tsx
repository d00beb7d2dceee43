import { useState } from 'react';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { Button } from '@/components/button/button';
import { CodeInput } from '@/components/code-input/code-input';
import { Sheet } from '@/components/sheet/sheet';
import { SkuStepper } from '@/components/sku-stepper/sku-stepper';
import { Switch } from '@/components/switch/switch';
import { Tabs } from '@/components/tabs/tabs';

describe('SkuStepper', () => {
  const stepper = (value: number, onChange = jest.fn()) => {
    render(<SkuStepper value={value} max={3} label="蓝莓" maxReason="每户限 3 份" onChange={onChange} />);
    return onChange;
  };
  const less = () => screen.getByRole('button', { name: /减一份/ });
  const more = () => screen.getByRole('button', { name: /加一份/ });

  test.each([
    // value, side → next value or nothing
    [1, less, 0],
    [1, more, 2],
    [0, less, undefined],
    [3, more, undefined],
    [3, less, 2],
    [5, more, undefined], // the limit fell below what had been chosen
    [5, less, 4],
  ])('from %i', (value, side, next) => {
    const onChange = stepper(value);
    fireEvent.click(side());
    expect(onChange.mock.calls).toEqual(next === undefined ? [] : [[next]]);
  });

  test('at the limit it says why, also to the reader', () => {
    stepper(3);
    expect(screen.getByText('每户限 3 份')).toBeTruthy();
    expect(more().getAttribute('aria-label')).toBe('加一份 蓝莓，每户限 3 份');
    expect(more().getAttribute('aria-disabled')).toBe('true');
  });

  test('below the limit there is nothing to explain', () => {
    stepper(2);
    expect(screen.queryByText('每户限 3 份')).toBeNull();
  });
});

describe('CodeInput', () => {
  function Field({ onComplete }: { onComplete: (code: string) => void }) {
    const [value, setValue] = useState('');
    return <CodeInput value={value} onChange={setValue} onComplete={onComplete} />;
  }
  const boxes = (root: HTMLElement) => [...root.querySelectorAll('.lt-code-box')].map((box) => box.textContent);

  test('keeps digits only, shows them in six boxes and tells once when complete', () => {
    const onComplete = jest.fn();
    const { container } = render(<Field onComplete={onComplete} />);
    const type = (value: string) => fireEvent.change(screen.getByRole('textbox'), { target: { value } });
    type('48a2');
    expect(boxes(container)).toEqual(['4', '8', '2', '', '', '']);
    expect(screen.getByRole('textbox').getAttribute('aria-label')).toBe('取件码输入，已输入 3 位');
    expect(onComplete).not.toHaveBeenCalled();
    type('4829137');
    expect(boxes(container).join('')).toBe('482913');
    expect(onComplete.mock.calls).toEqual([['482913']]);
  });

  test.each([
    ['none', '没有这个取件码，再核对一下数字'],
    ['taken', '这个码已经取过了'],
    ['other-point', '这个码属于别的自提点'],
  ] as const)('%s is told beside the field', (status, words) => {
    render(<CodeInput value="482913" status={status} onChange={() => undefined} />);
    expect(screen.getByRole('alert').textContent).toBe(words);
  });
});

describe('Sheet', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());
  const sheet = (open: boolean, onClose: () => void) => (
    <Sheet open={open} title="选数量" onClose={onClose}>
      草莓
    </Sheet>
  );

  test('mask, cross and Esc ask to close; it goes once it is down', () => {
    const onClose = jest.fn();
    const { rerender } = render(sheet(true, onClose));
    for (const button of screen.getAllByRole('button', { name: '关闭' })) fireEvent.click(button);
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(onClose).toHaveBeenCalledTimes(3);
    rerender(sheet(false, onClose));
    expect(screen.queryByText('草莓')).toBeTruthy();
    act(() => void jest.advanceTimersByTime(220));
    expect(screen.queryByText('草莓')).toBeNull();
  });

  test('closed it draws nothing and hears no key', () => {
    const onClose = jest.fn();
    const { container } = render(sheet(false, onClose));
    fireEvent.keyDown(document, { key: 'Escape' });
    expect(container.textContent).toBe('');
    expect(onClose).not.toHaveBeenCalled();
  });
});

describe('Button', () => {
  test('takes one tap while its work is under way, also when the work fails', async () => {
    let fail: (reason: Error) => void = () => undefined;
    const work = jest.fn(() => new Promise<void>((_, reject) => (fail = reject)));
    render(<Button onTap={work}>微信支付 ¥59.50</Button>);
    const button = screen.getByRole('button', { name: '微信支付 ¥59.50' });
    fireEvent.click(button);
    fireEvent.click(button);
    expect(work).toHaveBeenCalledTimes(1);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await act(async () => fail(new Error('offline')));
    fireEvent.click(button);
    expect(work).toHaveBeenCalledTimes(2);
  });

  test('off and loading take none', () => {
    const onTap = jest.fn();
    const { rerender } = render(
      <Button tone="off" onTap={onTap}>
        已截单
      </Button>,
    );
    fireEvent.click(screen.getByRole('button'));
    rerender(
      <Button loading onTap={onTap}>
        已截单
      </Button>,
    );
    fireEvent.click(screen.getByRole('button'));
    expect(onTap).not.toHaveBeenCalled();
  });
});

test('Tabs: the chosen one is marked and only another one calls', () => {
  const onChange = jest.fn();
  const items = [
    { key: 'now', label: '进行中', count: 3 },
    { key: 'after', label: '售后', count: 0 },
  ] as const;
  render(<Tabs items={items} active="now" onChange={onChange} />);
  expect(screen.getAllByRole('tab').map((tab) => [tab.textContent, tab.getAttribute('aria-selected')])).toEqual([
    ['进行中 3', 'true'],
    ['售后', 'false'],
  ]);
  fireEvent.click(screen.getByRole('tab', { name: '进行中 3' }));
  expect(onChange).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole('tab', { name: '售后' }));
  expect(onChange.mock.calls).toEqual([['after']]);
});

test('Switch turns over, unless disabled', () => {
  const onChange = jest.fn();
  const { rerender } = render(<Switch checked label="使用积分" onChange={onChange} />);
  fireEvent.click(screen.getByRole('switch', { name: '使用积分', checked: true }));
  rerender(<Switch checked disabled label="使用积分" onChange={onChange} />);
  fireEvent.click(screen.getByRole('switch'));
  expect(onChange.mock.calls).toEqual([[false]]);
});
