import { DEFAULT_SETTINGS as settings } from '../../../cloudfunctions/core/settings';
import {
  earlyMinutes,
  growthForTakingPart,
  growthInYear,
  multiplierFor,
  reviewTier,
  tierFor,
  tierProgress,
} from '../../../cloudfunctions/core/tier/tier';
import type { Tier } from '../../../src/contract/campaign';
import { DAY_MS } from '../../../src/contract/time';
import { at } from '../build';

test.each<[number, Tier]>([
  [-5, 'basic'],
  [0, 'basic'],
  [499, 'basic'],
  [500, 'silver'],
  [1999, 'silver'],
  [2000, 'gold'],
  [7999, 'gold'],
  [8000, 'diamond'],
  [1_000_000, 'diamond'],
])('growth %i: %s', (growth, tier) => {
  expect(tierFor(settings, growth)).toBe(tier);
});

test.each([
  [120, { tier: 'basic', multiplierBps: 10_000, next: { tier: 'silver', growth: 500, toGo: 380 } }],
  [2000, { tier: 'gold', multiplierBps: 12_500, next: { tier: 'diamond', growth: 8000, toGo: 6000 } }],
  [9000, { tier: 'diamond', multiplierBps: 15_000, next: null }],
])('progress at %i: %j', (growth, progress) => {
  expect(tierProgress(settings, growth)).toEqual(progress);
});

test.each([
  // day of the growth, whether it counts on 2026-11-21
  ['2026-11-22', false],
  ['2026-11-21', true],
  ['2025-11-22', true],
  ['2025-11-21', false],
])('growth of %s counts among 365 days with today: %p', (day, counts) => {
  expect(growthInYear([{ day, amount: 7 }], '2026-11-21')).toBe(counts ? 7 : 0);
});

test('a correction of an old day leaves the window with that day', () => {
  const days = [
    { day: '2025-11-21', amount: 98 },
    { day: '2025-11-21', amount: -33 },
    { day: '2026-11-20', amount: 5 },
  ];
  expect([
    growthInYear(days, '2025-11-22'),
    growthInYear(days, '2026-11-20'),
    growthInYear(days, '2026-11-21'),
  ]).toEqual([65, 70, 5]);
});

const up = 1_000 * DAY_MS;
test.each([
  // what, tier, growth, notice after days, now after days, decision
  ['up at once', 'basic', 500, null, 0, { kind: 'up', tier: 'silver', since: up, noticeAt: null }],
  ['up by two', 'basic', 2000, null, 0, { kind: 'up', tier: 'gold', since: up, noticeAt: null }],
  ['stays', 'silver', 500, null, 99, { kind: 'stay', noticeAt: null }],
  ['no notice yet', 'gold', 0, null, 22.9, { kind: 'stay', noticeAt: null }],
  [
    'first notice',
    'gold',
    500,
    null,
    23,
    { kind: 'notice', tier: 'silver', noticeAt: up + 23 * DAY_MS, downAt: up + 30 * DAY_MS },
  ],
  [
    'late notice',
    'gold',
    500,
    null,
    60,
    { kind: 'notice', tier: 'silver', noticeAt: up + 60 * DAY_MS, downAt: up + 67 * DAY_MS },
  ],
  ['waits for the notice', 'gold', 500, 60, 66.9, { kind: 'stay', noticeAt: up + 60 * DAY_MS }],
  ['down', 'gold', 500, 60, 67, { kind: 'down', tier: 'silver', noticeAt: null }],
  ['never within 30 days', 'gold', 500, 1, 29.9, { kind: 'stay', noticeAt: up + DAY_MS }],
  ['at 30 days', 'gold', 500, 1, 30, { kind: 'down', tier: 'silver', noticeAt: null }],
  ['growth withdraws a notice', 'gold', 2000, 60, 70, { kind: 'stay', noticeAt: null }],
] as const)('%s', (_, tier, growth, noticeDays, days, decision) => {
  const noticeAt = noticeDays === null ? null : up + noticeDays * DAY_MS;
  expect(reviewTier(settings, { tier, since: up, growth, noticeAt }, up + days * DAY_MS)).toEqual(decision);
});

test.each<[Tier, number | null, string, number]>([
  ['silver', null, '2026-11-08 12:00', 11_000],
  ['silver', 8, '2026-11-07 23:59', 11_000],
  ['silver', 8, '2026-11-08 00:00', 22_000],
  ['diamond', 8, '2026-11-08 23:59', 30_000],
  ['basic', 8, '2026-11-09 00:00', 10_000],
])('%s with member day %p paid %s: %i', (tier, dayOfMonth, paidAt, bps) => {
  expect(multiplierFor({ ...settings, memberDay: { dayOfMonth, bps: 20_000 } }, tier, at(paidAt))).toBe(bps);
});

test('the member day floors', () => {
  const odd = { ...settings, memberDay: { dayOfMonth: 8, bps: 15_001 } };
  expect(multiplierFor(odd, 'silver', at('2026-11-08 12:00'))).toBe(16_501);
});

test.each<[Tier, number]>([
  ['basic', 0],
  ['silver', 5],
  ['gold', 10],
  ['diamond', 15],
])('%s may order %i minutes early', (tier, minutes) => {
  expect(earlyMinutes(settings, tier)).toBe(minutes);
});

test.each([
  // what, used today, used before in the year, growth
  ['review', 0, 0, 5],
  ['suggestion', 0, 0, 20],
  ['suggestion', 5, 0, 15],
  ['review', 16, 0, 4],
  ['review', 20, 0, 0],
  ['survey', 0, 195, 5],
  ['survey', 0, 197, 3],
  ['suggestion', 15, 184, 1],
  ['survey', 0, 200, 0],
] as const)('%s with %i today and %i before: %i', (what, today, before, growth) => {
  const soFar = [
    { day: '2026-11-21', amount: today },
    { day: '2026-03-01', amount: before },
    { day: '2025-11-21', amount: 200 },
  ];
  expect(growthForTakingPart(settings, what, soFar, '2026-11-21')).toBe(growth);
});
