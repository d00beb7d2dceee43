import {
  canMove,
  FINAL_WITHDRAWAL_STATES,
  WITHDRAWAL_TRANSITIONS,
} from '../../../cloudfunctions/core/withdrawal/withdrawal-states';
import { WITHDRAWAL_STATES } from '../../../src/contract/withdrawal';
import { reachable } from '../reachable';

test('every state can be reached from requested', () => {
  expect(reachable(WITHDRAWAL_TRANSITIONS, 'requested')).toEqual([...WITHDRAWAL_STATES].sort());
});

test('exactly the final states have no exit', () => {
  expect(WITHDRAWAL_STATES.filter((state) => WITHDRAWAL_TRANSITIONS[state].length === 0).sort()).toEqual(
    [...FINAL_WITHDRAWAL_STATES].sort(),
  );
});

test.each([
  ['requested', 'approved', true],
  ['requested', 'rejected', true],
  ['requested', 'waitingConfirm', false],
  ['requested', 'paid', false],
  ['approved', 'rejected', false],
  ['approved', 'paid', true],
  ['waitingConfirm', 'approved', false],
  ['waitingConfirm', 'expired', true],
  ['paid', 'failed', false],
  ['expired', 'paid', false],
  ['failed', 'approved', false],
  ['rejected', 'approved', false],
] as const)('%s to %s: %p', (from, to, allowed) => {
  expect(canMove(from, to)).toBe(allowed);
});
