import { DEFAULT_SETTINGS } from '../../../cloudfunctions/core/settings';
import {
  nextLookAt,
  resendAt,
  transferStep,
  type TransferAnswer,
  type TransferUnderWay,
} from '../../../cloudfunctions/core/withdrawal/transfer-steps';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/contract/time';

const SENT = Date.parse('2026-11-21T09:00:00+08:00');
const END = SENT + DAY_MS;
const AFTER_THE_END = 10_000;

const approved: TransferUnderWay = { state: 'approved', sentAt: SENT, sends: 1, package: null, confirmUntil: null };
const waiting: TransferUnderWay = { ...approved, state: 'waitingConfirm', package: 'p', confirmUntil: END };

const WAITS: TransferAnswer = { state: 'waitingConfirm', package: 'p' };
const PROCESSING: TransferAnswer = { state: 'processing' };
const PAID: TransferAnswer = { state: 'paid', doneAt: SENT + 1 };
const FROZEN: TransferAnswer = { state: 'closed', reason: '收款账户被冻结', expired: false };
const OVERDUE: TransferAnswer = { state: 'closed', reason: '超过 24 小时没有确认收款', expired: true };
const MISSING: TransferAnswer = { state: 'missing' };

describe('what an answer makes of it', () => {
  test.each([
    ['approved', approved, WAITS, 'wait waitingConfirm'],
    ['approved', approved, PROCESSING, 'wait approved'],
    ['approved', approved, PAID, 'paid'],
    ['approved', approved, FROZEN, 'giveBack failed'],
    ['approved', approved, OVERDUE, 'giveBack expired'],
    ['approved, sent once', approved, MISSING, 'send'],
    ['approved, sent 11 times', { ...approved, sends: 11 }, MISSING, 'send'],
    ['approved, sent 12 times', { ...approved, sends: 12 }, MISSING, 'giveUp'],
    ['waiting', waiting, WAITS, 'wait waitingConfirm'],
    ['waiting', waiting, PROCESSING, 'wait waitingConfirm'],
    ['waiting', waiting, PAID, 'paid'],
    ['waiting', waiting, FROZEN, 'giveBack failed'],
    ['waiting', waiting, OVERDUE, 'giveBack expired'],
    ['waiting, never sent again', waiting, MISSING, 'wait waitingConfirm'],
  ] as const)('%s: %#', (_, transfer, answer, outcome) => {
    const step = transferStep(transfer, answer, DEFAULT_SETTINGS, SENT + HOUR_MS);
    const state = step.kind === 'wait' ? step.transfer.state : step.kind === 'giveBack' ? step.state : '';
    expect(`${step.kind} ${state}`.trim()).toBe(outcome);
  });

  test('what was sent just now is not given up', () => {
    const often = { ...approved, sends: 12 };
    expect(transferStep(often, MISSING, DEFAULT_SETTINGS, SENT + 9 * MINUTE_MS).kind).toBe('send');
    expect(transferStep(often, MISSING, DEFAULT_SETTINGS, SENT + 10 * MINUTE_MS).kind).toBe('giveUp');
  });

  test('the day to confirm counts from the sending, not from the answer', () => {
    const step = transferStep(approved, WAITS, DEFAULT_SETTINGS, SENT + 3 * HOUR_MS);
    expect(step).toMatchObject({ transfer: { package: 'p', confirmUntil: END } });
  });

  test('once confirmed there is nothing left to confirm', () => {
    const step = transferStep(waiting, PROCESSING, DEFAULT_SETTINGS, SENT + HOUR_MS);
    expect(step).toMatchObject({ failure: null, transfer: { package: null, confirmUntil: END } });
  });

  test('one that the provider does not take up says why', () => {
    const step = transferStep(approved, PROCESSING, DEFAULT_SETTINGS, SENT + HOUR_MS);
    expect(step).toMatchObject({ failure: '微信支付还没有受理完，可能是付款账户余额不足' });
  });
});

describe('the next question', () => {
  test.each([
    // asked so long after the sending, next so long after that
    [0, MINUTE_MS],
    [9 * MINUTE_MS, MINUTE_MS],
    [10 * MINUTE_MS, 5 * MINUTE_MS],
    [59 * MINUTE_MS, 5 * MINUTE_MS],
    [HOUR_MS, 30 * MINUTE_MS],
    [6 * HOUR_MS, 2 * HOUR_MS],
    [23 * HOUR_MS, HOUR_MS + AFTER_THE_END],
    [DAY_MS - 1, 1 + AFTER_THE_END],
    [DAY_MS, MINUTE_MS],
    [DAY_MS + 10 * MINUTE_MS, 5 * MINUTE_MS],
    [3 * DAY_MS, 2 * HOUR_MS],
  ])('%i ms after the sending: in %i ms', (since, wait) => {
    expect(nextLookAt(waiting, SENT + since)).toBe(SENT + since + wait);
  });

  test('without an end it is only asked more and more rarely', () => {
    expect(nextLookAt(approved, SENT + 3 * DAY_MS)).toBe(SENT + 3 * DAY_MS + 2 * HOUR_MS);
  });

  test.each([
    [1, MINUTE_MS],
    [2, 5 * MINUTE_MS],
    [3, 30 * MINUTE_MS],
    [4, 2 * HOUR_MS],
    [5, 6 * HOUR_MS],
    [12, 6 * HOUR_MS],
  ])('after sending %i without an answer: in %i ms', (sends, wait) => {
    expect(resendAt(sends, SENT)).toBe(SENT + wait);
  });
});
