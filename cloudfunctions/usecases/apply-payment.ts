import { fenToNumber } from '../../src/contract/money';
import { isZeroPoints } from '../../src/contract/points';
import { MINUTE_MS, type Instant } from '../../src/contract/time';
import { payJournal } from '../core/ledger/journals';
import { settleHold } from '../core/points/lots';
import { commissionRate, rewardTerms } from '../core/reward/rewards';
import type { MembershipDocument, MerchantDocument, OrderDocument } from './documents';
import { followUpOrder } from './follow-up-order';
import { membershipIn, pointsStateOf, saveMembership, withPointsState } from './memberships';
import type { Ports, Store, Transaction } from './ports';
import { postInTurn, postJournal, postNewJournal } from './post-journal';
import { recentMerchant, recentPoint } from './recent';
import { latePaymentRefund } from './refunds';

/** How soon the job makes sure that the views have what an order's last event says. */
export const FOLLOW_UP_MS = MINUTE_MS;

export interface Payment {
  orderId: string;
  /** Sub-merchant number that the provider was asked under; null: nothing had to be paid. */
  subMchId: string | null;
  transactionId: string | null;
  fen: number;
  openid: string;
}

/** The payment of an order that costs nothing. */
export const nothingToPay = ({ _id, openid }: OrderDocument): Payment => ({
  orderId: _id,
  subMchId: null,
  transactionId: null,
  fen: 0,
  openid,
});

/** What became of a payment: applied now, applied before, to be refunded because it came too late, or not ours. */
export type PaymentOutcome = 'paid' | 'already' | 'late' | 'mismatch';

/**
 * Books a payment that the provider confirmed, exactly once however often it is told (rulebook sections 4 and 7). One of
 * another amount, payer or merchant is never booked: it is logged for a person to look at.
 */
export async function applyPayment(ports: Ports, now: Instant, payment: Payment): Promise<PaymentOutcome> {
  const { store, log } = ports;
  const { outcome, order } = await store.transact(async (transaction): Promise<Booked> => {
    const current = await transaction.get('orders', payment.orderId);
    if (!current || !(await isOurs(store, current, payment, now))) return { outcome: 'mismatch', order: current };
    if (current.state === 'unpaid')
      return { outcome: 'paid', order: await pay(transaction, store, current, payment, now) };
    if (current.state === 'cancelled') return { outcome: await payTooLate(transaction, current, now), order: current };
    return { outcome: 'already', order: current };
  });
  if (outcome === 'mismatch')
    log.error('paymentMismatch', { orderId: payment.orderId, fen: payment.fen, known: order !== undefined });
  // Whoever booked it before may have been interrupted before the views had it.
  else if (order && (outcome === 'paid' || (outcome === 'already' && order.followUpAt !== null)))
    await followUpOrder(ports, order, now);
  return outcome;
}

interface Booked {
  outcome: PaymentOutcome;
  order: OrderDocument | undefined;
}

async function isOurs(store: Store, order: OrderDocument, payment: Payment, now: Instant): Promise<boolean> {
  if (fenToNumber(order.payFen) !== payment.fen || order.openid !== payment.openid) return false;
  return (
    payment.subMchId === null || payment.subMchId === (await recentMerchant(store, order.merchantId, now)).subMchId
  );
}

interface PaymentFacts {
  merchant: MerchantDocument;
  membership: MembershipDocument;
  leaderBps: number | null;
  /** Whether the inviter works for the merchant. */
  inviterIsStaff: boolean;
}

async function paymentFacts(
  transaction: Transaction,
  store: Store,
  order: OrderDocument,
  now: Instant,
): Promise<PaymentFacts> {
  const { merchantId } = order;
  const merchant = await recentMerchant(store, merchantId, now);
  const point = await recentPoint(store, order.pointId, now);
  const membership = await membershipIn(transaction, merchantId, order.memberId, now);
  const inviter = order.inviter && (await transaction.get('members', order.inviter.id));
  const inviterIsStaff = inviter?.staffOf.some((staff) => staff.merchantId === merchantId) ?? false;
  return { merchant, membership, leaderBps: point.commissionBps, inviterIsStaff };
}

function paidOrder(order: OrderDocument, payment: Payment, facts: PaymentFacts, now: Instant): OrderDocument {
  const { merchant, inviterIsStaff } = facts;
  const { inviter } = order;
  const referral = {
    settings: merchant.settings,
    inviterId: inviter?.id ?? null,
    boundAt: inviter?.boundAt ?? null,
    paidAt: now,
    memberId: order.memberId,
    leaderId: order.leaderId,
    staffIds: inviter && inviterIsStaff ? [inviter.id] : [],
  };
  return {
    ...order,
    state: 'paid',
    lines: order.lines.map((line) => ({
      ...line,
      commissionBps: commissionRate(merchant.settings, order.itemBps[line.sku] ?? null, facts.leaderBps),
    })),
    paidAt: now,
    transactionId: payment.transactionId,
    terms: rewardTerms({ ...referral, tier: facts.membership.tier }),
    timeline: [...order.timeline, { kind: 'paid', at: now, by: null, commandId: null, fen: order.payFen }],
    dueAt: null,
    followUpAt: now + FOLLOW_UP_MS,
  };
}

async function pay(
  transaction: Transaction,
  store: Store,
  order: OrderDocument,
  payment: Payment,
  now: Instant,
): Promise<OrderDocument> {
  const { merchantId, memberId, _id: orderId, payFen } = order;
  const facts = await paymentFacts(transaction, store, order, now);
  const event = { merchantId, memberId, orderId, at: now, payFen };
  if (isZeroPoints(order.points)) await postNewJournal(transaction, payJournal({ ...event, heldParts: [] }));
  else {
    const held = settleHold(pointsStateOf(facts.membership), orderId);
    const [turned] = await postInTurn(transaction, payJournal({ ...event, heldParts: held.parts }), facts.membership);
    await saveMembership(transaction, withPointsState(turned, held.state));
  }
  const paid = paidOrder(order, payment, facts, now);
  await transaction.replace('orders', paid);
  return { ...paid, rev: paid.rev + 1 };
}

/** The order was cancelled meanwhile: the money is booked and goes back in full at once (rulebook section 3). */
async function payTooLate(transaction: Transaction, order: OrderDocument, now: Instant): Promise<PaymentOutcome> {
  const { merchantId, memberId, _id: orderId, payFen } = order;
  const posted = await postJournal(
    transaction,
    payJournal({ merchantId, memberId, orderId, at: now, payFen, heldParts: [] }),
  );
  if (!posted) return 'already';
  await transaction.insert('refunds', latePaymentRefund(order, now));
  return 'late';
}
