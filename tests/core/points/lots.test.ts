import {
  applyParts,
  available,
  balance,
  earn,
  expire,
  expiring,
  giveBack,
  heldBalance,
  hold,
  lotExpiry,
  NO_POINTS,
  partsToGiveBack,
  release,
  settleHold,
  spend,
  take,
  type PointsState,
} from '../../../cloudfunctions/core/points/lots';
import { points } from '../../../src/contract/points';
import { at } from '../build';

/** A lot from plain numbers: id, earned, expires, left. */
type LotRow = [string, number, number, number];
const state = (rows: LotRow[], debt = 0): PointsState => ({
  lots: rows.map(([id, earnedAt, expiresAt, left]) => ({ id, earnedAt, expiresAt, left: points(left) })),
  held: {},
  debt: points(debt),
});
const rows = (each: PointsState): LotRow[] =>
  each.lots.map(({ id, earnedAt, expiresAt, left }) => [id, earnedAt, expiresAt, Number(left)]);
const moved = (parts: { lot: string; amount: number }[]) =>
  parts.map(({ lot, amount }) => `${lot} ${amount}`).join(', ');
function held(before: PointsState, id: string, amount: number, now: number): PointsState {
  const result = hold(before, id, points(amount), now);
  if (!result.ok) throw new Error(result.code);
  return result.state;
}

const DAY = 86_400_000;

test.each([
  // earned, months, end
  ['2026-11-21 09:00', 12, '2027-12-01 00:00'],
  ['2026-11-01 00:00', 12, '2027-12-01 00:00'],
  ['2026-10-31 23:59', 12, '2027-11-01 00:00'],
  ['2026-11-21 09:00', 1, '2027-01-01 00:00'],
])('earned %s, kept %i months: expires %s', (earned, months, end) => {
  expect(lotExpiry(at(earned), months)).toBe(at(end));
});

test('the expiry is exact to the millisecond: 2027-11-30 24:00', () => {
  const expiresAt = lotExpiry(at('2026-11-21 09:00'), 12);
  const lots = state([['a', 0, expiresAt, 5]]);
  expect(available(lots, expiresAt - 1)).toBe(5);
  expect(expire(lots, expiresAt - 1).parts).toEqual([]);
  expect(spend(lots, points(5), expiresAt - 1)).toMatchObject({ ok: true });
  expect(available(lots, expiresAt)).toBe(0);
  expect(spend(lots, points(1), expiresAt)).toEqual({ ok: false, code: 'notEnoughPoints', available: 0 });
  expect(expire(lots, expiresAt)).toMatchObject({ state: { lots: [] }, parts: [{ lot: 'a', amount: 5 }] });
});

const three = state([
  ['old', 1, 50, 10],
  ['mid', 2, 90, 10],
  ['new', 3, 90, 10],
]);

test.each([
  // now, amount, what is spent
  [10, 5, 'old 5'],
  [10, 10, 'old 10'],
  [10, 15, 'old 10, mid 5'],
  [10, 30, 'old 10, mid 10, new 10'],
  [10, 31, 30],
  [50, 15, 'mid 10, new 5'],
  [50, 21, 20],
  [90, 1, 0],
  [10, 0, ''],
])('at %i spending %i takes %p', (now, amount, outcome) => {
  const result = spend(three, points(amount), now);
  expect(result.ok ? moved(result.parts) : result.available).toBe(outcome);
});

test.each([
  [10, { at: 50, points: 10 }],
  [50, { at: 90, points: 20 }],
  [90, null],
])('at %i the next expiry is %j', (now, next) => {
  expect(expiring(three, now)).toEqual(next);
});

test('earning fills a debt first', () => {
  const { state: after, parts } = earn(state([], 36), 'a', points(50), 5, 99);
  expect(moved(parts)).toBe('debt 36, a 14');
  expect([rows(after), after.debt, balance(after)]).toEqual([[['a', 5, 99, 14]], 0, 14]);
  const partly = earn(state([], 36), 'a', points(20), 5, 99);
  expect([moved(partly.parts), partly.state.lots, partly.state.debt]).toEqual(['debt 20', [], 16]);
  expect(earn(three, 'a', points(0), 5, 99)).toEqual({ state: three, parts: [] });
  expect(() => earn(three, 'old', points(1), 5, 99)).toThrow('made before');
});

test('of one expiry the earliest earned is spent first, whatever its name', () => {
  const earnedLate = earn(state([['b', 1, 90, 5]]), 'a', points(5), 2, 90).state;
  const result = spend(earnedLate, points(6), 10);
  expect(result.ok && moved(result.parts)).toBe('b 5, a 1');
});

describe('holds', () => {
  test('what is held cannot be spent; released it is as before', () => {
    const after = held(three, 'order', 25, 10);
    expect([available(after, 10), heldBalance(after), balance(after)]).toEqual([5, 25, 5]);
    expect(spend(after, points(6), 10)).toMatchObject({ ok: false });
    expect(release(after, 'order', 10).state).toEqual(three);
    expect(release(after, 'another', 10)).toEqual({ state: after, parts: [] });
    expect(() => hold(after, 'order', points(1), 10)).toThrow('already held');
  });

  test('settled they are gone', () => {
    const { state: after, parts } = settleHold(held(three, 'order', 25, 10), 'order');
    expect([moved(parts), available(after, 10), after.held]).toEqual(['old 10, mid 10, new 5', 5, {}]);
  });

  test('abandoning an order over midnight prolongs nothing', () => {
    const after = release(held(three, 'order', 15, 49), 'order', 51).state;
    expect([rows(after), available(after, 51)]).toEqual([rows(three), 20]);
    expect(moved(expire(after, 51).parts)).toBe('old 10');
  });

  test('a debt made meanwhile is filled by what comes back, but not by what expired', () => {
    const broke = take(held(three, 'order', 30, 10), points(7), 'none', 10).state;
    expect(broke.debt).toBe(7);
    const before = release(broke, 'order', 20);
    expect([moved(before.parts), before.state.debt]).toEqual(['debt 7, old 3, mid 10, new 10', 0]);
    const late = release(broke, 'order', 50);
    expect([moved(late.parts), late.state.debt]).toEqual(['debt 7, old 10, mid 3, new 10', 0]);
  });

  test('a hold of nothing holds nothing', () => {
    expect(hold(three, 'order', points(0), 10)).toMatchObject({ ok: true, state: three, parts: [] });
  });
});

describe('giving back', () => {
  const paid = settleHold(held(three, 'order', 25, 10), 'order');

  test.each([
    // given back before, now, parts
    [0, 5, 'new 5'],
    [0, 7, 'new 5, mid 2'],
    [5, 2, 'mid 2'],
    [7, 10, 'mid 8, old 2'],
    [0, 25, 'new 5, mid 10, old 10'],
    [25, 0, ''],
  ])('after %i given back, %i go back to %s: the latest expiry first', (before, amount, outcome) => {
    expect(moved(partsToGiveBack(paid.parts, points(before), points(amount)))).toBe(outcome);
  });

  test('never more than was paid', () => {
    expect(() => partsToGiveBack(paid.parts, points(20), points(6))).toThrow('no more points');
  });

  test('with the expiry that they had', () => {
    const parts = partsToGiveBack(paid.parts, points(0), points(25));
    expect(giveBack(paid.state, parts, 20).state).toEqual(three);
  });

  test('one already past, at the instant itself too, expires 30 days after the refund', () => {
    const parts = partsToGiveBack(paid.parts, points(0), points(25));
    const after = giveBack(paid.state, parts, 50).state;
    const until = 50 + 30 * DAY;
    expect(rows(after)).toEqual([
      ['mid', 2, 90, 10],
      ['new', 3, 90, 10],
      [`old~${until}`, 1, until, 10],
    ]);
    expect([available(after, until - 1), available(after, until)]).toEqual([10, 0]);
  });

  test('what is left of the expired lot itself is not prolonged', () => {
    const some = settleHold(held(three, 'order', 4, 10), 'order');
    const after = giveBack(some.state, some.parts, 50).state;
    expect(rows(after)[0]).toEqual(['old', 1, 50, 6]);
    expect(available(after, 50)).toBe(24);
  });

  test('a debt is filled first', () => {
    const { state: after, parts } = giveBack(
      { ...state([], 8) },
      [{ lot: 'a', amount: 10, earnedAt: 1, expiresAt: 99 }],
      5,
    );
    expect([moved(parts), rows(after), after.debt]).toEqual(['debt 8, a 2', [['a', 1, 99, 2]], 0]);
  });
});

describe('taking back', () => {
  test.each([
    // preferred, amount, now, parts
    ['new', 4, 10, 'new 4'],
    ['new', 12, 10, 'new 10, old 2'],
    ['gone', 12, 10, 'old 10, mid 2'],
    ['new', 33, 10, 'new 10, old 10, mid 10, debt 3'],
    ['old', 12, 50, 'mid 10, new 2'],
    ['old', 0, 10, ''],
  ])('prefers lot %s for %i at %i: %s', (preferred, amount, now, outcome) => {
    expect(moved(take(three, points(amount), preferred, now).parts)).toBe(outcome);
  });

  test('what a lot was given as a later expiry is still that lot', () => {
    const late = state([
      ['x', 1, 50, 5],
      ['new~80', 1, 80, 5],
    ]);
    expect(moved(take(late, points(6), 'new', 10).parts)).toBe('new~80 5, x 1');
  });

  test('a debt shows as a balance below zero and cannot be spent', () => {
    const after = take(three, points(36), 'old', 10).state;
    expect([balance(after), after.debt, available(after, 10)]).toEqual([-6, 6, 0]);
    expect(spend(after, points(1), 10)).toMatchObject({ ok: false, available: 0 });
  });
});

test('replayed parts cannot take a lot or a debt below zero', () => {
  const part = { lot: 'old', amount: 11, earnedAt: 1, expiresAt: 50 };
  expect(() => applyParts(three, 'out', [part])).toThrow('below zero');
  expect(() => applyParts(NO_POINTS, 'in', [{ lot: 'debt', amount: 1 }])).toThrow('only as far');
  expect(() => applyParts(NO_POINTS, 'in', [{ lot: 'a', amount: 1 }])).toThrow('does not say when');
});
