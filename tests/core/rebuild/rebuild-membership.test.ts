import {
  correctJournal,
  earnJournal,
  expireJournal,
  holdJournal,
  payJournal,
  releaseJournal,
  settleJournal,
} from '../../../cloudfunctions/core/ledger/journals';
import {
  growthSteps,
  inTurn,
  isWhole,
  NOTHING_REBUILT,
  rebuildMembership,
  type TurnedJournal,
} from '../../../cloudfunctions/core/rebuild/rebuild-membership';
import { referralMonths, referralOf } from '../../../cloudfunctions/core/rebuild/referral-of';
import { tierReached } from '../../../cloudfunctions/core/rebuild/tier-reached';
import { DEFAULT_SETTINGS } from '../../../cloudfunctions/core/settings';
import type { Journal } from '../../../src/contract/ledger';
import { fen } from '../../../src/contract/money';
import { points } from '../../../src/contract/points';
import { dayOf } from '../../../src/contract/time';
import { at, referral } from '../build';

const ME = { merchantId: 'm', memberId: 'me' };
const LOT = { earnedAt: at('2026-11-21 08:00'), expiresAt: at('2027-12-01 00:00') };
const part = (lot: string, amount: number) => ({ lot, amount, ...LOT });
const turn = (journal: Journal, turns: Record<string, number>): TurnedJournal => ({ ...journal, turns });

const checkIn = (day: string, streak: number, amount: number) =>
  earnJournal({
    ...ME,
    at: at(`${day} 08:00`),
    earned: 'checkIn',
    what: day,
    parts: [part(`checkIn ${day}`, amount)],
    growth: 0,
    day,
    streak,
  });
const order = { ...ME, orderId: 'o1', leaderId: 'l' };
const settle = (when: string, earned: number, growth: number, inviter: 'FEN' | 'POINT' | null, amount = 0) =>
  settleJournal({
    ...order,
    at: at(when),
    referral: inviter === null ? null : referral({ unit: inviter }),
    day: dayOf(at(when)),
    parts: earned === 0 ? [] : [part('settle:o1', earned)],
    inviterParts: inviter === 'POINT' && amount > 0 ? [part('settle:o1/inviter', amount)] : [],
    keptFen: fen(10_000),
    rewards: { commissionFen: fen(800), referral: amount, points: points(earned), growth },
    referralLimit: 2000,
    programmeVersion: 1,
  });
const correct = (
  when: string,
  settledDay: string,
  taken: number,
  growth: number,
  inviter: 'FEN' | 'POINT',
  amount: number,
) =>
  correctJournal({
    ...order,
    at: at(when),
    refundNo: 'r1',
    referral: referral({ unit: inviter }),
    day: settledDay,
    parts: taken === 0 ? [] : [part('settle:o1', taken)],
    inviterParts: inviter === 'POINT' ? [part('settle:o1/inviter', amount)] : [],
    difference: { commissionFen: fen(0), referral: amount, points: points(taken), growth },
  });

const FIRST = turn(checkIn('2026-11-21', 1, 1), { me: 1 });

test.each<[string, TurnedJournal[], Partial<typeof NOTHING_REBUILT>]>([
  ['nothing', [], {}],
  [
    'two check-ins',
    [FIRST, turn(checkIn('2026-11-22', 2, 1), { me: 2 })],
    { turn: 2, earnedInAll: points(2), checkIn: { day: '2026-11-22', streak: 2 } },
  ],
  [
    'points held, given back, held again and spent',
    [
      turn(checkIn('2026-11-21', 1, 5), { me: 1 }),
      turn(holdJournal({ ...order, at: 1, parts: [part('checkIn 2026-11-21', 3)] }), { me: 2 }),
      turn(releaseJournal({ ...order, at: 2, parts: [part('checkIn 2026-11-21', 3)] }), { me: 3 }),
      turn(holdJournal({ ...order, orderId: 'o2', at: 3, parts: [part('checkIn 2026-11-21', 4)] }), { me: 4 }),
      turn(
        payJournal({ ...order, orderId: 'o2', at: 4, payFen: fen(96), heldParts: [part('checkIn 2026-11-21', 4)] }),
        {
          me: 5,
        },
      ),
    ],
    {
      turn: 5,
      lots: [{ id: 'checkIn 2026-11-21', ...LOT, left: points(1) }],
      earnedInAll: points(5),
      checkIn: { day: '2026-11-21', streak: 1 },
    },
  ],
  [
    'an order completed, part of it taken back',
    [
      turn(settle('2026-11-25 12:00', 100, 100, null), { me: 1 }),
      turn(correct('2026-12-02 12:00', '2026-11-25', 30, 30, 'FEN', 0), { me: 2 }),
    ],
    {
      turn: 2,
      lots: [{ id: 'settle:o1', ...LOT, left: points(70) }],
      growthDays: [{ day: '2026-11-25', amount: 70 }],
      earnedInAll: points(100),
      ordersCompleted: 1,
    },
  ],
  [
    'growth all taken back leaves no day behind',
    [
      turn(settle('2026-11-25 12:00', 0, 9, null), { me: 1 }),
      turn(correct('2026-12-02 12:00', '2026-11-25', 0, 9, 'FEN', 0), { me: 2 }),
    ],
    { turn: 2, ordersCompleted: 1 },
  ],
  [
    'an order that brought nothing still counts',
    [turn(settle('2026-11-25 12:00', 0, 0, null), { me: 1 })],
    { turn: 1, ordersCompleted: 1 },
  ],
  [
    'points that expired',
    [
      FIRST,
      turn(expireJournal({ ...ME, at: 9, day: '2027-12-01', parts: [part('checkIn 2026-11-21', 1)] }), { me: 2 }),
    ],
    { turn: 2, earnedInAll: points(1), checkIn: { day: '2026-11-21', streak: 1 }, expiredDay: '2027-12-01' },
  ],
])('%s', (_, journals, expected) => {
  const built = rebuildMembership(journals, 'me');
  const { lots = [] } = expected;
  expect({ ...built, lots: [] }).toEqual({ ...NOTHING_REBUILT, ...expected, lots: [] });
  if (expected.lots) expect(built.lots).toEqual(lots);
});

test('an inviter paid in points earned them, and completed nothing', () => {
  const settled = turn(settle('2026-11-25 12:00', 100, 100, 'POINT', 200), { me: 1, inviter: 4 });
  expect(rebuildMembership([settled], 'inviter')).toMatchObject({ earnedInAll: 200, ordersCompleted: 0, turn: 4 });
  expect(rebuildMembership([settled], 'inviter').growthDays).toEqual([]);
});

test('the turn decides the order, not the clock; a gap is seen', () => {
  const late = turn(checkIn('2026-11-20', 1, 1), { me: 2 });
  expect(inTurn([late, FIRST, turn(settle('2026-11-25 12:00', 0, 0, null), { other: 1 })], 'me')).toEqual([
    FIRST,
    late,
  ]);
  expect(isWhole([FIRST, late], 'me')).toBe(true);
  expect(isWhole([late], 'me')).toBe(false);
  expect(isWhole([FIRST, FIRST], 'me')).toBe(false);
});

test.each([
  ['settled in fen', settle('2026-11-25 12:00', 10, 10, 'FEN', 200), { month: '2026-11', amount: 200 }],
  ['settled in points', settle('2026-11-30 23:59', 10, 10, 'POINT', 200), { month: '2026-11', amount: 200 }],
  [
    'corrected the month after',
    correct('2026-12-02 12:00', '2026-11-25', 1, 1, 'FEN', 60),
    { month: '2026-11', amount: -60 },
  ],
  [
    'the same in points',
    correct('2026-12-02 12:00', '2026-11-25', 1, 1, 'POINT', 60),
    { month: '2026-11', amount: -60 },
  ],
  ['settled without one', settle('2026-11-25 12:00', 10, 10, null), null],
  ['settled for nothing', settle('2026-11-25 12:00', 10, 10, 'FEN', 0), null],
  ['a check-in', checkIn('2026-11-21', 1, 1), null],
])('referral: %s', (_, journal, expected) => {
  expect(referralOf(journal)).toEqual(expected && { inviterId: 'inviter', ...expected });
});

test('an inviter’s months sum up, corrections in the month of their settlement', () => {
  const journals = [
    settle('2026-11-25 12:00', 10, 10, 'FEN', 200),
    settle('2026-12-01 00:00', 10, 10, 'POINT', 300),
    correct('2026-12-02 12:00', '2026-11-25', 1, 1, 'FEN', 60),
  ];
  expect([...referralMonths(journals, 'inviter')]).toEqual([
    ['2026-11', 140],
    ['2026-12', 300],
  ]);
  expect(referralMonths(journals, 'me').size).toBe(0);
});

test('a membership that is gone gets the tier that its growth reached, and when', () => {
  const journals = [
    turn(settle('2026-11-25 12:00', 0, 400, null), { me: 1 }),
    turn(settle('2026-12-25 12:00', 0, 1700, null), { me: 2 }),
    turn(correct('2026-12-26 12:00', '2026-12-25', 0, 1000, 'FEN', 0), { me: 3 }),
  ];
  const joined = at('2026-11-01 00:00');
  expect(tierReached(DEFAULT_SETTINGS, growthSteps(journals, 'me'), joined)).toEqual({
    tier: 'gold',
    tierSince: at('2026-12-25 12:00'),
  });
  expect(tierReached(DEFAULT_SETTINGS, [], joined)).toEqual({ tier: 'basic', tierSince: joined });
});
