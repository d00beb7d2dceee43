import { act, fireEvent, render, screen } from '@testing-library/react';
import * as taro from '@tarojs/taro';
import { confirmTransfer } from '@/lib/confirm-transfer';
import PayoutPage from '@/membership/pages/payout/index';
import MerchantPayoutsPage from '@/merchant/pages/payouts/index';
import { answer, inputsOf, no, ok, tap } from '../leader/answering';
import { NOW } from '../leader/fixtures';

jest.mock('@/lib/call-cloud', () => ({ callCloud: jest.fn() }));
jest.mock('@/lib/confirm-transfer', () => ({ confirmTransfer: jest.fn() }));

const HOUR = 3_600_000;
const withdrawal = (change: object = {}) => ({
  withdrawalId: 'w1',
  role: 'leader',
  amountFen: 1600,
  state: 'requested',
  askedAt: NOW - HOUR,
  decidedAt: null,
  confirmUntil: null,
  mayConfirm: false,
  endedAt: null,
  why: '',
  ...change,
});
const waiting = withdrawal({ state: 'waitingConfirm', confirmUntil: NOW + HOUR, mayConfirm: true });
const payouts = (change: object = {}) => ({
  now: NOW,
  merchantId: 'm1',
  merchantName: '晴川生鲜',
  money: { payableFen: 1600, withdrawingFen: 0, paidOutFen: 0 },
  rules: { minFen: 100, maxFen: 199_999, confirmHours: 24 },
  open: null,
  rows: [],
  cursor: null,
  ...change,
});

beforeEach(() => {
  const { routerParams } = taro as unknown as { routerParams: Record<string, string> };
  Object.assign(routerParams, { r: 'leader', m: 'm1' });
  delete routerParams.f;
  jest.mocked(confirmTransfer).mockReset();
});

const type = async (text: string): Promise<void> => {
  fireEvent.input(await screen.findByLabelText('提现金额，元'), { target: { value: text } });
};

test('asking again for the same amount is the same command, another amount another one', async () => {
  answer({ listWithdrawals: () => ok(payouts()), askWithdrawal: () => no('systemBusy') });
  render(<PayoutPage />);
  await type('10');
  await tap('提现 ¥10.00');
  await screen.findByText('系统有点忙，请稍后再试');
  await tap('提现 ¥10.00');
  await type('12');
  await tap('提现 ¥12.00');
  const [first, again, other] = inputsOf('askWithdrawal');
  expect(first).toMatchObject({ merchantId: 'm1', role: 'leader', amountFen: 1000 });
  expect(again?.commandId).toBe(first?.commandId);
  expect(other?.commandId).not.toBe(first?.commandId);
});

test('all of it at a tap', async () => {
  answer({ listWithdrawals: () => ok(payouts()), askWithdrawal: () => ok({ now: NOW, withdrawal: withdrawal() }) });
  render(<PayoutPage />);
  await tap('全部提现');
  await tap('提现 ¥16.00');
  expect(inputsOf('askWithdrawal')).toMatchObject([{ amountFen: 1600 }]);
});

test('too little earned: nothing to tap but the words say from when', async () => {
  const money = { payableFen: 60, withdrawingFen: 0, paidOutFen: 0 };
  answer({ listWithdrawals: () => ok(payouts({ money })) });
  render(<PayoutPage />);
  await screen.findByText('还没有提现过');
  expect(screen.queryByRole('button', { name: '全部提现' })).toBeNull();
  expect(screen.getByRole('button', { name: '提现' }).getAttribute('aria-disabled')).toBe('true');
});

test('a debt is told, with what fills it', async () => {
  const money = { payableFen: -800, withdrawingFen: 0, paidOutFen: 1600 };
  answer({ listWithdrawals: () => ok(payouts({ money, rows: [withdrawal({ state: 'paid', endedAt: NOW })] })) });
  render(<PayoutPage />);
  expect(await screen.findByText('有订单退了款，后面的收入先补上这一笔')).toBeTruthy();
  expect(screen.getByText('已到账', { selector: '.lt-tag' })).toBeTruthy();
});

test('confirming opens WeChat’s sheet, then the server is asked and not the sheet believed', async () => {
  let state = waiting;
  answer({
    listWithdrawals: () => ok(payouts({ open: state.state === 'paid' ? null : state, rows: [state] })),
    confirmWithdrawal: () => ok({ mchId: '1', appId: 'wx', package: 'p' }),
    checkWithdrawal: () => {
      state = withdrawal({ state: 'paid', endedAt: NOW });
      return ok({ now: NOW, withdrawal: state });
    },
  });
  jest.mocked(confirmTransfer).mockResolvedValue('confirmed');
  render(<PayoutPage />);
  await tap('去确认收款');
  expect(confirmTransfer).toHaveBeenCalledWith({ mchId: '1', appId: 'wx', package: 'p', amountFen: 1600 });
  expect(inputsOf('checkWithdrawal')).toEqual([{ withdrawalId: 'w1' }]);
  expect(await screen.findByRole('button', { name: '全部提现' })).toBeTruthy();
});

test('who closes the sheet is asked about once and can confirm later', async () => {
  answer({
    listWithdrawals: () => ok(payouts({ open: waiting, rows: [waiting] })),
    confirmWithdrawal: () => ok({ mchId: '1', appId: 'wx', package: 'p' }),
    checkWithdrawal: () => ok({ now: NOW, withdrawal: waiting }),
  });
  jest.mocked(confirmTransfer).mockResolvedValue('cancelled');
  render(<PayoutPage />);
  await tap('去确认收款');
  expect(inputsOf('checkWithdrawal')).toHaveLength(1);
  expect(await screen.findByRole('button', { name: '去确认收款' })).toBeTruthy();
});

test('a WeChat too old to confirm says so', async () => {
  answer({
    listWithdrawals: () => ok(payouts({ open: waiting, rows: [waiting] })),
    confirmWithdrawal: () => ok({ mchId: '1', appId: 'wx', package: 'p' }),
  });
  jest.mocked(confirmTransfer).mockResolvedValue('unsupported');
  render(<PayoutPage />);
  await tap('去确认收款');
  expect(await screen.findByText('微信版本太低，更新微信后再来确认收款')).toBeTruthy();
});

describe('the shop', () => {
  const enter = () => ok({ now: NOW, staffOf: [{ merchantId: 'm1', merchantName: '晴川生鲜', role: 'owner' }] });
  const payout = (change: object = {}) => ({ ...withdrawal(change), name: '周姐', trouble: '', ...change });
  const row = '周姐，团长佣金，¥16.00，待审核';

  test('rejects with a reason', async () => {
    answer({
      enter,
      listPayouts: () => ok({ now: NOW, rows: [payout()], cursor: null }),
      decideWithdrawal: () => ok({ now: NOW, payout: payout({ state: 'rejected' }) }),
    });
    render(<MerchantPayoutsPage />);
    await tap(row);
    await tap('驳回');
    expect(screen.getByRole('button', { name: '驳回并退回' }).getAttribute('aria-disabled')).toBe('true');
    fireEvent.input(screen.getByLabelText('驳回的原因'), { target: { value: '先对账' } });
    await tap('驳回并退回');
    expect(inputsOf('decideWithdrawal')).toMatchObject([
      { merchantId: 'm1', withdrawalId: 'w1', decision: { kind: 'reject', reason: '先对账' } },
    ]);
  });

  test('approves by the amount; somebody else was faster', async () => {
    answer({
      enter,
      listPayouts: () => ok({ now: NOW, rows: [payout()], cursor: null }),
      decideWithdrawal: () => no('wrongState'),
    });
    render(<MerchantPayoutsPage />);
    await tap(row);
    await tap('同意，转 ¥16.00');
    expect(await screen.findByText('现在的状态不能这样做')).toBeTruthy();
    expect(inputsOf('decideWithdrawal')).toMatchObject([{ decision: { kind: 'approve' } }]);
  });

  test('sees what a payout is stuck on', async () => {
    const stuck = payout({ state: 'approved', trouble: '付款账户余额不足' });
    answer({ enter, listPayouts: () => ok({ now: NOW, rows: [stuck], cursor: null }) });
    render(<MerchantPayoutsPage />);
    await act(async () => undefined);
    expect(await screen.findByText('付款账户余额不足')).toBeTruthy();
  });

  test('operators are told that it is not theirs', async () => {
    answer({ enter, listPayouts: () => no('forbidden') });
    render(<MerchantPayoutsPage />);
    expect(await screen.findByText('提现只有店主和财务能看')).toBeTruthy();
  });
});
