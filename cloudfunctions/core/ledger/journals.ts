import type { Account, Journal, LotPart, Posting } from '../../../src/contract/ledger';
import { fen, fenToNumber, subtractFen, type Fen } from '../../../src/contract/money';
import type { ReferralTerms, Rewards } from '../../../src/contract/order';
import type { Day, Instant } from '../../../src/contract/time';
import type { PayeeRole } from '../../../src/contract/withdrawal';
import {
  clearing,
  inviterPayable,
  leaderPayable,
  memberGrowth,
  memberHeld,
  memberPoints,
  merchantPayable,
  payable,
  pending,
  programmeGrowth,
  programmePoints,
  withdrawing,
} from './accounts';
import { makeJournal } from './journal';

/** Whose journal it is and when; one builder below for each row of the rulebook's table (section 11). */
interface MemberEvent {
  merchantId: string;
  memberId: string;
  at: Instant;
}
interface OrderEvent extends MemberEvent {
  orderId: string;
}

export const holdId = (orderId: string): string => `hold:${orderId}`;
export const releaseId = (orderId: string): string => `release:${orderId}`;
export const payId = (orderId: string): string => `pay:${orderId}`;
export const refundId = (refundNo: string): string => `refund:${refundNo}`;
export const settleId = (orderId: string): string => `settle:${orderId}`;
export const correctId = (refundNo: string): string => `correct:${refundNo}`;
export const earnId = (kind: string, merchantId: string, memberId: string, what: string): string =>
  `earn:${kind}:${merchantId}:${memberId}:${what}`;
export const redeemId = (id: string): string => `redeem:${id}`;
export const expireId = (merchantId: string, memberId: string, day: Day): string =>
  `expire:${merchantId}:${memberId}:${day}`;
export const withdrawId = (id: string): string => `withdraw:${id}`;
export const withdrawnId = (id: string): string => `withdrawn:${id}`;
export const withdrawFailedId = (id: string): string => `withdraw-failed:${id}`;

/** Points chosen at placing: member points → held. */
export function holdJournal(event: OrderEvent & { parts: readonly LotPart[] }): Journal {
  const { merchantId, memberId, orderId, at, parts } = event;
  return makeJournal({
    id: holdId(orderId),
    kind: 'hold',
    merchantId,
    at,
    postings: move(memberPoints(merchantId, memberId), memberHeld(merchantId, memberId), parts),
    memo: { orderId },
  });
}

/** An order cancelled or timed out: held → member points. parts: what release says comes back. */
export function releaseJournal(event: OrderEvent & { parts: readonly LotPart[] }): Journal {
  const { merchantId, memberId, orderId, at, parts } = event;
  return makeJournal({
    id: releaseId(orderId),
    kind: 'release',
    merchantId,
    at,
    postings: move(memberHeld(merchantId, memberId), memberPoints(merchantId, memberId), parts),
    memo: { orderId },
  });
}

/**
 * A payment confirmed: clearing → merchant pending; held → programme points.
 * heldParts: what settleHold says; empty for a payment that came after the cancellation, which moves the money only.
 */
export function payJournal(event: OrderEvent & { payFen: Fen; heldParts: readonly LotPart[] }): Journal {
  const { merchantId, memberId, orderId, at, payFen, heldParts } = event;
  return makeJournal({
    id: payId(orderId),
    kind: 'pay',
    merchantId,
    at,
    postings: [
      ...pay(clearing(merchantId), pending(merchantId), payFen),
      ...move(memberHeld(merchantId, memberId), programmePoints(merchantId), heldParts),
    ],
    memo: { orderId },
  });
}

/**
 * A refund confirmed: merchant pending → clearing, from payable when settled; programme points → member points.
 * settled: whether the order was settled before this refund was decided. One in flight at completion was already left
 * out of what was settled, so its money still lies in pending. parts: what giveBack says comes back.
 */
export function refundJournal(
  event: OrderEvent & { refundNo: string; fen: Fen; settled: boolean; parts: readonly LotPart[] },
): Journal {
  const { merchantId, memberId, orderId, refundNo, at, settled, parts } = event;
  const source = settled ? merchantPayable(merchantId) : pending(merchantId);
  return makeJournal({
    id: refundId(refundNo),
    kind: 'refund',
    merchantId,
    at,
    postings: [
      ...pay(source, clearing(merchantId), event.fen),
      ...move(programmePoints(merchantId), memberPoints(merchantId, memberId), parts),
    ],
    memo: { orderId, refundNo },
  });
}

/** Who receives an order's rewards, and through which lots its points move. */
interface RewardEvent extends OrderEvent {
  leaderId: string;
  referral: ReferralTerms | null;
  /** The day that the growth counts for: that of the settlement, also in its corrections. */
  day: Day;
  /** The member's points, lot by lot. */
  parts: readonly LotPart[];
  /** The inviter's, where the referral reward is in points. */
  inviterParts: readonly LotPart[];
}

/**
 * Completion: merchant pending → leader payable, inviter payable, the rest → merchant payable; programme → member
 * points and growth. Where rates promise more than was kept, the merchant's payable makes up for it.
 */
export function settleJournal(
  event: RewardEvent & { keptFen: Fen; rewards: Rewards; referralLimit: number; programmeVersion: number },
): Journal {
  const { merchantId, memberId, leaderId, orderId, at, keptFen, rewards, referral } = event;
  const { referralLimit, programmeVersion } = event;
  const source = pending(merchantId);
  const referralFen = inFen(rewards.referral, referral);
  const rest = fenToNumber(subtractFen(subtractFen(keptFen, rewards.commissionFen), referralFen));
  return makeJournal({
    id: settleId(orderId),
    kind: 'settle',
    merchantId,
    at,
    postings: [
      ...pay(source, leaderPayable(merchantId, leaderId), rewards.commissionFen),
      ...(referral === null ? [] : pay(source, inviterPayable(merchantId, referral.inviterId), referralFen)),
      ...(rest >= 0
        ? pay(source, merchantPayable(merchantId), fen(rest))
        : pay(merchantPayable(merchantId), source, fen(-rest))),
      ...move(programmePoints(merchantId), memberPoints(merchantId, memberId), event.parts),
      ...(referral === null
        ? []
        : move(programmePoints(merchantId), memberPoints(merchantId, referral.inviterId), event.inviterParts)),
      ...grow(programmeGrowth(merchantId), memberGrowth(merchantId, memberId), rewards.growth, event.day),
    ],
    memo: { orderId, memberId, day: event.day, keptFen: fenToNumber(keptFen), referralLimit, programmeVersion },
  });
}

/** A refund after completion: the differences go the other way, growth on the day it was given (rulebook section 7). */
export function correctJournal(event: RewardEvent & { refundNo: string; difference: Rewards }): Journal {
  const { merchantId, memberId, leaderId, orderId, refundNo, at, difference, referral } = event;
  const target = merchantPayable(merchantId);
  return makeJournal({
    id: correctId(refundNo),
    kind: 'correct',
    merchantId,
    at,
    postings: [
      ...pay(leaderPayable(merchantId, leaderId), target, difference.commissionFen),
      ...(referral === null
        ? []
        : pay(inviterPayable(merchantId, referral.inviterId), target, inFen(difference.referral, referral))),
      ...move(memberPoints(merchantId, memberId), programmePoints(merchantId), event.parts),
      ...(referral === null
        ? []
        : move(memberPoints(merchantId, referral.inviterId), programmePoints(merchantId), event.inviterParts)),
      ...grow(memberGrowth(merchantId, memberId), programmeGrowth(merchantId), difference.growth, event.day),
    ],
    memo: { orderId, memberId, day: event.day, refundNo, corrects: settleId(orderId) },
  });
}

/**
 * Check-in, review, survey ...: programme → member points, growth. earned and what make the id. streak: of a check-in,
 * days in a row, this one included.
 */
export function earnJournal(
  event: MemberEvent & {
    earned: string;
    what: string;
    parts: readonly LotPart[];
    growth: number;
    day: Day;
    streak?: number;
  },
): Journal {
  const { merchantId, memberId, at, earned, what, parts, growth, day, streak } = event;
  return makeJournal({
    id: earnId(earned, merchantId, memberId, what),
    kind: 'earn',
    merchantId,
    at,
    postings: [
      ...move(programmePoints(merchantId), memberPoints(merchantId, memberId), parts),
      ...grow(programmeGrowth(merchantId), memberGrowth(merchantId, memberId), growth, day),
    ],
    memo: { earned, what, ...(streak === undefined ? {} : { streak }) },
  });
}

/** The points shop: member points → programme points. why: what they were given for, as the member reads it. */
export function redeemJournal(event: MemberEvent & { id: string; parts: readonly LotPart[]; why?: string }): Journal {
  const { merchantId, memberId, at, id, parts, why } = event;
  return makeJournal({
    id: redeemId(id),
    kind: 'redeem',
    merchantId,
    at,
    postings: move(memberPoints(merchantId, memberId), programmePoints(merchantId), parts),
    memo: { redemptionId: id, ...(why === undefined ? {} : { why }) },
  });
}

/** The daily job: expired member points → programme points. */
export function expireJournal(event: MemberEvent & { day: Day; parts: readonly LotPart[] }): Journal {
  const { merchantId, memberId, at, day, parts } = event;
  return makeJournal({
    id: expireId(merchantId, memberId, day),
    kind: 'expire',
    merchantId,
    at,
    postings: move(memberPoints(merchantId, memberId), programmePoints(merchantId), parts),
    memo: { day },
  });
}

/** A payout of a leader or inviter. */
export interface WithdrawalEvent {
  id: string;
  merchantId: string;
  role: PayeeRole;
  payeeId: string;
  amountFen: Fen;
  at: Instant;
}

/** A payout asked for: payable → withdrawing. */
export function withdrawJournal(event: WithdrawalEvent): Journal {
  const { role, merchantId, payeeId } = event;
  const from = payable(role, merchantId, payeeId);
  return withdrawalJournal(event, withdrawId(event.id), 'withdraw', from, withdrawing(role, merchantId, payeeId));
}

/** A payout confirmed: withdrawing → clearing. */
export function withdrawnJournal(event: WithdrawalEvent): Journal {
  const { role, merchantId, payeeId } = event;
  const from = withdrawing(role, merchantId, payeeId);
  return withdrawalJournal(event, withdrawnId(event.id), 'withdrawn', from, clearing(merchantId));
}

/** A payout expired, failed or rejected: withdrawing → payable. */
export function withdrawFailedJournal(event: WithdrawalEvent): Journal {
  const { role, merchantId, payeeId } = event;
  const from = withdrawing(role, merchantId, payeeId);
  return withdrawalJournal(
    event,
    withdrawFailedId(event.id),
    'withdraw-failed',
    from,
    payable(role, merchantId, payeeId),
  );
}

function withdrawalJournal(
  event: WithdrawalEvent,
  id: string,
  kind: 'withdraw' | 'withdrawn' | 'withdraw-failed',
  from: Account,
  to: Account,
): Journal {
  const { merchantId, at, amountFen } = event;
  return makeJournal({
    id,
    kind,
    merchantId,
    at,
    postings: pay(from, to, amountFen),
    memo: { withdrawalId: event.id, role: event.role, payeeId: event.payeeId },
  });
}

const inFen = (referral: number, terms: ReferralTerms | null): Fen => fen(terms?.unit === 'FEN' ? referral : 0);

/** A posting of money; none for 0. */
const pay = (from: Account, to: Account, amountFen: Fen): Posting[] =>
  posting({ from, to, unit: 'FEN', amount: fenToNumber(amountFen) });

/** A posting of points that names its lots; none for no parts. */
const move = (from: Account, to: Account, parts: readonly LotPart[]): Posting[] =>
  posting({ from, to, unit: 'POINT', amount: parts.reduce((sum, part) => sum + part.amount, 0), lots: [...parts] });

/** A posting of growth for a day; none for 0. */
const grow = (from: Account, to: Account, amount: number, day: Day): Posting[] =>
  posting({ from, to, unit: 'GROWTH', amount, day });

const posting = (each: Posting): Posting[] => (each.amount === 0 ? [] : [each]);
