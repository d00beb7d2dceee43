import type { Payout, Withdrawal } from '../../../src/contract/views';
import type { Instant } from '../../../src/contract/time';
import type { MemberDocument, PointDocument, WithdrawalDocument } from '../documents';
import { clip } from './words';

const MOST_WORDS = 200;
const MOST_NAME = 40;

/** Whether the payee can confirm now; at the end of the time itself it is over. */
export const mayConfirm = (
  { state, package: pack, confirmUntil }: Pick<WithdrawalDocument, 'state' | 'package' | 'confirmUntil'>,
  now: Instant,
): boolean => state === 'waitingConfirm' && pack !== null && confirmUntil !== null && now < confirmUntil;

/** A withdrawal as its payee sees it: why it ended, not what the provider says on the way. */
export function withdrawalView(withdrawal: WithdrawalDocument, now: Instant): Withdrawal {
  const { _id: withdrawalId, role, amountFen, state, askedAt, decision, confirmUntil, endedAt } = withdrawal;
  return {
    withdrawalId,
    role,
    amountFen,
    state,
    askedAt,
    decidedAt: decision?.at ?? null,
    confirmUntil,
    mayConfirm: mayConfirm(withdrawal, now),
    endedAt,
    why: whyEnded(withdrawal),
  };
}

function whyEnded({ state, decision, failure }: WithdrawalDocument): string {
  if (state === 'rejected') return decision?.reason ?? '';
  return state === 'expired' || state === 'failed' ? clip(failure ?? '', MOST_WORDS) : '';
}

/** The same as the merchant's staff see it: with the payee's name and what keeps it from going on. */
export function payoutView(
  withdrawal: WithdrawalDocument,
  payee: { member: MemberDocument; point: PointDocument | undefined },
  now: Instant,
): Payout {
  const isUnderWay = withdrawal.state === 'approved' || withdrawal.state === 'waitingConfirm';
  return {
    ...withdrawalView(withdrawal, now),
    name: clip(payee.point?.leaderName ?? payee.member.nickname, MOST_NAME),
    trouble: isUnderWay ? clip(withdrawal.failure ?? '', MOST_WORDS) : '',
  };
}
