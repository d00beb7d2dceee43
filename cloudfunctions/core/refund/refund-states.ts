import type { RefundState } from '../../../src/contract/order';

/**
 * Which state may follow which (rulebook section 6). A request begins as `requested` and comes back to it by an appeal;
 * every other refund begins as `sending`. A failed one is sent again under its number, or turns out to have been paid.
 */
export const REFUND_TRANSITIONS: Readonly<Record<RefundState, readonly RefundState[]>> = {
  requested: ['approved', 'rejected'],
  rejected: ['requested'],
  approved: ['sending'],
  sending: ['done', 'failed'],
  failed: ['sending', 'done'],
  done: [],
};

export const FINAL_REFUND_STATES: readonly RefundState[] = ['done'];

export const canMove = (from: RefundState, to: RefundState): boolean => REFUND_TRANSITIONS[from].includes(to);

/**
 * Whether a refund keeps its order from completing. A failed one does not: what it gives back is already left out of what
 * was kept, so that nobody's reward has to wait for the provider.
 */
export const isOpen = (state: RefundState): boolean =>
  state === 'requested' || state === 'approved' || state === 'sending';
