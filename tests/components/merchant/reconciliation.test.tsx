import { fireEvent, render, screen } from '@testing-library/react';
import Taro, * as taro from '@tarojs/taro';
import MerchantReconciliationPage from '@/merchant/pages/reconciliation/index';
import { answer, inputsOf, no, ok } from '../leader/answering';
import { NOW } from '../leader/fixtures';

jest.mock('@/lib/call-cloud', () => ({ callCloud: jest.fn() }));

const row = (change: object = {}) => ({
  day: '2026-11-20',
  state: 'done',
  paid: { billFen: 783600, booksFen: 783600 },
  refunded: { billFen: 2000, booksFen: 2000 },
  transferred: { billFen: 0, booksFen: 0 },
  feesFen: 4690,
  matched: 132,
  different: 0,
  open: 0,
  ...change,
});
const finding = (change: object = {}) => ({
  kind: 'pay',
  number: 'o1234567890',
  class: 'different',
  title: '付款 · 金额不一样',
  words: '微信账单是 ¥20.01，账上是 ¥20.00。请按单号到商户平台核对',
  billFen: 2001,
  booksFen: 2000,
  orderId: 'o1234567890',
  closedAt: null,
  ...change,
});
const detail = (change: object = {}) => ({
  now: NOW,
  merchantId: 'm1',
  row: row(),
  doneAt: NOW,
  counts: { matched: 132, missingInBooks: 0, missingInBill: 0, different: 0 },
  cumulative: { billFen: 781600, booksFen: 781600, findingsFen: 0, agrees: true },
  findings: [],
  findingsInAll: 0,
  ...change,
});
const enter = () => ok({ now: NOW, staffOf: [{ merchantId: 'm1', merchantName: '晴川生鲜', role: 'finance' }] });
const params = (taro as unknown as { routerParams: Record<string, string> }).routerParams;

beforeEach(() => {
  delete params.f;
  params.m = 'm1';
});

test.each([
  [{}, '全部对上'],
  [{ different: 2, open: 2 }, '2 笔不一致'],
  [{ different: 2, open: 0 }, '后来都对上'],
  [{ matched: 0 }, '没有收付'],
  [{ state: 'waiting' }, '等账单'],
  [{ state: 'running' }, '核对中'],
])('a day of the list: %o', async (change, words) => {
  answer({ enter, listReconciliations: () => ok({ now: NOW, rows: [row(change)], cursor: null }) });
  render(<MerchantReconciliationPage />);
  expect(await screen.findByText(words)).toBeTruthy();
});

test('a tap on a day opens it', async () => {
  answer({ enter, listReconciliations: () => ok({ now: NOW, rows: [row()], cursor: null }) });
  render(<MerchantReconciliationPage />);
  fireEvent.click(await screen.findByRole('button', { name: /周五，全部对上，收 ¥7,836.00 · 退 ¥20.00/ }));
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/merchant/pages/reconciliation/index?m=m1&f=2026-11-20' });
});

test('no day yet, and who may not see it', async () => {
  answer({ enter, listReconciliations: () => ok({ now: NOW, rows: [], cursor: null }) });
  const { unmount } = render(<MerchantReconciliationPage />);
  expect(await screen.findByText('还没有账单')).toBeTruthy();
  unmount();
  answer({ enter, listReconciliations: () => no('forbidden') });
  render(<MerchantReconciliationPage />);
  expect(await screen.findByText('对账只有店主和财务能看')).toBeTruthy();
});

test('a day on which all matches: both sums, and the account since the first day', async () => {
  params.f = '2026-11-20';
  answer({ enter, getReconciliation: () => ok(detail()) });
  render(<MerchantReconciliationPage />);
  expect(await screen.findAllByText('¥7,836.00')).toHaveLength(2);
  expect(screen.getByText('132 笔对上 · 手续费 ¥46.90，由微信扣下，不进账本')).toBeTruthy();
  expect(screen.getByText('一分不差')).toBeTruthy();
  expect(inputsOf('getReconciliation')).toEqual([{ merchantId: 'm1', day: '2026-11-20' }]);
});

test('what does not match, with both amounts and what to do', async () => {
  params.f = '2026-11-20';
  const missing = finding({ number: 'r1', title: '退款 · 账单里没有', billFen: null, booksFen: 300, orderId: null });
  const settled = finding({ number: 'o9', closedAt: NOW, words: '后来对上了' });
  answer({
    enter,
    getReconciliation: () =>
      ok(
        detail({
          row: row({ different: 3, open: 2 }),
          cumulative: { billFen: 781901, booksFen: 781600, findingsFen: 301, agrees: true },
          findings: [finding(), missing, settled],
          findingsInAll: 120,
        }),
      ),
  });
  render(<MerchantReconciliationPage />);
  expect(await screen.findByText('2 笔不一致')).toBeTruthy();
  expect(screen.getByText('差 ¥3.01，正是还没对上的那几笔')).toBeTruthy();
  expect(screen.getAllByText('¥20.01').length).toBeGreaterThan(0);
  expect(screen.getByText('没有')).toBeTruthy();
  expect(screen.getByText('一共 120 笔，这里是前 3 笔')).toBeTruthy();
  fireEvent.click(screen.getAllByText('看订单')[0]!);
  expect(Taro.navigateTo).toHaveBeenCalledWith({ url: '/shopping/pages/order/index?o=o1234567890' });
});

test('an account that differs by more than that is an alarm', async () => {
  params.f = '2026-11-20';
  const cumulative = { billFen: 781901, booksFen: 781600, findingsFen: 0, agrees: false };
  answer({ enter, getReconciliation: () => ok(detail({ cumulative })) });
  render(<MerchantReconciliationPage />);
  expect(await screen.findByText(/请联系技术核对/)).toBeTruthy();
});
