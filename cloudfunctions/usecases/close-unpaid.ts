import { isZeroFen } from '../../src/contract/money';
import { isZeroPoints } from '../../src/contract/points';
import { MINUTE_MS, type Instant } from '../../src/contract/time';
import { releaseJournal } from '../core/ledger/journals';
import { release } from '../core/points/lots';
import { applyPayment, nothingToPay } from './apply-payment';
import type { OrderDocument, TimelineEntry } from './documents';
import { followUpOrder } from './follow-up-order';
import { membershipId, pointsStateOf, saveMembership, withPointsState } from './memberships';
import type { PaymentStatus, Ports } from './ports';
import { postInTurn } from './post-journal';
import { recentMerchant } from './recent';

/** The provider refuses to close a payment that is younger. */
const CLOSABLE_AFTER_MS = 5 * MINUTE_MS;

interface Cancelling extends Pick<TimelineEntry, 'by' | 'commandId' | 'inputHash'> {
  kind: 'cancelled' | 'timedOut' | 'groupCancelled';
}

/**
 * When the job closes the payment of an order that is being cancelled, so that none can come any more and none that came
 * is missed, whether it is reported or not; null: there is none, or it was closed.
 */
const paymentClosedAt = ({ payFen, placedAt }: OrderDocument, { kind }: Cancelling, now: Instant): Instant | null =>
  isZeroFen(payFen) || kind === 'timedOut' ? null : Math.max(now, placedAt + CLOSABLE_AFTER_MS);

/**
 * Cancels an unpaid order: what it held comes back (rulebook sections 3 and 5). Returns the order as it is then; one that
 * was paid meanwhile stays paid.
 */
export async function cancelUnpaid(
  ports: Ports,
  now: Instant,
  orderId: string,
  why: Cancelling,
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
      dueAt: paymentClosedAt(order, why, now),
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
 * Closes an order's payment; true when it turns out to be paid, and then it is booked. What was paid between the question
 * and the closing shows when it is asked about again.
 */
async function endPayment(ports: Ports, order: OrderDocument, now: Instant): Promise<boolean> {
  const state = await askAboutOrder(ports, order, now);
  if (state !== 'notPaid') return state === 'paid';
  const { subMchId } = await recentMerchant(ports.store, order.merchantId, now);
  await ports.payments.close(order._id, subMchId);
  return (await askAboutOrder(ports, order, now)) === 'paid';
}

/**
 * What the job does with an unpaid order that is due: it asks the provider, and once the hold has run out closes the
 * payment and cancels the order.
 */
export async function closeWhenTimedOut(ports: Ports, order: OrderDocument, now: Instant): Promise<void> {
  if (isZeroFen(order.payFen)) {
    // Whoever placed it was interrupted before it counted as paid; there is nobody to ask.
    await applyPayment(ports, now, nothingToPay(order));
    return;
  }
  if (now < order.unpaidUntil) {
    if ((await askAboutOrder(ports, order, now)) !== 'paid')
      await ports.store.replace('orders', { ...order, dueAt: order.unpaidUntil });
    return;
  }
  if (await endPayment(ports, order, now)) return;
  await cancelUnpaid(ports, now, order._id, { kind: 'timedOut', by: null, commandId: null });
}

/** Closes the payment of an order that was cancelled while it could still be paid; one that came goes back (section 3). */
export async function closeCancelled(ports: Ports, order: OrderDocument, now: Instant): Promise<void> {
  await endPayment(ports, order, now);
  await ports.store.replace('orders', { ...order, dueAt: null });
}
