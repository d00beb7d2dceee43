import type { OrderState } from '../../../src/contract/order';

/**
 * Which state may follow which (rulebook section 4). An order skips `arrived` when the last line that had not arrived is
 * refunded and the others are already collected; it falls back from `collected` when a hand-over is undone.
 */
export const ORDER_TRANSITIONS: Readonly<Record<OrderState, readonly OrderState[]>> = {
  unpaid: ['paid', 'cancelled'],
  paid: ['confirmed', 'refunded'],
  confirmed: ['arrived', 'collected', 'refunded'],
  arrived: ['collected', 'refunded'],
  collected: ['arrived', 'completed', 'refunded'],
  completed: [],
  cancelled: [],
  refunded: [],
};

export const FINAL_ORDER_STATES: readonly OrderState[] = ['completed', 'cancelled', 'refunded'];

export const canMove = (from: OrderState, to: OrderState): boolean => ORDER_TRANSITIONS[from].includes(to);
