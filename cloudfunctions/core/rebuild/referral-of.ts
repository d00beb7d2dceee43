import type { Journal } from '../../../src/contract/ledger';
import type { Month } from '../../../src/contract/time';
import { inviterPayable, memberPoints } from '../ledger/accounts';

/** What a journal changes on an inviter's counter of a calendar month, in fen or points; see referralMonths. */
export interface ReferralChange {
  inviterId: string;
  /** The month of the settlement, also of its corrections (rulebook section 7). */
  month: Month;
  amount: number;
}

const PAYABLE = /^inviter:[^:]+:([^:]+):payable$/;
const POINTS = /^member:[^:]+:([^:]+):points$/;

/**
 * The referral reward that a settlement gives or its correction takes back; null for every other journal. Points are the
 * inviter's where they are not those of the order's member.
 */
export function referralOf({ kind, memo, postings }: Journal): ReferralChange | null {
  if ((kind !== 'settle' && kind !== 'correct') || typeof memo.day !== 'string') return null;
  const sign = kind === 'settle' ? 1 : -1;
  for (const { from, to, amount } of postings) {
    const account = kind === 'settle' ? to : from;
    const inviterId = PAYABLE.exec(account)?.[1] ?? POINTS.exec(account)?.[1];
    if (inviterId === undefined || inviterId === memo.memberId) continue;
    return { inviterId, month: memo.day.slice(0, 7), amount: sign * amount };
  }
  return null;
}

/** The accounts whose journals tell all of an inviter's referral rewards. */
export const referralAccounts = (merchantId: string, inviterId: string) =>
  [inviterPayable(merchantId, inviterId), memberPoints(merchantId, inviterId)] as const;

/** An inviter's counters by month, from all journals of referralAccounts, each given once. */
export function referralMonths(journals: readonly Journal[], inviterId: string): Map<Month, number> {
  const used = new Map<Month, number>();
  for (const journal of journals) {
    const change = referralOf(journal);
    if (change?.inviterId === inviterId) used.set(change.month, (used.get(change.month) ?? 0) + change.amount);
  }
  return used;
}
