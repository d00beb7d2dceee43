/** Who is paid out (rulebook section 12): a leader their commission, an inviter their referral rewards. */
export const PAYEE_ROLES = ['leader', 'inviter'] as const;
export type PayeeRole = (typeof PAYEE_ROLES)[number];

export const WITHDRAWAL_STATES = [
  'requested',
  'approved',
  'waitingConfirm',
  'paid',
  'expired',
  'failed',
  'rejected',
] as const;
/** 待审核 转账中 待确认收款 已到账 超时未确认 转账失败 已驳回 (rulebook section 12). */
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];
