import type { Instant } from '../../src/contract/time';
import { askProvider } from './close-unpaid';
import type { Ports } from './ports';
import { sendRefund } from './refunds';

/**
 * A payment result that WeChat reports. What it says is not believed: the provider is asked about the order again, and
 * this returns only after the journal exists. Throws when it does not, so that WeChat reports it again.
 */
export async function handlePaymentCallback(ports: Ports, now: Instant, report: { outTradeNo: string }): Promise<void> {
  const order = await ports.store.get('orders', report.outTradeNo);
  if (!order) {
    ports.log.error('paymentMismatch', { orderId: report.outTradeNo, known: false });
    return;
  }
  const state = await askProvider(ports, order, now);
  ports.log.info('paymentReported', { orderId: order._id, state });
}

/** A refund result that WeChat reports: asked of the provider again in the same way. */
export async function handleRefundCallback(ports: Ports, now: Instant, report: { outRefundNo: string }): Promise<void> {
  await sendRefund(ports, report.outRefundNo, now);
}
