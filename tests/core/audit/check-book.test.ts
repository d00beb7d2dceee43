import { checkBook, foldJournals } from '../../../cloudfunctions/core/audit/check-book';
import { payJournal, withdrawJournal } from '../../../cloudfunctions/core/ledger/journals';
import type { Account, Journal } from '../../../src/contract/ledger';
import { fen } from '../../../src/contract/money';

const lots = [{ lot: 'a', amount: 100, earnedAt: 1, expiresAt: 9 }];
const paid = payJournal({ merchantId: 'm', memberId: 'ann', orderId: 'o1', at: 1, payFen: fen(900), heldParts: lots });
const payout = withdrawJournal({
  id: 'w1',
  merchantId: 'm',
  role: 'leader',
  payeeId: 'lea',
  amountFen: fen(50),
  at: 1,
});
const right: [Account, number][] = [
  ['wechat:m:clearing', -900],
  ['merchant:m:pending', 900],
  ['member:m:ann:held', -100],
  ['programme:m:points', 100],
  ['leader:m:lea:payable', -50],
  ['leader:m:lea:withdrawing', 50],
];

test('the fold of journals', () => {
  expect([...foldJournals([paid, payout])]).toEqual(right);
});

const broken: Journal = { ...payout, postings: payout.postings.map((posting) => ({ ...posting, amount: -50 })) };
test.each<[string, Journal[], [Account, number][], string[]]>([
  ['a clean book', [paid, payout], right, []],
  ['an empty book', [], [], []],
  ['an account at 0', [], [['merchant:m:pending', 0]], []],
  [
    'a balance too high',
    [paid, payout],
    [...right.slice(0, -1), ['leader:m:lea:withdrawing', 51]],
    ['all balances in FEN sum to 1', 'leader:m:lea:withdrawing shows 51, the journals say 50'],
  ],
  [
    'a balance missing',
    [paid, payout],
    right.slice(0, -2),
    ['leader:m:lea:payable shows 0, the journals say -50', 'leader:m:lea:withdrawing shows 0, the journals say 50'],
  ],
  [
    'a journal twice',
    [paid, payout, payout],
    [...right.slice(0, -2), ['leader:m:lea:payable', -100], ['leader:m:lea:withdrawing', 100]],
    ['journal withdraw:w1 stands twice'],
  ],
  [
    'an amount below 0',
    [broken],
    [
      ['leader:m:lea:payable', 50],
      ['leader:m:lea:withdrawing', -50],
    ],
    ['journal withdraw:w1 posts -50'],
  ],
])('%s', (_, journals, balances, findings) => {
  expect(checkBook(journals, new Map(balances))).toEqual(findings);
});
