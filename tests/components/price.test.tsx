import { render, screen } from '@testing-library/react';
import { Price } from '@/components/price/price';
import { fenText } from '@/components/price/split-fen';

test.each([
  [0, '¥0.00'],
  [5, '¥0.05'],
  [2980, '¥29.80'],
  [128640, '¥1,286.40'],
  [100000000, '¥1,000,000.00'],
  [-800, '−¥8.00'],
  [-5, '−¥0.05'],
])('%i fen reads %s', (fen, text) => {
  expect(fenText(fen)).toBe(text);
  const { container } = render(<Price fen={fen} />);
  expect(container.textContent).toBe(text);
});

test('a reader hears the whole amount, not its parts', () => {
  render(<Price fen={128640} label="应付" />);
  expect(screen.getByRole('img', { name: '应付 1286.40 元' })).toBeTruthy();
});

test('what is sold out or paid loses the buying colour', () => {
  const { container, rerender } = render(<Price fen={100} tone="sold-out" />);
  expect(container.querySelector('.lt-price-sold-out')).toBeTruthy();
  rerender(<Price fen={100} tone="ink" />);
  expect(container.querySelector('.lt-price-ink')).toBeTruthy();
});
