import {
  decideGroup,
  finalUnits,
  groupDueAt,
  groupProgress,
  groupStateAt,
  isFinished,
  mayCancelByLeader,
  mayCancelByMerchant,
  mayCloseEarly,
  mayDecide,
  mayPlace,
  mayTakeUnits,
  missingToThreshold,
  thresholdReached,
} from '../../../cloudfunctions/core/group/group-rules';
import type { Threshold } from '../../../src/contract/campaign';
import type { GroupState } from '../../../src/contract/group';
import { at, line } from '../build';

const opensAt = at('2026-11-21 10:00');
const closesAt = at('2026-11-21 20:00');
const group = (state: GroupState) => ({ state, opensAt, closesAt });
const minute = 60_000;

test.each<[GroupState, number, GroupState, unknown]>([
  // stored state, now, state by the clock, whether a member with 5 early minutes may place
  [
    'scheduled',
    opensAt - 5 * minute - 1,
    'scheduled',
    { ok: false, code: 'notOpenYet', opensAt: opensAt - 5 * minute },
  ],
  ['scheduled', opensAt - 5 * minute, 'scheduled', { ok: true }],
  ['scheduled', opensAt, 'open', { ok: true }],
  ['open', opensAt, 'open', { ok: true }],
  ['open', closesAt - 1, 'open', { ok: true }],
  ['open', closesAt, 'closing', { ok: false, code: 'groupClosed', state: 'closing' }],
  ['scheduled', closesAt, 'closing', { ok: false, code: 'groupClosed', state: 'closing' }],
  ['closing', opensAt, 'closing', { ok: false, code: 'groupClosed', state: 'closing' }],
  ['formed', opensAt, 'formed', { ok: false, code: 'groupClosed', state: 'formed' }],
  ['cancelled', opensAt, 'cancelled', { ok: false, code: 'groupClosed', state: 'cancelled' }],
])('stored %s at %i is %s: %j', (stored, now, state, outcome) => {
  expect(groupStateAt(group(stored), now)).toBe(state);
  expect(mayPlace(group(stored), now, 5)).toEqual(outcome);
});

test.each<[GroupState, number | null]>([
  ['scheduled', opensAt],
  ['open', closesAt],
  ['closing', null],
  ['formed', null],
])('%s is due at %p', (state, due) => {
  expect(groupDueAt(group(state))).toBe(due);
});

test.each<[Threshold, number, number, 'formed' | 'failed', number]>([
  // threshold, people, units, decision, missing
  [{ kind: 'none' }, 0, 0, 'formed', 0],
  [{ kind: 'people', count: 3 }, 2, 99, 'failed', 1],
  [{ kind: 'people', count: 3 }, 3, 3, 'formed', 0],
  [{ kind: 'units', count: 10 }, 99, 9, 'failed', 1],
  [{ kind: 'units', count: 10 }, 1, 10, 'formed', 0],
  [{ kind: 'units', count: 10 }, 1, 11, 'formed', 0],
])('%j with %i people and %i units: %s, %i missing', (threshold, people, units, decision, missing) => {
  expect(decideGroup(threshold, { people, units })).toBe(decision);
  expect(thresholdReached(threshold, { people, units })).toBe(decision === 'formed');
  expect(missingToThreshold(threshold, { people, units })).toBe(missing);
});

test.each([
  // state, unpaid orders, now, may be decided
  ['open', 0, closesAt - 1, false],
  ['open', 0, closesAt, true],
  ['closing', 1, closesAt, false],
  ['closing', 0, closesAt, true],
  ['formed', 0, closesAt, false],
] as const)('%s with %i unpaid orders at %i is decided: %p', (state, unpaid, now, decided) => {
  expect(mayDecide(group(state), unpaid, now)).toBe(decided);
});

test('progress counts members once, and neither unpaid nor refunded units', () => {
  const orders = [
    {
      memberId: 'ann',
      state: 'paid' as const,
      lines: [line({ sku: 'egg', units: 3, refunded: 1 }), line({ sku: 'rice', units: 1 })],
    },
    { memberId: 'ann', state: 'paid' as const, lines: [line({ sku: 'egg', units: 2 })] },
    { memberId: 'bob', state: 'unpaid' as const, lines: [line({ sku: 'egg', units: 5 })] },
    { memberId: 'cat', state: 'refunded' as const, lines: [line({ sku: 'egg', units: 5, refunded: 5 })] },
    { memberId: 'dan', state: 'cancelled' as const, lines: [line({ sku: 'egg', units: 5 })] },
  ];
  expect(groupProgress(orders)).toEqual({ people: 1, units: 5 });
  expect([...finalUnits(orders)]).toEqual([
    ['egg', 4],
    ['rice', 1],
  ]);
});

const units = (count: number): Threshold => ({ kind: 'units', count });
test.each([
  ['open', units(3), opensAt, { ok: true }],
  ['open', units(4), opensAt, { ok: false, code: 'thresholdNotReached', missing: 1 }],
  ['open', units(3), closesAt, { ok: false, code: 'groupNotOpen', state: 'closing' }],
  ['scheduled', units(3), opensAt - 1, { ok: false, code: 'groupNotOpen', state: 'scheduled' }],
] as const)('a leader closes a group early: %s, %j, %i: %j', (state, threshold, now, outcome) => {
  expect(mayCloseEarly({ ...group(state), threshold }, { people: 1, units: 3 }, now)).toEqual(outcome);
});

test.each([
  // state, now, paid orders, by the merchant, by the leader
  ['scheduled', opensAt - 1, 0, true, true],
  ['open', opensAt, 0, true, true],
  ['open', opensAt, 1, true, false],
  ['open', closesAt, 0, false, false],
  ['formed', closesAt, 0, false, false],
] as const)(
  '%s at %i with %i paid orders is cancelled: merchant %p, leader %p',
  (state, now, paid, merchant, leader) => {
    expect(mayCancelByMerchant(group(state), now).ok).toBe(merchant);
    expect(mayCancelByLeader(group(state), paid, now).ok).toBe(leader);
  },
);

test.each([
  [null, 99, 99, { ok: true }],
  [3, 1, 2, { ok: true }],
  [3, 2, 2, { ok: false, code: 'limitReached', left: 1 }],
  [3, 4, 1, { ok: false, code: 'limitReached', left: 0 }],
])('limit %p with %i taken, %i more: %j', (limit, taken, more, outcome) => {
  expect(mayTakeUnits(limit, taken, more)).toEqual(outcome);
});

test.each([
  [[], true],
  [['completed', 'refunded', 'cancelled'], true],
  [['completed', 'collected'], false],
] as const)('with orders %j it is finished: %p', (states, finished) => {
  expect(isFinished(states)).toBe(finished);
});
