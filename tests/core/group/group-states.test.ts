import { canMove, FINAL_GROUP_STATES, GROUP_TRANSITIONS } from '../../../cloudfunctions/core/group/group-states';
import { GROUP_STATES } from '../../../src/contract/group';
import { reachable } from '../reachable';

test('every state can be reached from scheduled', () => {
  expect(reachable(GROUP_TRANSITIONS, 'scheduled')).toEqual([...GROUP_STATES].sort());
});

test('exactly the final states have no exit', () => {
  expect(GROUP_STATES.filter((state) => GROUP_TRANSITIONS[state].length === 0).sort()).toEqual(
    [...FINAL_GROUP_STATES].sort(),
  );
});

test.each([
  ['open', 'closing', true],
  ['closing', 'cancelled', false],
  ['failed', 'formed', false],
  ['formed', 'cancelled', false],
  ['open', 'formed', false],
] as const)('%s to %s: %p', (from, to, allowed) => {
  expect(canMove(from, to)).toBe(allowed);
});
