import { checkJournal } from '../../../cloudfunctions/core/ledger/journal';
import * as journals from '../../../cloudfunctions/core/ledger/journals';
import type { Journal } from '../../../src/contract/ledger';
import { fen } from '../../../src/contract/money';
import { points } from '../../../src/contract/points';
import { referral } from '../build';

const parts = [{ lot: 'a', amount: 100, earnedAt: 1, expiresAt: 9 }];
const order = { merchantId: 'm', memberId: 'ann', orderId: 'o1', at: 5 };
const member = { merchantId: 'm', memberId: 'ann', at: 5 };
const payout = { id: 'w1', merchantId: 'm', role: 'leader' as const, payeeId: 'lea', amountFen: fen(700), at: 5 };
const rewards = { commissionFen: fen(790), referral: 197, points: points(100), growth: 98 };
const settled = {
  ...order,
  leaderId: 'lea',
  referral: referral({ inviterId: 'ian' }),
  day: '2026-11-21',
  parts,
  inviterParts: [],
};
const settling = { ...settled, keptFen: fen(9876), rewards, referralLimit: 2000, programmeVersion: 1 };
const inPoints = referral({ inviterId: 'ian', unit: 'POINT' });
const inviterParts = [{ lot: 'b', amount: 197, earnedAt: 1, expiresAt: 9 }];
const nothing = { commissionFen: fen(0), referral: 0, points: points(0), growth: 0 };

const text = (journal: Journal) => journal.postings.map(({ from, to, amount }) => `${from} > ${to} ${amount}`);

test.each<[string, Journal, string, string[]]>([
  ['hold', journals.holdJournal({ ...order, parts }), 'hold:o1', ['member:m:ann:points > member:m:ann:held 100']],
  [
    'release',
    journals.releaseJournal({ ...order, parts }),
    'release:o1',
    ['member:m:ann:held > member:m:ann:points 100'],
  ],
  [
    'pay',
    journals.payJournal({ ...order, payFen: fen(900), heldParts: parts }),
    'pay:o1',
    ['wechat:m:clearing > merchant:m:pending 900', 'member:m:ann:held > programme:m:points 100'],
  ],
  [
    'pay, late',
    journals.payJournal({ ...order, payFen: fen(900), heldParts: [] }),
    'pay:o1',
    ['wechat:m:clearing > merchant:m:pending 900'],
  ],
  ['pay nothing', journals.payJournal({ ...order, payFen: fen(0), heldParts: [] }), 'pay:o1', []],
  [
    'refund',
    journals.refundJournal({ ...order, refundNo: 'r1', fen: fen(300), settled: false, parts }),
    'refund:r1',
    ['merchant:m:pending > wechat:m:clearing 300', 'programme:m:points > member:m:ann:points 100'],
  ],
  [
    'refund once settled',
    journals.refundJournal({ ...order, refundNo: 'r1', fen: fen(300), settled: true, parts: [] }),
    'refund:r1',
    ['merchant:m:payable > wechat:m:clearing 300'],
  ],
  [
    'settle',
    journals.settleJournal(settling),
    'settle:o1',
    [
      'merchant:m:pending > leader:m:lea:payable 790',
      'merchant:m:pending > inviter:m:ian:payable 197',
      'merchant:m:pending > merchant:m:payable 8889',
      'programme:m:points > member:m:ann:points 100',
      'programme:m:growth > member:m:ann:growth 98',
    ],
  ],
  [
    'settle, referral in points',
    journals.settleJournal({ ...settling, referral: inPoints, inviterParts }),
    'settle:o1',
    [
      'merchant:m:pending > leader:m:lea:payable 790',
      'merchant:m:pending > merchant:m:payable 9086',
      'programme:m:points > member:m:ann:points 100',
      'programme:m:points > member:m:ian:points 197',
      'programme:m:growth > member:m:ann:growth 98',
    ],
  ],
  [
    'settle, rates above all',
    journals.settleJournal({ ...settling, keptFen: fen(900), parts: [], rewards: { ...rewards, growth: 0 } }),
    'settle:o1',
    [
      'merchant:m:pending > leader:m:lea:payable 790',
      'merchant:m:pending > inviter:m:ian:payable 197',
      'merchant:m:payable > merchant:m:pending 87',
    ],
  ],
  [
    'settle nothing',
    journals.settleJournal({ ...settling, keptFen: fen(0), rewards: nothing, parts: [] }),
    'settle:o1',
    [],
  ],
  [
    'correct',
    journals.correctJournal({ ...settled, refundNo: 'r1', difference: rewards }),
    'correct:r1',
    [
      'leader:m:lea:payable > merchant:m:payable 790',
      'inviter:m:ian:payable > merchant:m:payable 197',
      'member:m:ann:points > programme:m:points 100',
      'member:m:ann:growth > programme:m:growth 98',
    ],
  ],
  [
    'correct, referral in points',
    journals.correctJournal({
      ...settled,
      refundNo: 'r1',
      difference: { ...nothing, referral: 197 },
      parts: [],
      referral: inPoints,
      inviterParts,
    }),
    'correct:r1',
    ['member:m:ian:points > programme:m:points 197'],
  ],
  [
    'correct nothing',
    journals.correctJournal({ ...settled, refundNo: 'r1', difference: nothing, parts: [], referral: null }),
    'correct:r1',
    [],
  ],
  [
    'earn',
    journals.earnJournal({ ...member, earned: 'checkIn', what: '2026-11-21', parts, growth: 5, day: '2026-11-21' }),
    'earn:checkIn:m:ann:2026-11-21',
    ['programme:m:points > member:m:ann:points 100', 'programme:m:growth > member:m:ann:growth 5'],
  ],
  [
    'redeem',
    journals.redeemJournal({ ...member, id: 'x1', parts }),
    'redeem:x1',
    ['member:m:ann:points > programme:m:points 100'],
  ],
  [
    'expire',
    journals.expireJournal({ ...member, day: '2027-12-01', parts }),
    'expire:m:ann:2027-12-01',
    ['member:m:ann:points > programme:m:points 100'],
  ],
  [
    'withdraw',
    journals.withdrawJournal(payout),
    'withdraw:w1',
    ['leader:m:lea:payable > leader:m:lea:withdrawing 700'],
  ],
  [
    'withdrawn',
    journals.withdrawnJournal(payout),
    'withdrawn:w1',
    ['leader:m:lea:withdrawing > wechat:m:clearing 700'],
  ],
  [
    'withdraw failed',
    journals.withdrawFailedJournal({ ...payout, role: 'inviter' }),
    'withdraw-failed:w1',
    ['inviter:m:lea:withdrawing > inviter:m:lea:payable 700'],
  ],
])('%s', (_, journal, id, postings) => {
  expect([journal._id, text(journal)]).toEqual([id, postings]);
  expect(checkJournal(journal)).toEqual([]);
});
