import { fireEvent, render, screen } from '@testing-library/react';
import Taro from '@tarojs/taro';
import LeaderDeskPage from '@/leader/pages/desk/index';
import LeaderEarningsPage from '@/leader/pages/earnings/index';
import { answer, inputsOf, no, ok } from './answering';
import { desk, NOW } from './fixtures';

jest.mock('@/lib/call-cloud', () => ({ callCloud: jest.fn() }));

test('the desk names the work, and a to-do leads to it', async () => {
  answer({ getDesk: () => ok(desk()) });
  render(<LeaderDeskPage />);
  expect(await screen.findByText('周姐，今天有 20 单等着取')).toBeTruthy();
  expect(screen.getByRole('img', { name: '可提现 1286.40 元' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '提现' }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/membership/pages/payout/index?r=leader&m=m1' });
  fireEvent.click(screen.getByRole('button', { name: '待确认到货 2 批，去签收' }));
  expect(Taro.redirectTo).toHaveBeenCalledWith({ url: '/leader/pages/groups/index?f=waiting' });
});

test('who is not approved yet sees that, and no work', async () => {
  answer({ getDesk: () => ok(desk({ leader: { ...desk().leader, state: 'pending' } })) });
  render(<LeaderDeskPage />);
  expect(await screen.findByText('审核中')).toBeTruthy();
  expect(screen.queryByRole('tablist')).toBeNull();
});

test('who does not lead is led back', async () => {
  answer({ getDesk: () => no('forbidden') });
  render(<LeaderDeskPage />);
  fireEvent.click(await screen.findByRole('button', { name: '回到我的' }));
  expect(Taro.switchTab).toHaveBeenCalledWith({ url: '/pages/me/index' });
});

test('offline it can be tried again', async () => {
  answer({ getDesk: () => no('offline') });
  render(<LeaderDeskPage />);
  const retry = await screen.findByRole('button', { name: '重试' });
  answer({ getDesk: () => ok(desk({ toCollect: 0 })) });
  fireEvent.click(retry);
  expect(await screen.findByText('周姐，现在没有等着取的单')).toBeTruthy();
});

test('earnings: what is expected stays apart from what is booked', async () => {
  answer({
    getDesk: () => ok(desk()),
    listLedger: () =>
      ok({
        now: NOW,
        unit: 'FEN',
        balance: 128640,
        expected: 31275,
        expectedOrders: 26,
        earnedInAll: 0,
        expiring: null,
        rows: [
          {
            journalId: 'j1',
            kind: 'correction',
            title: '更正',
            why: '退了 1 件',
            at: NOW,
            amount: -264,
            balance: 128640,
          },
        ],
        cursor: null,
      }),
  });
  render(<LeaderEarningsPage />);
  expect(await screen.findByText('待入账 · 26 单')).toBeTruthy();
  expect(screen.getByText('−¥2.64')).toBeTruthy();
  expect(screen.getByText('余 ¥1,286.40')).toBeTruthy();
  expect(inputsOf('listLedger')[0]).toEqual({ merchantId: 'm1', book: 'commission' });
});
