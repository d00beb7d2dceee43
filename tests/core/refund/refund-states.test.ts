import {
  canMove,
  FINAL_REFUND_STATES,
  isOpen,
  REFUND_TRANSITIONS,
} from '../../../cloudfunctions/core/refund/refund-states';
import { REFUND_STATES } from '../../../src/contract/order';
import { reachable } from '../reachable';

test('every state can be reached from requested, and from sending all but those of a request', () => {
  expect(reachable(REFUND_TRANSITIONS, 'requested')).toEqual([...REFUND_STATES].sort());
  expect(reachable(REFUND_TRANSITIONS, 'sending')).toEqual(['done', 'failed', 'sending']);
});

test('exactly the final state has no exit', () => {
  expect(REFUND_STATES.filter((state) => REFUND_TRANSITIONS[state].length === 0)).toEqual(FINAL_REFUND_STATES);
});

test.each([
  ['requested', 'approved', true],
  ['requested', 'sending', false],
  ['rejected', 'requested', true],
  ['rejected', 'approved', false],
  ['approved', 'done', false],
  ['failed', 'sending', true],
  ['failed', 'done', true],
  ['failed', 'rejected', false],
  ['done', 'sending', false],
] as const)('%s to %s: %p', (from, to, allowed) => {
  expect(canMove(from, to)).toBe(allowed);
});

test('an order waits for what is to be decided and what is under way', () => {
  expect(REFUND_STATES.filter(isOpen)).toEqual(['requested', 'approved', 'sending']);
});
