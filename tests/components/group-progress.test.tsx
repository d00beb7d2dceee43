import { render, screen } from '@testing-library/react';
import { GroupProgress } from '@/components/group-progress/group-progress';

const lit = (root: HTMLElement) => root.querySelectorAll('.lt-window-on').length;
const all = (root: HTMLElement) => root.querySelectorAll('.lt-window').length;

test('an open group says how many are in and how many are missing', () => {
  const { container } = render(<GroupProgress goal="people" target={30} current={23} note="没满全额退" />);
  expect(container.textContent).toBe('23 户亮灯，再 7 户成团满 30 户没满全额退');
  expect([all(container), lit(container)]).toEqual([30, 23]);
  expect(screen.getByRole('progressbar').getAttribute('aria-label')).toContain('已有 23 户参团，满 30 户成团，再 7 户');
});

test('a strip has at most fifteen windows, a meter at most twenty', () => {
  const strip = render(<GroupProgress goal="people" target={30} current={23} variant="strip" />).container;
  expect([all(strip), lit(strip), strip.textContent]).toEqual([15, 11, '再 7 户成团']);
  const mini = render(<GroupProgress goal="people" target={20} current={18} variant="mini" />).container;
  expect([all(mini), lit(mini)]).toEqual([20, 18]);
});

test('a target of many households says what one window stands for', () => {
  const { container } = render(<GroupProgress goal="people" target={60} current={10} />);
  expect(container.textContent).toContain('满 60 户 · 一窗 2 户');
});

test.each([
  ['open', 41, '30 户全亮，已够成团'],
  ['reached', 41, '30 户全亮，成团了'],
] as const)('%s with %i households: %s', (state, current, words) => {
  const { container } = render(<GroupProgress goal="people" target={30} current={current} state={state} />);
  expect(container.textContent).toBe(words);
  expect(lit(container)).toBe(30);
});

test('a failed group speaks of the refund and lights nothing', () => {
  const { container } = render(
    <GroupProgress goal="people" target={30} current={12} state="failed" note="¥59.50 已原路退回" />,
  );
  expect(container.textContent).toBe('没满 30 户，这次没成团已退款¥59.50 已原路退回');
  expect(all(container)).toBe(0);
});

test('units count 件, and without a goal every order stands', () => {
  expect(render(<GroupProgress goal="units" target={45} current={22} />).container.textContent).toContain(
    '已团 22 件，再 23 件成团',
  );
  expect(render(<GroupProgress goal="none" current={86} />).container.textContent).toBe('买了就成已团 86 件');
});

test('only windows that light up while it is on screen are animated, one after the other', () => {
  const { container, rerender } = render(<GroupProgress goal="people" target={30} current={23} />);
  expect(container.querySelectorAll('.lt-window-lights')).toHaveLength(0);
  rerender(<GroupProgress goal="people" target={30} current={26} />);
  const lights = [...container.querySelectorAll<HTMLElement>('.lt-window-lights')];
  expect(lights.map((light) => light.style.animationDelay)).toEqual(['', '40ms', '80ms']);
});
