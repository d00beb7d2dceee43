import type { Journal } from '../records/journal';

/** A row of the rulebook's table of journals (section 11). */
export interface JournalRow {
  /** What the `_id` must be, of what the memo names; undefined where the memo does not name it. */
  id(journal: Journal): string | undefined;
  /** The postings that it may have, each at most once unless said otherwise: `from > to` by the accounts' shapes. */
  postings: readonly string[];
  /** Postings that may stand once for the member and once for the inviter. */
  twice?: readonly string[];
  /** It has at least one posting. */
  moves: boolean;
}

const fromMemo =
  (prefix: string, field: string) =>
  ({ memo }: Journal): string | undefined => {
    const named = memo[field];
    return typeof named === 'string' && named !== '' ? `${prefix}:${named}` : undefined;
  };

/** The id of a journal of one member at one merchant: `expire:{merchant}:{member}:...`, the member from its posting. */
function ofMember(journal: Journal, prefix: string, rest: unknown): string | undefined {
  const accounts = journal.postings.flatMap(({ from, to }) => [from, to]);
  const account = accounts.find((each) => each.startsWith('member:'));
  const memberId = account?.split(':')[2];
  if (memberId === undefined || typeof rest !== 'string' || rest === '') return undefined;
  return `${prefix}:${journal.merchantId}:${memberId}:${rest}`;
}

const OUT_OF_PAYABLE = ['leader.payable > leader.withdrawing', 'inviter.payable > inviter.withdrawing'];
const PAID_OUT = ['leader.withdrawing > wechat.clearing', 'inviter.withdrawing > wechat.clearing'];
const BACK_TO_PAYABLE = ['leader.withdrawing > leader.payable', 'inviter.withdrawing > inviter.payable'];

export const JOURNAL_TABLE: Readonly<Record<string, JournalRow>> = {
  hold: { id: fromMemo('hold', 'orderId'), postings: ['member.points > member.held'], moves: true },
  release: { id: fromMemo('release', 'orderId'), postings: ['member.held > member.points'], moves: true },
  pay: {
    id: fromMemo('pay', 'orderId'),
    postings: ['wechat.clearing > merchant.pending', 'member.held > programme.points'],
    moves: false,
  },
  refund: {
    id: fromMemo('refund', 'refundNo'),
    postings: [
      'merchant.pending > wechat.clearing',
      'merchant.payable > wechat.clearing',
      'programme.points > member.points',
    ],
    moves: false,
  },
  settle: {
    id: fromMemo('settle', 'orderId'),
    postings: [
      'merchant.pending > leader.payable',
      'merchant.pending > inviter.payable',
      'merchant.pending > merchant.payable',
      'merchant.payable > merchant.pending',
      'programme.points > member.points',
      'programme.growth > member.growth',
    ],
    twice: ['programme.points > member.points'],
    moves: false,
  },
  correct: {
    id: fromMemo('correct', 'refundNo'),
    postings: [
      'leader.payable > merchant.payable',
      'inviter.payable > merchant.payable',
      'member.points > programme.points',
      'member.growth > programme.growth',
    ],
    twice: ['member.points > programme.points'],
    moves: false,
  },
  earn: {
    id: (journal) => ofMember(journal, `earn:${String(journal.memo.earned)}`, journal.memo.what),
    postings: ['programme.points > member.points', 'programme.growth > member.growth'],
    moves: true,
  },
  redeem: { id: fromMemo('redeem', 'redemptionId'), postings: ['member.points > programme.points'], moves: true },
  expire: {
    id: (journal) => ofMember(journal, 'expire', journal.memo.day),
    postings: ['member.points > programme.points'],
    moves: true,
  },
  withdraw: { id: fromMemo('withdraw', 'withdrawalId'), postings: OUT_OF_PAYABLE, moves: true },
  withdrawn: { id: fromMemo('withdrawn', 'withdrawalId'), postings: PAID_OUT, moves: true },
  'withdraw-failed': { id: fromMemo('withdraw-failed', 'withdrawalId'), postings: BACK_TO_PAYABLE, moves: true },
};
