import type { WithdrawalState } from '../../../src/contract/withdrawal';

/**
 * Which state may follow which (rulebook section 12). An approved one ends without having waited where the first answer
 * that the provider gives is already the last, or where it never took the transfer at all.
 */
export const WITHDRAWAL_TRANSITIONS: Readonly<Record<WithdrawalState, readonly WithdrawalState[]>> = {
  requested: ['approved', 'rejected'],
  approved: ['waitingConfirm', 'paid', 'expired', 'failed'],
  waitingConfirm: ['paid', 'expired', 'failed'],
  paid: [],
  expired: [],
  failed: [],
  rejected: [],
};

export const FINAL_WITHDRAWAL_STATES = [
  'paid',
  'expired',
  'failed',
  'rejected',
] as const satisfies readonly WithdrawalState[];
export type FinalWithdrawalState = (typeof FINAL_WITHDRAWAL_STATES)[number];

export const canMove = (from: WithdrawalState, to: WithdrawalState): boolean =>
  WITHDRAWAL_TRANSITIONS[from].includes(to);
