import { isZeroFen } from '../../src/contract/money';
import { isZeroPoints } from '../../src/contract/points';
import type { Instant } from '../../src/contract/time';
import { releaseJournal } from '../core/ledger/journals';
import { release } from '../core/points/lots';
import { applyPayment, nothingToPay } from './apply-payment';
import type { OrderDocument } from './documents';
import { followUpOrder } from './follow-up-order';
import { membershipId, pointsStateOf, saveMembership, withPointsState } from './memberships';
import type { PaymentStatus, Ports } from './ports';
import { postInTurn } from './post-journal';
import { recentMerchant } from './recent';

/**
 * Cancels an unpaid order: what it held comes back (rulebook sections 3 and 5). Returns the order as it is then; one that
 * was paid meanwhile stays paid.
 */
export async function cancelUnpaid(
  ports: Ports,
  now: Instant,
  orderId: string,
  why: { kind: 'cancelled' | 'timedOut' | 'groupCancelled'; by: string | null; commandId: string | null },
): Promise<OrderDocument | undefined> {
  const { store } = ports;
  await store.transact(async (transaction) => {
    const order = await transaction.get('orders', orderId);
    if (order?.state !== 'unpaid') return;
    const { merchantId, memberId } = order;
    const membership = isZeroPoints(order.points)
      ? undefined
      : await transaction.get('memberships', membershipId(merchantId, memberId));
    if (membership) {
      const back = release(pointsStateOf(membership), orderId, now);
      const journal = releaseJournal({ merchantId, memberId, orderId, at: now, parts: back.parts });
      const [turned] = await postInTurn(transaction, journal, membership);
      await saveMembership(transaction, withPointsState(turned, back.state));
    }
    await transaction.replace('orders', {
      ...order,
      state: 'cancelled',
      timeline: [...order.timeline, { ...why, at: now, fen: null }],
      dueAt: null,
      followUpAt: now,
    });
  });
  const order = await store.get('orders', orderId);
  if (order) await followUpOrder(ports, order, now);
  return order;
}

/** Asks the provider about an order's payment and books it if it was made. Throws when the answer is not known. */
export async function askProvider(
  ports: Ports,
  orderId: string,
  subMchId: string,
  now: Instant,
): Promise<PaymentStatus['state']> {
  const status = await ports.payments.query(orderId, subMchId);
  if (status.state === 'paid')
    await applyPayment(ports, now, {
      orderId,
      subMchId,
      transactionId: status.transactionId,
      fen: status.fen,
      openid: status.openid,
    });
  return status.state;
}

/** The same for an order that was read. */
export async function askAboutOrder(ports: Ports, order: OrderDocument, now: Instant): Promise<PaymentStatus['state']> {
  const { subMchId } = await recentMerchant(ports.store, order.merchantId, now);
  return askProvider(ports, order._id, subMchId, now);
}

/**
 * What the job does with an unpaid order that is due: it asks the provider, and once the hold has run out closes the
 * payment and cancels the order. A payment that slips through after that is refunded when it is reported.
 */
export async function closeWhenTimedOut(ports: Ports, order: OrderDocument, now: Instant): Promise<void> {
  if (isZeroFen(order.payFen)) {
    // Whoever placed it was interrupted before it counted as paid; there is nobody to ask.
    await applyPayment(ports, now, nothingToPay(order));
    return;
  }
  const state = await askAboutOrder(ports, order, now);
  if (state === 'paid') return;
  if (now < order.unpaidUntil) {
    await ports.store.replace('orders', { ...order, dueAt: order.unpaidUntil });
    return;
  }
  if (state === 'notPaid') {
    const { subMchId } = await recentMerchant(ports.store, order.merchantId, now);
    await ports.payments.close(order._id, subMchId);
  }
  await cancelUnpaid(ports, now, order._id, { kind: 'timedOut', by: null, commandId: null });
}
