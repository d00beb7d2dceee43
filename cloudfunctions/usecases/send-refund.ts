import { fenToNumber, isZeroFen } from '../../src/contract/money';
import { MINUTE_MS, type Instant } from '../../src/contract/time';
import type { RefundDocument } from './documents';
import { finishRefund } from './finish-refund';
import { getMerchant } from './merchants';
import { hasCase, orderOf, withoutCase } from './order-cases';
import type { Ports, RefundStatus } from './ports';

/** Waits between questions about a refund in flight; the last one repeats. */
const RETRY_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 6 * 60 * MINUTE_MS];
/** After this many failures the refund is failed and the merchant told. */
const MOST_ATTEMPTS = 20;

/** Sends a recorded refund, or asks what became of it, and books it once the provider says that it is done. */
export async function sendRefund(ports: Ports, refundNo: string, now: Instant): Promise<void> {
  const found = await ports.store.get('refunds', refundNo);
  if (found?.state === 'failed') return lookAgain(ports, found, now);
  const refund = found && (await claim(ports, found));
  if (!refund) return;
  if (isZeroFen(refund.fen)) return finishRefund(ports, refundNo, now);
  try {
    const status = await askOrSend(ports, refund);
    if (status.state === 'done') return await finishRefund(ports, refundNo, now);
    await waitAgain(ports, refund, now, status.state === 'failed' ? status.reason : null);
  } catch (error) {
    ports.log.warn('refundUnknown', { refundNo, message: error instanceof Error ? error.message : String(error) });
    await waitAgain(ports, refund, now, 'unknown');
  }
}

/** An approved refund becomes one that is being sent before anything leaves; undefined: there is nothing to send. */
async function claim({ store }: Ports, refund: RefundDocument): Promise<RefundDocument | undefined> {
  if (refund.state === 'sending') return refund;
  if (refund.state !== 'approved') return undefined;
  const claimed: RefundDocument = { ...refund, state: 'sending' };
  return (await store.replace('refunds', claimed)) ? { ...claimed, rev: claimed.rev + 1 } : undefined;
}

/** A refund that was given up may have been paid after all: by the provider's own means, or by hand in its console. */
async function lookAgain(ports: Ports, refund: RefundDocument, now: Instant): Promise<void> {
  const { subMchId } = await getMerchant(ports.store, refund.merchantId);
  const status = await ports.payments.queryRefund(refund._id, subMchId);
  if (status.state === 'done') await finishRefund(ports, refund._id, now);
}

/** A refund that was sent before is asked about; one that never arrived is sent. */
async function askOrSend({ store, payments }: Ports, refund: RefundDocument): Promise<RefundStatus> {
  const merchant = await getMerchant(store, refund.merchantId);
  if (refund.attempts > 0) {
    const status = await payments.queryRefund(refund._id, merchant.subMchId);
    if (status.state !== 'missing') return status;
  }
  const order = await orderOf(store, refund);
  // The number follows from the event, so sending again what may have been sent is the same refund to the provider.
  return payments.refund({
    refundNo: refund._id,
    orderId: refund.orderId,
    subMchId: merchant.subMchId,
    fen: fenToNumber(refund.fen),
    totalFen: fenToNumber(order.payFen),
    reason: refund.reason,
  });
}

async function waitAgain(ports: Ports, refund: RefundDocument, now: Instant, failure: string | null): Promise<void> {
  const attempts = refund.attempts + 1;
  if (failure !== null && attempts >= MOST_ATTEMPTS) return giveUp(ports, refund, attempts, failure);
  const wait = RETRY_MS[Math.min(refund.attempts, RETRY_MS.length - 1)] ?? MINUTE_MS;
  await ports.store.replace('refunds', { ...refund, attempts, lastFailure: failure, dueAt: now + wait });
}

/** Nothing more is tried by itself: the merchant is told, and the order no longer waits for it. */
async function giveUp({ store, log }: Ports, refund: RefundDocument, attempts: number, failure: string): Promise<void> {
  const { _id: refundNo, merchantId } = refund;
  const failed = await store.transact(async (transaction) => {
    const current = await transaction.get('refunds', refundNo);
    if (current?.state !== 'sending') return false;
    const order = await orderOf(transaction, current);
    await transaction.replace('refunds', { ...current, state: 'failed', attempts, lastFailure: failure, dueAt: null });
    if (hasCase(order, refundNo)) await transaction.replace('orders', withoutCase(order, refundNo));
    return true;
  });
  if (failed) log.error('refundFailed', { refundNo, merchantId, failure });
}
