import type { GroupState } from '../../../src/contract/group';

/**
 * Which state may follow which (rulebook section 3). A formed group finishes without an arrival when nothing is left to
 * deliver: it had no order, or all were refunded.
 */
export const GROUP_TRANSITIONS: Readonly<Record<GroupState, readonly GroupState[]>> = {
  scheduled: ['open', 'cancelled'],
  open: ['closing', 'cancelled'],
  closing: ['formed', 'failed'],
  formed: ['arrived', 'finished'],
  arrived: ['finished'],
  failed: [],
  finished: [],
  cancelled: [],
};

export const FINAL_GROUP_STATES: readonly GroupState[] = ['failed', 'finished', 'cancelled'];

export const canMove = (from: GroupState, to: GroupState): boolean => GROUP_TRANSITIONS[from].includes(to);
