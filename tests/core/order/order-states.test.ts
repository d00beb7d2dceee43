import { canMove, FINAL_ORDER_STATES, ORDER_TRANSITIONS } from '../../../cloudfunctions/core/order/order-states';
import { ORDER_STATES } from '../../../src/contract/order';
import { reachable } from '../reachable';

test('every state can be reached from unpaid', () => {
  expect(reachable(ORDER_TRANSITIONS, 'unpaid')).toEqual([...ORDER_STATES].sort());
});

test('exactly the final states have no exit', () => {
  expect(ORDER_STATES.filter((state) => ORDER_TRANSITIONS[state].length === 0).sort()).toEqual(
    [...FINAL_ORDER_STATES].sort(),
  );
});

test.each([
  ['unpaid', 'paid', true],
  ['cancelled', 'paid', false],
  ['unpaid', 'refunded', false],
  ['completed', 'refunded', false],
  ['collected', 'arrived', true],
  ['arrived', 'completed', false],
] as const)('%s to %s: %p', (from, to, allowed) => {
  expect(canMove(from, to)).toBe(allowed);
});
