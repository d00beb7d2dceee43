import {
  autoCollect,
  collectedByRefund,
  collectLine,
  completionDueAt,
  isFullyCollected,
  mayAskRefund,
  mayCancelByMember,
  mayComplete,
  nextDueAt,
  orderStateFromLines,
  undoCollect,
  windowEnd,
} from '../../../cloudfunctions/core/order/order-rules';
import { DEFAULT_SETTINGS as settings } from '../../../cloudfunctions/core/settings';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../src/contract/time';
import { at, line } from '../build';

const arrivedAt = at('2026-11-23 15:00');
const collectedAt = at('2026-11-23 18:00');
const waiting = line({ units: 2 });
const here = line({ units: 2, arrivedAt });
const partly = line({ units: 2, arrivedAt, collected: 1 });
const done = line({ units: 2, arrivedAt, collected: 2, collectedAt, windowEndsAt: collectedAt + 7 * DAY_MS });
const gone = line({ units: 2, refunded: 2 });

test.each([
  // what, lines, confirmed, state
  ['not formed yet', [waiting, waiting], false, 'paid'],
  ['formed', [waiting, waiting], true, 'confirmed'],
  ['one line late', [here, waiting], true, 'confirmed'],
  ['one line late, the other collected', [done, waiting], true, 'confirmed'],
  ['all here', [here, here], true, 'arrived'],
  ['partly collected', [done, partly], true, 'arrived'],
  ['all collected', [done, done], true, 'collected'],
  ['the slowest line was refunded', [done, gone], true, 'collected'],
  [
    'partly refunded, the rest handed out',
    [line({ units: 3, arrivedAt, collected: 1, refunded: 2 })],
    true,
    'collected',
  ],
  ['all refunded', [gone, gone], true, 'refunded'],
  ['all refunded while open', [gone], false, 'refunded'],
] as const)('%s: %s', (_, lines, confirmed, state) => {
  expect(orderStateFromLines(lines, confirmed)).toBe(state);
});

test.each([
  [line(), 7 * DAY_MS],
  [line({ fresh: true }), 48 * HOUR_MS],
])('the window of a line', (each, length) => {
  expect(windowEnd(each, collectedAt, settings)).toBe(collectedAt + length);
});

describe('handing out', () => {
  test('in part, then whole: the window begins with the last unit', () => {
    const first = collectLine(here, 1, collectedAt, settings);
    expect(first).toMatchObject({ ok: true, line: { collectedUnits: 1, collectedAt: null, windowEndsAt: null } });
    if (!first.ok) return;
    const later = collectedAt + HOUR_MS;
    const second = collectLine(first.line, 1, later, settings);
    expect(second).toMatchObject({
      ok: true,
      line: { collectedUnits: 2, collectedAt: later, windowEndsAt: later + 7 * DAY_MS },
    });
    if (!second.ok) return;
    expect(undoCollect(second.line, { units: 1, at: later }, later + 1)).toEqual({ ok: true, line: first.line });
  });

  test.each([
    ['before arrival', waiting, 1, { ok: false, code: 'notArrived' }],
    ['too many', partly, 2, { ok: false, code: 'tooManyUnits', uncollected: 1 }],
    [
      'refunded units',
      line({ units: 2, arrivedAt, refunded: 1 }),
      2,
      { ok: false, code: 'tooManyUnits', uncollected: 1 },
    ],
    ['twice', done, 1, { ok: false, code: 'tooManyUnits', uncollected: 0 }],
  ])('%s', (_, each, units, outcome) => {
    expect(collectLine(each, units, collectedAt, settings)).toEqual(outcome);
  });

  test.each([
    ['in the last millisecond', 2, 10 * MINUTE_MS - 1, { ok: true }],
    ['after 10 minutes', 2, 10 * MINUTE_MS, { ok: false, code: 'undoTooLate' }],
    ['more than handed out', 3, 0, { ok: false, code: 'tooManyUnits', collected: 2 }],
  ])('undone %s', (_, units, after, outcome) => {
    expect(undoCollect(done, { units, at: collectedAt }, collectedAt + after)).toMatchObject(outcome);
  });

  test('a refund of the last uncollected units begins the window', () => {
    const now = collectedAt + DAY_MS;
    const refunded = { ...partly, refundedUnits: 1 };
    expect(collectedByRefund(refunded, now, settings)).toMatchObject({
      collectedAt: now,
      windowEndsAt: now + 7 * DAY_MS,
    });
    expect(collectedByRefund(partly, now, settings)).toEqual(partly);
    expect(collectedByRefund({ ...done, refundedUnits: 1 }, now, settings)).toMatchObject({ collectedAt });
    expect(collectedByRefund(gone, now, settings)).toEqual(gone);
  });
});

describe('automatic collection', () => {
  const due = arrivedAt + 7 * DAY_MS;

  test('leaves a line alone until its seventh day is over', () => {
    expect(autoCollect([here], due - 1, settings)).toEqual({ lines: [here], changed: false });
  });

  test('collects what is left of arrived lines', () => {
    const short = line({ units: 3, arrivedAt, collected: 1, refunded: 1, fresh: true });
    const { lines, changed } = autoCollect([here, short, waiting, done, gone], due, settings);
    expect(changed).toBe(true);
    expect(lines.map((each) => each.collectedUnits)).toEqual([2, 2, 0, 2, 0]);
    expect(lines.map((each) => each.windowEndsAt)).toEqual([
      due + 7 * DAY_MS,
      due + 48 * HOUR_MS,
      null,
      done.windowEndsAt,
      null,
    ]);
    expect(lines.slice(0, 2).every(isFullyCollected)).toBe(true);
  });
});

const end = collectedAt + 7 * DAY_MS;
const later = { ...done, windowEndsAt: end + 1 };
test.each([
  ['the last window counts', [done, later], end + 1],
  ['a refunded line does not', [done, gone], end],
  ['one line open', [done, here], null],
  ['all refunded', [gone], null],
])('completion: %s', (_, lines, due) => {
  expect(completionDueAt(lines)).toBe(due);
});

test.each([
  [end - 1, 0, false],
  [end, 0, true],
  [end, 1, false],
])('at %i with %i open cases it is completed: %p', (now, cases, completed) => {
  expect(mayComplete([done], cases, now)).toBe(completed);
});

const placedAt = at('2026-11-21 12:00');
test.each([
  ['unpaid', [waiting], 0, placedAt + 15 * MINUTE_MS],
  ['paid', [waiting], 0, null],
  ['confirmed', [waiting], 0, null],
  ['confirmed', [here, waiting], 0, arrivedAt + 7 * DAY_MS],
  ['arrived', [done, here], 2, arrivedAt + 7 * DAY_MS],
  ['collected', [done], 0, end],
  ['collected', [done], 1, null],
  ['completed', [done], 0, null],
  ['cancelled', [waiting], 0, null],
  ['refunded', [gone], 0, null],
] as const)('%s: the job looks at it next', (state, lines, openCases, due) => {
  expect(nextDueAt({ state, placedAt, lines, openCases }, settings)).toBe(due);
});

test.each([
  ['unpaid', 'closing', true],
  ['paid', 'scheduled', true],
  ['paid', 'open', true],
  ['paid', 'closing', false],
  ['confirmed', 'formed', false],
  ['cancelled', 'open', false],
] as const)('a member cancels an order %s in a group %s: %p', (state, groupState, allowed) => {
  expect(mayCancelByMember(state, groupState).ok).toBe(allowed);
});

test.each([
  ['paid', waiting, 1, end, { ok: false, code: 'notYetConfirmed' }],
  ['confirmed', waiting, 2, end, { ok: true }],
  ['confirmed', waiting, 3, end, { ok: false, code: 'tooManyUnits', refundable: 2 }],
  ['collected', done, 1, end - 1, { ok: true }],
  ['collected', done, 1, end, { ok: false, code: 'windowEnded' }],
  ['completed', done, 1, end - 1, { ok: false, code: 'orderEnded' }],
] as const)('a member asks for a refund of an order %s', (state, each, units, now, outcome) => {
  expect(mayAskRefund({ state }, each, units, now)).toEqual(outcome);
});
