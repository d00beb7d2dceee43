import { fireEvent, render, screen } from '@testing-library/react';
import Taro, * as taro from '@tarojs/taro';
import MerchantCampaignsPage from '@/merchant/pages/campaigns/index';
import MerchantOrdersPage from '@/merchant/pages/orders/index';
import MerchantTodayPage from '@/merchant/pages/today/index';
import { answer, inputsOf, no, ok } from '../leader/answering';
import { campaign, NOW } from '../leader/fixtures';

jest.mock('@/lib/call-cloud', () => ({ callCloud: jest.fn() }));

const day = (change: object = {}) => ({
  now: NOW,
  merchantId: 'm1',
  merchantName: '晴川生鲜',
  role: 'owner',
  money: { pendingFen: 2864050, payableFen: 100, clearingFen: -2864150 },
  paidTodayFen: 783600,
  ordersToday: 132,
  toArrive: 0,
  openGroups: 14,
  lowStock: [],
  refundsInFlight: 0,
  refundsFailed: 0,
  payoutsWaiting: 0,
  billDifferences: 0,
  ...change,
});
const books = (change: object = {}) => ({
  now: NOW,
  accounts: [{ account: 'merchant:m1:pending', unit: 'FEN', balance: 2864050 }],
  sums: { FEN: 0, POINT: 0, GROWTH: 0 },
  journals: 12840,
  unapplied: 0,
  ...change,
});
const enter = (role: string) => () => ok({ now: NOW, staffOf: [{ merchantId: 'm1', merchantName: '晴川生鲜', role }] });

beforeEach(() => {
  const { routerParams } = taro as unknown as { routerParams: Record<string, string> };
  delete routerParams.f;
  routerParams.m = 'm1';
});

test('all done: money, the quiet house, and books that sum to zero', async () => {
  answer({ enter: enter('owner'), getMerchantDay: () => ok(day()), getBooks: () => ok(books()) });
  render(<MerchantTodayPage />);
  expect(await screen.findByText('今天的事都办完了')).toBeTruthy();
  expect(screen.getByRole('img', { name: '待结算 28640.50 元' })).toBeTruthy();
  expect(await screen.findByText('钱合计 ¥0.00')).toBeTruthy();
  expect(screen.queryByText(/账不平/)).toBeNull();
});

test('what is late comes before the quiet house', async () => {
  const late = { refundsFailed: 1, lowStock: [{ campaignId: 'c1', sku: 's1', name: '草莓', left: 0 }] };
  answer({
    enter: enter('owner'),
    getMerchantDay: () => ok(day(late)),
    getBooks: () => ok(books({ sums: { FEN: 5, POINT: 0, GROWTH: 0 } })),
  });
  render(<MerchantTodayPage />);
  expect(await screen.findByText(/1 笔退款没退成/)).toBeTruthy();
  expect(screen.getByText('已抢完')).toBeTruthy();
  expect(screen.queryByText('今天的事都办完了')).toBeNull();
  expect(await screen.findByText(/账不平/)).toBeTruthy();
});

test('the operator is not asked to read the books', async () => {
  answer({ enter: enter('operator'), getMerchantDay: () => ok(day({ role: 'operator' })) });
  render(<MerchantTodayPage />);
  await screen.findByText('你是运营 · 在开 14 个团');
  expect(inputsOf('getBooks')).toEqual([]);
});

test('who is no staff is told so', async () => {
  answer({ enter: () => ok({ now: NOW, staffOf: [] }), getMerchantDay: () => no('forbidden') });
  render(<MerchantTodayPage />);
  expect(await screen.findByText('这里只有店员能看')).toBeTruthy();
});

test.each([
  ['operator', true],
  ['finance', false],
] as const)('campaigns for %s: may publish %s', async (role, may) => {
  answer({
    enter: enter(role),
    listCampaigns: () => ok({ now: NOW, rows: [campaign({ title: '脐橙' })], cursor: null }),
  });
  render(<MerchantCampaignsPage />);
  expect(await screen.findByText('脐橙')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '新建活动' }) !== null).toBe(may);
});

test('a filter of campaigns looks through further pages until it has something to show', async () => {
  answer({
    enter: enter('owner'),
    listCampaigns: ({ cursor }) =>
      ok(
        cursor === undefined
          ? { now: NOW, rows: [campaign({ campaignId: 'c1', title: '脐橙' })], cursor: 'next' }
          : { now: NOW, rows: [campaign({ campaignId: 'c2', title: '雪梨', state: 'ended' })], cursor: null },
      ),
  });
  render(<MerchantCampaignsPage />);
  fireEvent.click(await screen.findByRole('tab', { name: '已结束' }));
  expect(await screen.findByText('雪梨')).toBeTruthy();
  expect(screen.queryByText('脐橙')).toBeNull();
});

test('orders: a filter asks anew, a row opens the order', async () => {
  const order = {
    orderId: 'o1',
    groupId: 'g1',
    state: 'refunded',
    name: '林晚',
    what: '草莓 ×2',
    payFen: 5950,
    refundedFen: 5950,
    pointName: '3 号门',
    leaderName: '周姐',
    placedAt: NOW,
  };
  answer({
    enter: enter('finance'),
    listMerchantOrders: ({ filter }) => ok({ now: NOW, rows: filter === 'refunded' ? [order] : [], cursor: null }),
  });
  render(<MerchantOrdersPage />);
  expect(await screen.findByText('还没有订单')).toBeTruthy();
  fireEvent.click(screen.getByRole('tab', { name: '已退款' }));
  fireEvent.click(await screen.findByRole('button', { name: '林晚，草莓 ×2，¥59.50，已退款' }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/shopping/pages/order/index?o=o1' });
});
