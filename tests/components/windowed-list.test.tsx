import { fireEvent, render } from '@testing-library/react';
import { visibleRange } from '@/components/windowed-list/visible-range';
import { WindowedList } from '@/components/windowed-list/windowed-list';

const thousand = Array.from({ length: 1000 }, (_, i) => i);
const list = (items: number[]) => (
  <WindowedList items={items} keyOf={String} rowHeight={144} renderRow={(i) => `row ${i}`} />
);

test('a thousand rows draw a few dozen, wherever the list stands', () => {
  const { container } = render(list(thousand));
  const rows = () => [...container.querySelectorAll('.lt-windowed-row')].map((row) => row.textContent);
  expect(rows().length).toBeLessThan(40);
  expect(rows()[0]).toBe('row 0');
  const scroller = container.querySelector('.lt-windowed') as HTMLElement;
  for (const [top, expected] of [
    [72 * 500, 'row 500'],
    [72 * 1000, 'row 999'],
    [0, 'row 0'],
  ] as const) {
    fireEvent.scroll(scroller, { target: { scrollTop: top } });
    expect(rows()).toContain(expected);
    expect(rows().length).toBeLessThan(40);
  }
});

test('a shrunk list shows its rows again', () => {
  const { container, rerender } = render(list(thousand));
  fireEvent.scroll(container.querySelector('.lt-windowed') as HTMLElement, { target: { scrollTop: 72 * 900 } });
  rerender(list([7, 8]));
  expect([...container.querySelectorAll('.lt-windowed-row')].map((row) => row.textContent)).toEqual(['row 7', 'row 8']);
});

test('whatever the position, the rows in the window are drawn and the range is valid', () => {
  for (const count of [0, 1, 8, 50, 1000]) {
    for (let scrollPx = -100; scrollPx <= count * 70; scrollPx += 333) {
      const { from, to } = visibleRange({ count, rowPx: 70, viewPx: 800, scrollPx });
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeLessThanOrEqual(count);
      expect(to - from).toBeLessThanOrEqual(30);
      const first = Math.max(0, Math.floor(scrollPx / 70));
      expect(from).toBeLessThanOrEqual(Math.min(first, count));
      expect(to).toBeGreaterThanOrEqual(Math.min(count, first + 12));
    }
  }
});
