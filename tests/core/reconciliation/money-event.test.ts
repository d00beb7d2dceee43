import {
  payJournal,
  refundJournal,
  settleJournal,
  withdrawFailedJournal,
  withdrawJournal,
  withdrawnJournal,
} from '../../../cloudfunctions/core/ledger/journals';
import { eventKey, journalIdOf, moneyEventOf } from '../../../cloudfunctions/core/reconciliation/money-event';
import { fen, ZERO_FEN } from '../../../src/contract/money';
import { ZERO_POINTS } from '../../../src/contract/points';

const member = { merchantId: 'm1', memberId: 'p1', orderId: 'o1', at: 0 };
const lot = { lot: 'earn:x', amount: 100, earnedAt: 0, expiresAt: 9 };
const payout = { id: 'w1', merchantId: 'm1', role: 'leader', payeeId: 'l1', amountFen: fen(500), at: 0 } as const;
const refund = { ...member, refundNo: 'r1', settled: false, parts: [] };
const settled = {
  ...member,
  leaderId: 'l1',
  referral: null,
  day: '2026-11-21',
  parts: [],
  inviterParts: [],
  keptFen: fen(900),
  rewards: { commissionFen: fen(90), referral: 0, points: ZERO_POINTS, growth: 0 },
  referralLimit: 0,
  programmeVersion: 1,
};

test.each([
  ['a payment', payJournal({ ...member, payFen: fen(1000), heldParts: [] }), 'pay', 'o1', 1000],
  ['one with points', payJournal({ ...member, payFen: fen(900), heldParts: [lot] }), 'pay', 'o1', 900],
  ['a refund', refundJournal({ ...refund, fen: fen(300) }), 'refund', 'r1', 300],
  ['one after settlement', refundJournal({ ...refund, fen: fen(300), settled: true }), 'refund', 'r1', 300],
  ['a payout', withdrawnJournal(payout), 'transfer', 'w1', 500],
])('%s moves money at the provider', (_, journal, kind, number, amount) => {
  expect(moneyEventOf(journal)).toEqual({ kind, number, fen: amount });
  expect(journalIdOf({ kind, number } as Parameters<typeof journalIdOf>[0])).toBe(journal._id);
});

test.each([
  ['a payment of nothing', payJournal({ ...member, payFen: ZERO_FEN, heldParts: [lot] })],
  ['a refund of points alone', refundJournal({ ...refund, fen: ZERO_FEN, parts: [lot] })],
  ['a payout asked for', withdrawJournal(payout)],
  ['a payout given back', withdrawFailedJournal(payout)],
  ['a settlement', settleJournal(settled)],
])('%s does not', (_, journal) => {
  expect(moneyEventOf(journal)).toBeNull();
});

test('an event is named by merchant, kind and number', () => {
  expect(eventKey('m1', { kind: 'refund', number: 'r1' })).toBe('m1:refund:r1');
});
