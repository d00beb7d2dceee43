import {
  inviterPayable,
  isBusy,
  leaderPayable,
  memberPoints,
  merchantPayable,
  pending,
  unitOf,
  clearing,
  hasLots,
  memberGrowth,
  memberHeld,
  programmeGrowth,
  programmePoints,
  withdrawing,
} from '../../../cloudfunctions/core/ledger/accounts';
import { checkJournal, deltas, makeJournal, sameJournal } from '../../../cloudfunctions/core/ledger/journal';
import type { Posting } from '../../../src/contract/ledger';

const make = (postings: Posting[], at = 1) =>
  makeJournal({ id: 'pay:o1', kind: 'pay', merchantId: 'm', at, postings, memo: { orderId: 'o1' } });
const money: Posting = { from: clearing('m'), to: pending('m'), unit: 'FEN', amount: 5 };
const lots: Posting = {
  from: programmePoints('m'),
  to: memberPoints('m', 'ann'),
  unit: 'POINT',
  amount: 5,
  lots: [
    { lot: 'a', amount: 2, earnedAt: 1, expiresAt: 9 },
    { lot: 'debt', amount: 3 },
  ],
};
const growth: Posting = {
  from: programmeGrowth('m'),
  to: memberGrowth('m', 'ann'),
  unit: 'GROWTH',
  amount: 5,
  day: '2026-11-21',
};

test.each([
  [clearing('m'), 'wechat:m:clearing', 'FEN', true],
  [pending('m'), 'merchant:m:pending', 'FEN', true],
  [merchantPayable('m'), 'merchant:m:payable', 'FEN', true],
  [leaderPayable('m', 'lea'), 'leader:m:lea:payable', 'FEN', false],
  [inviterPayable('m', 'ian'), 'inviter:m:ian:payable', 'FEN', false],
  [withdrawing('inviter', 'm', 'ian'), 'inviter:m:ian:withdrawing', 'FEN', false],
  [memberPoints('m', 'ann'), 'member:m:ann:points', 'POINT', false],
  [memberHeld('m', 'ann'), 'member:m:ann:held', 'POINT', false],
  [memberGrowth('m', 'ann'), 'member:m:ann:growth', 'GROWTH', false],
  [programmePoints('m'), 'programme:m:points', 'POINT', true],
  [programmeGrowth('m'), 'programme:m:growth', 'GROWTH', true],
] as const)('%s', (account, address, unit, busy) => {
  expect([account, unitOf(account), isBusy(account)]).toEqual([address, unit, busy]);
  expect(hasLots(account)).toBe(address.startsWith('member') && unit === 'POINT');
});

test.each(['', 'a:b'])('%j is no id', (id) => {
  expect(() => memberPoints('m', id)).toThrow('not an id');
});

test('a journal keeps its postings as they are, none or many', () => {
  expect(make([]).postings).toEqual([]);
  expect(make([money, lots, growth]).postings).toEqual([money, lots, growth]);
  expect([...deltas(make([money, lots, money]))]).toEqual([
    ['wechat:m:clearing', -10],
    ['merchant:m:pending', 10],
    ['programme:m:points', -5],
    ['member:m:ann:points', 5],
  ]);
});

test.each<[string, Posting, string]>([
  ['nothing', { ...money, amount: 0 }, 'not an integer above 0'],
  ['less', { ...money, amount: -1 }, 'not an integer above 0'],
  ['a part of a fen', { ...money, amount: 0.5 }, 'not an integer above 0'],
  ['itself', { ...money, to: money.from }, 'pays itself'],
  ['money as points', { ...money, unit: 'POINT' }, 'does not count in POINT'],
  ['another merchant', { ...money, to: pending('n') }, 'not of merchant m'],
  ['points without lots', { ...lots, lots: undefined }, 'lots sum to 0, not to 5'],
  ['lots that sum to more', { ...lots, amount: 4 }, 'lots sum to 5, not to 4'],
  ['lots that sum to less', { ...lots, amount: 6 }, 'lots sum to 5, not to 6'],
  [
    'an empty part',
    {
      ...lots,
      lots: [
        { lot: 'a', amount: 5 },
        { lot: 'b', amount: 0 },
      ],
    },
    'part 0 of lot b',
  ],
  ['lots of money', { ...money, lots: [{ lot: 'a', amount: 5 }] }, 'where no member has any'],
  ['growth of no day', { ...growth, day: undefined }, 'growth counts for a day'],
  ['money of a day', { ...money, day: '2026-11-21' }, 'growth counts for a day'],
])('a posting of %s is a broken invariant', (_, posting, finding) => {
  expect(() => make([money, posting])).toThrow(finding);
});

test('the hash follows the content, not the instant and not the order of keys', () => {
  const journal = make([lots]);
  expect(journal.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(sameJournal(journal, make([lots], 2))).toBe(true);
  const { lots: parts, ...rest } = lots;
  expect(sameJournal(journal, make([{ lots: parts, ...rest }]))).toBe(true);
  expect(sameJournal(journal, make([{ ...lots, amount: 4, lots: [{ lot: 'a', amount: 4 }] }]))).toBe(false);
  expect(sameJournal(journal, { ...journal, _id: 'pay:o2' })).toBe(false);
});

test('a journal that was edited is found', () => {
  const journal = make([money]);
  expect(checkJournal(journal)).toEqual([]);
  expect(checkJournal({ ...journal, postings: [{ ...money, amount: 6 }] })).toEqual([
    'pay:o1: the hash does not fit the content',
  ]);
  expect(checkJournal({ ...journal, memo: {} })).toHaveLength(1);
});
