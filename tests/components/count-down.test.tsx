import { act, render, screen } from '@testing-library/react';
import { CountDown } from '@/components/count-down/count-down';
import { isSoon, leftText, leftWords } from '@/components/count-down/left-text';
import { fire } from './mocks/taro';

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

test.each([
  [2 * D + 4 * H, false, '2 天 04 小时'],
  [D + S, false, '1 天 00 小时'],
  [D, false, '24:00:00'],
  [D - S, false, '23:59:59'],
  [10 * H + 18 * M + 24 * S, false, '10:18:24'],
  [59 * S, false, '00:00:59'],
  [1, false, '00:00:01'],
  [0, false, '00:00:00'],
  [12 * M + 46 * S, true, '12:46'],
  [H, true, '01:00:00'],
])('%i ms, short %s: %s', (ms, short, text) => {
  expect(leftText(ms, short)).toBe(text);
});

test.each([
  [2 * D + 4 * H, '2 天 4 小时'],
  [10 * H + 18 * M + 24 * S, '10 小时 18 分'],
  [5 * M, '5 分'],
  [40 * S, '不到 1 分'],
])('%i ms is read as %s', (ms, words) => {
  expect(leftWords(ms)).toBe(words);
});

test.each([
  [10 * M, false],
  [10 * M - 1, true],
  [1, true],
  [0, false],
])('%i ms is soon: %s', (ms, soon) => {
  expect(isSoon(ms)).toBe(soon);
});

describe('ticking', () => {
  // The phone's clock is wrong by far: only the server's moments and what passes since may count.
  const SERVER = 1_800_000_000_000;
  beforeEach(() => jest.useFakeTimers({ now: 5_000_000 }));
  afterEach(() => jest.useRealTimers());
  const pass = (ms: number) => act(() => void jest.advanceTimersByTime(ms));

  test('counts by the server clock, reaches zero once and never goes below', () => {
    const onZero = jest.fn();
    const { container } = render(<CountDown deadline={SERVER + 3 * S} now={SERVER} soonText="" onZero={onZero} />);
    expect(container.textContent).toBe('00:00:03');
    pass(S);
    expect(container.textContent).toBe('00:00:02');
    expect(onZero).not.toHaveBeenCalled();
    pass(2 * S);
    expect(container.textContent).toBe('00:00:00');
    pass(10 * S);
    expect(container.textContent).toBe('00:00:00');
    expect(onZero).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('rests while the page is hidden and catches up when it is shown', () => {
    const { container } = render(<CountDown deadline={SERVER + H} now={SERVER} />);
    act(() => void fire('useDidHide'));
    expect(jest.getTimerCount()).toBe(0);
    pass(10 * M);
    expect(container.textContent).toBe('01:00:00');
    act(() => void fire('useDidShow'));
    expect(container.textContent).toBe('00:50:00');
  });

  test('a new deadline starts again and ends again', () => {
    const onZero = jest.fn();
    const { rerender } = render(<CountDown deadline={SERVER + S} now={SERVER} onZero={onZero} />);
    pass(S);
    rerender(<CountDown deadline={SERVER + 5 * S} now={SERVER + S} onZero={onZero} />);
    pass(3 * S);
    expect(onZero).toHaveBeenCalledTimes(1);
    pass(S);
    expect(onZero).toHaveBeenCalledTimes(2);
  });

  test('the last ten minutes say so; the reader hears minutes, not seconds', () => {
    const { container } = render(<CountDown label="距截单" deadline={SERVER + 10 * M + S} now={SERVER} />);
    expect(container.textContent).toBe('距截单00:10:01');
    expect(screen.getByRole('timer').getAttribute('aria-label')).toBe('距截单还有 10 分');
    pass(2 * S);
    expect(container.textContent).toBe('距截单00:09:59即将截单');
  });

  test('leaves no timer behind', () => {
    render(<CountDown deadline={SERVER + H} now={SERVER} />).unmount();
    expect(jest.getTimerCount()).toBe(0);
  });
});
