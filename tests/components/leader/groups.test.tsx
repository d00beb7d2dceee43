import { fireEvent, render, screen, within } from '@testing-library/react';
import LeaderGroupsPage from '@/leader/pages/groups/index';
import { answer, inputsOf, no, ok, tap, type Answers } from './answering';
import { groupDetail, ledGroup, NOW } from './fixtures';

jest.mock('@/lib/call-cloud', () => ({ callCloud: jest.fn() }));

const rows =
  (...groups: unknown[]): Answers['listLeaderGroups'] =>
  () =>
    ok({ now: NOW, rows: groups, cursor: null });
const names = (): string[] =>
  ['取消团', '提前截单', '确认到货', '去核销'].filter((name) => screen.queryByRole('button', { name }) !== null);

test.each([
  // group, sums → acts
  [{ reached: false }, { orders: 3 }, []],
  [{ reached: true }, { orders: 3 }, ['提前截单']],
  [{ reached: false }, { orders: 0 }, ['取消团']],
  [{ state: 'scheduled' }, { orders: 0 }, ['取消团']],
  [{ state: 'closing', reached: true }, { orders: 3 }, []],
  [{ state: 'formed', reached: true }, { orders: 3 }, ['确认到货']],
  [{ state: 'formed', reached: true }, { orders: 3, waiting: 1 }, ['确认到货', '去核销']],
  [{ state: 'arrived', reached: true }, { orders: 3, waiting: 2 }, ['去核销']],
  [{ state: 'failed' }, { orders: 0 }, []],
  [{ state: 'cancelled' }, { orders: 0 }, []],
])('%j %j', async (card, sums, acts) => {
  answer({ listLeaderGroups: rows(ledGroup(card, sums)) });
  render(<LeaderGroupsPage />);
  await screen.findByText('丹东草莓');
  expect(names()).toEqual(acts);
});

test('arrivals: those that came are named, and it is asked once more', async () => {
  answer({
    listLeaderGroups: rows(ledGroup({ state: 'formed', reached: true })),
    getGroup: () => ok(groupDetail({ state: 'formed' })),
    markArrived: () => ok({ groupId: 'g1', orders: 12 }),
  });
  render(<LeaderGroupsPage />);
  await tap('确认到货');
  fireEvent.click(await screen.findByRole('switch', { name: '土豆 11 件' }));
  await tap('这 1 样到货');
  const dialog = screen.getByRole('dialog', { name: '确认货到了？' });
  expect(dialog.textContent).toContain('西兰花到货后，会马上告诉买了的邻居来取');
  expect(inputsOf('markArrived')).toEqual([]);
  fireEvent.click(within(dialog).getByRole('button', { name: '确认到货' }));
  expect(await screen.findByText('到货记下了，12 单可以来取')).toBeTruthy();
  expect(inputsOf('markArrived')).toEqual([{ groupId: 'g1', skus: ['s1'] }]);
});

test('a refused early close is told, and the list is asked again', async () => {
  answer({ listLeaderGroups: rows(ledGroup({ reached: true })), closeGroup: () => no('thresholdNotReached') });
  render(<LeaderGroupsPage />);
  await tap('提前截单');
  fireEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: '提前截单' }));
  expect(await screen.findByText('还没到成团门槛，不能提前截单')).toBeTruthy();
  expect(inputsOf('listLeaderGroups')).toHaveLength(2);
});
