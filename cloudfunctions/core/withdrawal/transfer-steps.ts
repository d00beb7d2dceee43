import { HOUR_MS, MINUTE_MS, type Instant } from '../../../src/contract/time';
import { invariant } from '../invariant';
import type { MerchantSettings } from '../settings';

/** What the provider says of a transfer; see the Payments port. */
export type TransferAnswer =
  | { state: 'waitingConfirm'; package: string }
  | { state: 'processing' }
  | { state: 'paid'; doneAt: Instant }
  | { state: 'closed'; reason: string; expired: boolean }
  | { state: 'missing' };

/** A withdrawal between its approval and its end. */
export interface TransferUnderWay {
  state: 'approved' | 'waitingConfirm';
  /** When the transfer was last sent to the provider; null: never. */
  sentAt: Instant | null;
  /** How often it was sent. */
  sends: number;
  /** What the payee confirms with; null: not now. */
  package: string | null;
  confirmUntil: Instant | null;
}

/** What an answer makes of a withdrawal. */
export type TransferStep =
  /** The provider never got it: it is sent again, under the same number. */
  | { kind: 'send' }
  | { kind: 'wait'; transfer: TransferUnderWay; failure: string | null; dueAt: Instant }
  | { kind: 'paid'; doneAt: Instant }
  | { kind: 'giveBack'; state: 'expired' | 'failed'; reason: string }
  /** The same, only as long as nobody has sent it again meanwhile. */
  | { kind: 'giveUp'; reason: string };

/** How often the provider is asked: within so long after the sending (or the end of the confirmation), every so long. */
const LOOKS: readonly (readonly [within: number, every: number])[] = [
  [10 * MINUTE_MS, MINUTE_MS],
  [HOUR_MS, 5 * MINUTE_MS],
  [6 * HOUR_MS, 30 * MINUTE_MS],
  [Infinity, 2 * HOUR_MS],
];
/** The provider's day may end a little after ours. */
const AFTER_THE_END_MS = 10_000;
/** Waits after a sending without an answer; the last one repeats. */
const RESEND_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS];
/** Sendings, over more than two days, after which one that the provider still does not know is given up. */
const MOST_SENDS = 12;
/** A function lives at most 60 s: what it sent has arrived by then, or never will. */
const IN_FLIGHT_MS = 10 * MINUTE_MS;
/** A confirmed transfer arrives within minutes. */
const UNDER_WAY_MS = 5 * MINUTE_MS;

const PROCESSING = '微信支付还没有受理完，可能是付款账户余额不足';
const UNKNOWN_NUMBER = '微信支付查不到这笔转账';
const NOT_TAKEN = '微信支付一直没有受理';

/** The instant of the next question: soon at first, then more rarely, and right after the time to confirm is over. */
export function nextLookAt(transfer: Pick<TransferUnderWay, 'sentAt' | 'confirmUntil'>, now: Instant): Instant {
  const { sentAt, confirmUntil } = transfer;
  const isOver = confirmUntil !== null && now >= confirmUntil;
  const since = now - (isOver ? confirmUntil : (sentAt ?? now));
  const every = LOOKS.find(([within]) => since < within)?.[1] ?? HOUR_MS;
  return confirmUntil === null || isOver ? now + every : Math.min(now + every, confirmUntil + AFTER_THE_END_MS);
}

/** The same after a sending that was not answered; sends: how often it was sent, that time included. */
export const resendAt = (sends: number, now: Instant): Instant =>
  now + (RESEND_MS[Math.min(sends, RESEND_MS.length) - 1] ?? MINUTE_MS);

/**
 * What to do with what the provider says. While an answer is unknown nothing is decided; a number that it does not know
 * is sent again as it is, and given up only when nothing sent can still be on its way.
 */
export function transferStep(
  transfer: TransferUnderWay,
  answer: TransferAnswer,
  { withdrawal: { confirmHours } }: Pick<MerchantSettings, 'withdrawal'>,
  now: Instant,
): TransferStep {
  const { sentAt, sends } = transfer;
  invariant(sentAt !== null, 'a transfer is answered after it was sent');
  switch (answer.state) {
    case 'paid':
      return { kind: 'paid', doneAt: answer.doneAt };
    case 'closed':
      return { kind: 'giveBack', state: answer.expired ? 'expired' : 'failed', reason: answer.reason };
    case 'waitingConfirm': {
      const confirmUntil = sentAt + confirmHours * HOUR_MS;
      const next = { ...transfer, state: answer.state, package: answer.package, confirmUntil };
      return { kind: 'wait', transfer: next, failure: null, dueAt: nextLookAt(next, now) };
    }
    case 'processing': {
      const next = { ...transfer, package: null };
      return transfer.state === 'approved'
        ? { kind: 'wait', transfer: next, failure: PROCESSING, dueAt: nextLookAt(next, now) }
        : { kind: 'wait', transfer: next, failure: null, dueAt: now + UNDER_WAY_MS };
    }
    case 'missing':
      // A number that it once knew is for a person to look at: sending it again could make a second transfer.
      if (transfer.state === 'waitingConfirm')
        return { kind: 'wait', transfer, failure: UNKNOWN_NUMBER, dueAt: nextLookAt(transfer, now) };
      if (sends >= MOST_SENDS && now >= sentAt + IN_FLIGHT_MS) return { kind: 'giveUp', reason: NOT_TAKEN };
      return { kind: 'send' };
  }
}
