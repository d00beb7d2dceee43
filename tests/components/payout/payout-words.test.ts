import { fen } from '@/contract/money';
import type { Withdrawal } from '@/contract/views';
import { mostNow, nextWords, readWish, typedYuan, type Payouts } from '@/features/payout/payout-words';

const NOW = Date.parse('2026-11-21T09:41:00+08:00');
const HOUR = 3_600_000;

const payouts = (payableFen: number): Payouts => ({
  now: NOW,
  merchantId: 'm1',
  merchantName: '晴川生鲜',
  money: { payableFen: fen(payableFen), withdrawingFen: fen(0), paidOutFen: fen(0) },
  rules: { minFen: fen(100), maxFen: fen(199_999), confirmHours: 24 },
  open: null,
  rows: [],
  cursor: null,
});

describe('what is typed', () => {
  test.each([
    ['12.5', 5_000, 1250],
    ['50', 5_000, 5000],
    ['50.01', 5_000, '可提现的只有 ¥50.00'],
    ['0.99', 5_000, '一次至少提现 ¥1.00'],
    ['2000', 900_000, '一次最多提现 ¥1,999.99'],
    ['1', -800, '可提现的只有 −¥8.00'],
    ['', 5_000, '写一个金额，比如 12.50'],
    ['12.345', 5_000, '写一个金额，比如 12.50'],
    ['一百', 5_000, '写一个金额，比如 12.50'],
  ])('%j of %i fen: %s', (text, payableFen, outcome) => {
    const wish = readWish(text, payouts(payableFen));
    expect(wish.ok ? Number(wish.amountFen) : wish.fault).toBe(outcome);
  });
});

test.each([
  [128_640, 128_640, '1286.40'],
  [900_000, 199_999, '1999.99'],
  [-800, 0, '0.00'],
])('all of %i fen is %i', (payableFen, most, typed) => {
  expect(mostNow(payouts(payableFen))).toBe(most);
  expect(typedYuan(most)).toBe(typed);
});

describe('what comes next', () => {
  const asked: Withdrawal = {
    withdrawalId: 'w1',
    role: 'leader',
    amountFen: fen(1600),
    state: 'requested',
    askedAt: NOW,
    decidedAt: null,
    confirmUntil: null,
    mayConfirm: false,
    endedAt: null,
    why: '',
  };
  const confirmUntil = NOW + 24 * HOUR;
  test.each([
    [{}, '商家同意后，钱会转到你的微信零钱'],
    [{ state: 'approved' as const }, '商家已同意，微信支付还在处理'],
    [{ state: 'waitingConfirm' as const, confirmUntil, mayConfirm: true }, '明天 09:41 前在微信里确认收款，过时退回'],
    [{ state: 'waitingConfirm' as const, confirmUntil }, '已确认，正在到账'],
    [{ state: 'waitingConfirm' as const, confirmUntil: NOW }, '确认的时间过了，正在退回可提现'],
  ])('%j: %s', (change, words) => {
    expect(nextWords({ ...asked, ...change }, NOW)).toBe(words);
  });
});
