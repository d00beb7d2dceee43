import { fenToNumber } from '../../src/contract/money';
import { isZeroPoints } from '../../src/contract/points';
import { MINUTE_MS, type Instant } from '../../src/contract/time';
import { payJournal } from '../core/ledger/journals';
import { settleHold } from '../core/points/lots';
import { commissionRate, rewardTerms } from '../core/reward/rewards';
import type { MembershipDocument, MerchantDocument, OrderDocument } from './documents';
import { followUpOrder } from './follow-up-order';
import { getGroupOf, getMerchant, getPoint } from './merchants';
import { membershipId, newMembership, pointsStateOf, withPointsState } from './memberships';
import type { Ports, Transaction } from './ports';
import { postJournal } from './post-journal';
import { saveDocument } from './save-document';
import { latePaymentRefund } from './refunds';

/** How soon the job makes sure that the views have what an order's last event says. */
export const FOLLOW_UP_MS = MINUTE_MS;

export interface Payment {
  orderId: string;
  /** null: nothing had to be paid. */
  transactionId: string | null;
  fen: number;
  openid: string;
}

/** What became of a payment: applied now, applied before, to be refunded because it came too late, or not ours. */
export type PaymentOutcome = 'paid' | 'already' | 'late' | 'mismatch';

/**
 * Books a payment that the provider confirmed, exactly once however often it is told (rulebook sections 4 and 7). One of
 * another amount or payer is never booked: it is logged for a person to look at.
 */
export async function applyPayment(ports: Ports, now: Instant, payment: Payment): Promise<PaymentOutcome> {
  const { store, log } = ports;
  const order = await store.get('orders', payment.orderId);
  if (!order || fenToNumber(order.payFen) !== payment.fen || order.openid !== payment.openid) {
    log.error('paymentMismatch', { orderId: payment.orderId, fen: payment.fen, known: order !== undefined });
    return 'mismatch';
  }
  if (order.state !== 'unpaid' && order.state !== 'cancelled') {
    // Whoever booked it may have been interrupted before the views had it.
    if (order.followUpAt !== null) await followUpOrder(ports, order, now);
    return 'already';
  }
  const facts = order.state === 'unpaid' ? await paymentFacts(ports, order, now) : undefined;
  const outcome = await store.transact<PaymentOutcome>(async (transaction) => {
    const current = await transaction.get('orders', order._id);
    if (current?.state === 'unpaid' && facts) return pay(transaction, current, payment, facts, now);
    if (current?.state === 'cancelled') return payTooLate(transaction, current, now);
    return 'already';
  });
  const paid = outcome === 'paid' ? await store.get('orders', order._id) : undefined;
  if (paid) await followUpOrder(ports, paid, now);
  return outcome;
}

interface PaymentFacts {
  merchant: MerchantDocument;
  membership: MembershipDocument;
  leaderBps: number | null;
  itemBps: Record<string, number | null>;
  inviter: { id: string; boundAt: Instant; staff: boolean } | undefined;
}

async function paymentFacts({ store }: Ports, order: OrderDocument, now: Instant): Promise<PaymentFacts> {
  const [merchant, group, point, membership, member] = await Promise.all([
    getMerchant(store, order.merchantId),
    getGroupOf(store, order.groupId),
    getPoint(store, order.pointId),
    store.get('memberships', membershipId(order.merchantId, order.memberId)),
    store.get('members', order.memberId),
  ]);
  const inviter = member?.inviterId ? await store.get('members', member.inviterId) : undefined;
  return {
    merchant,
    membership: membership ?? newMembership(order.merchantId, order.memberId, now),
    leaderBps: point.commissionBps,
    itemBps: Object.fromEntries(group.items.map((item) => [item.sku, item.commissionBps])),
    inviter: inviter && {
      id: inviter._id,
      boundAt: member?.createdAt ?? now,
      staff: inviter.staffOf.some(({ merchantId }) => merchantId === order.merchantId),
    },
  };
}

function paidOrder(order: OrderDocument, payment: Payment, facts: PaymentFacts, now: Instant): OrderDocument {
  const { merchant, inviter } = facts;
  const referral = {
    settings: merchant.settings,
    inviterId: inviter?.id ?? null,
    boundAt: inviter?.boundAt ?? null,
    paidAt: now,
    memberId: order.memberId,
    leaderId: order.leaderId,
    staffIds: inviter?.staff ? [inviter.id] : [],
  };
  return {
    ...order,
    state: 'paid',
    lines: order.lines.map((line) => ({
      ...line,
      commissionBps: commissionRate(merchant.settings, facts.itemBps[line.sku] ?? null, facts.leaderBps),
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
  order: OrderDocument,
  payment: Payment,
  facts: PaymentFacts,
  now: Instant,
): Promise<PaymentOutcome> {
  const { merchantId, memberId, _id: orderId, payFen } = order;
  const event = { merchantId, memberId, orderId, at: now, payFen };
  if (isZeroPoints(order.points)) await postJournal(transaction, payJournal({ ...event, heldParts: [] }));
  else {
    const membership = (await transaction.get('memberships', membershipId(merchantId, memberId))) ?? facts.membership;
    const held = settleHold(pointsStateOf(membership), orderId);
    await postJournal(transaction, payJournal({ ...event, heldParts: held.parts }));
    await saveDocument(transaction, 'memberships', withPointsState(membership, held.state));
  }
  await transaction.replace('orders', paidOrder(order, payment, facts, now));
  return 'paid';
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
