import { orderAfterRefund } from '../../../cloudfunctions/core/order/after-refund';
import { DEFAULT_SETTINGS as settings } from '../../../cloudfunctions/core/settings';
import { DAY_MS, HOUR_MS } from '../../../src/contract/time';
import { at, line } from '../build';

const placedAt = at('2026-11-21 12:00');
const arrivedAt = at('2026-11-23 15:00');
const now = arrivedAt + DAY_MS;
const takenAt = arrivedAt + HOUR_MS;
const taken = line({ units: 2, arrivedAt, collected: 2, collectedAt: takenAt, windowEndsAt: takenAt + 7 * DAY_MS });
const here = line({ units: 2, arrivedAt });
const away = line({ units: 2 });
const gone = { refunded: 2 };

test.each([
  // what, state before, lines after the refund, state after, collected at, due next
  ['nothing has arrived', 'confirmed', [line({ units: 2, refunded: 1 }), away], 'confirmed', null, null],
  ['the line that was late', 'confirmed', [taken, line({ units: 2, ...gone })], 'collected', now, takenAt + 7 * DAY_MS],
  [
    'one of two that wait',
    'arrived',
    [line({ units: 2, arrivedAt, ...gone }), here],
    'arrived',
    null,
    arrivedAt + 7 * DAY_MS,
  ],
  [
    'the last not handed out',
    'arrived',
    [line({ units: 2, arrivedAt, collected: 1, refunded: 1 })],
    'collected',
    now,
    now + 7 * DAY_MS,
  ],
  [
    'the last fresh one not handed out',
    'arrived',
    [taken, line({ units: 2, arrivedAt, collected: 1, refunded: 1, fresh: true })],
    'collected',
    now,
    takenAt + 7 * DAY_MS,
  ],
  ['everything', 'arrived', [line({ units: 2, arrivedAt, ...gone })], 'refunded', null, null],
  ['something handed out', 'collected', [{ ...taken, refundedUnits: 1 }], 'collected', takenAt, takenAt + 7 * DAY_MS],
  ['everything of a completed order', 'completed', [{ ...taken, refundedUnits: 2 }], 'completed', takenAt, null],
] as const)('refunded: %s', (_, state, lines, after, collectedAt, dueAt) => {
  const before = state === 'collected' || state === 'completed' ? takenAt : null;
  const next = orderAfterRefund({ state, placedAt, collectedAt: before }, lines, now, settings);
  expect([next.state, next.collectedAt, next.dueAt]).toEqual([after, collectedAt, dueAt]);
});

test('only the line whose last unit was refunded begins its window', () => {
  const lines = [here, line({ units: 2, arrivedAt, collected: 1, refunded: 1 })];
  const next = orderAfterRefund({ state: 'arrived', placedAt, collectedAt: null }, lines, now, settings);
  expect(next.lines.map(({ windowEndsAt }) => windowEndsAt)).toEqual([null, now + 7 * DAY_MS]);
});
