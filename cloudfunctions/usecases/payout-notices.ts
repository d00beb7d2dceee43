import { formatFen } from '../../src/contract/money';
import { wallClock, type Instant } from '../../src/contract/time';
import { invariant } from '../core/invariant';
import type { NoticeDocument, WithdrawalDocument } from './documents';

/** Tells the payee that the transfer waits for their confirmation, and until when. */
export function payoutToConfirm(withdrawal: WithdrawalDocument, confirmUntil: Instant, now: Instant): NoticeDocument {
  return payoutNotice(withdrawal, 'payoutToConfirm', { until: clockWords(confirmUntil) }, now);
}

/** Tells the payee how it ended. */
export function payoutEnded(withdrawal: WithdrawalDocument, now: Instant): NoticeDocument {
  const { decision, failure } = withdrawal;
  const why = withdrawal.state === 'rejected' ? (decision?.reason ?? '') : (failure ?? '');
  return payoutNotice(withdrawal, 'payoutEnded', { result: resultWords(withdrawal), why }, now);
}

function payoutNotice(
  { _id, memberId, merchantId, role, amountFen }: WithdrawalDocument,
  kind: 'payoutToConfirm' | 'payoutEnded',
  data: Record<string, string>,
  now: Instant,
): NoticeDocument {
  return {
    _id: `${kind}:${_id}`,
    v: 1,
    rev: 0,
    memberId,
    merchantId,
    kind,
    orderId: null,
    page: `membership/pages/payout/index?r=${role}&m=${merchantId}`,
    data: { amount: formatFen(amountFen), ...data },
    createdAt: now,
    state: 'waiting',
    attempts: 0,
    dueAt: now,
  };
}

function resultWords({ _id, state }: WithdrawalDocument): string {
  switch (state) {
    case 'paid':
      return '已到账';
    case 'expired':
      return '超时未确认，已退回';
    case 'failed':
      return '转账失败，已退回';
    case 'rejected':
      return '没有通过，已退回';
    case 'requested':
    case 'approved':
    case 'waitingConfirm':
      invariant(false, `withdrawal ${_id} has not ended`);
  }
}

/** `2026-11-21 09:41`, as a template's field of time wants it. */
function clockWords(at: Instant): string {
  const { year, month, date, hour, minute } = wallClock(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(date)} ${two(hour)}:${two(minute)}`;
}
