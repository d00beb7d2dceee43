import type { Instant } from '../../src/contract/time';
import { askProvider } from './close-unpaid';
import type { Ports } from './ports';
import { sendRefund } from './send-refund';

/**
 * A payment result that WeChat reports. What it says is not believed: the provider is asked about the order again, and
 * this returns only after the journal exists. Throws when it does not, so that WeChat reports it again.
 */
export async function handlePaymentCallback(
  ports: Ports,
  now: Instant,
  report: { outTradeNo: string; subMchId: string },
): Promise<void> {
  const { outTradeNo, subMchId } = report;
  const state = await askProvider(ports, outTradeNo, subMchId, now);
  ports.log.info('paymentReported', { orderId: outTradeNo, state });
}

/** A refund result that WeChat reports: asked of the provider again in the same way. */
export async function handleRefundCallback(ports: Ports, now: Instant, report: { outRefundNo: string }): Promise<void> {
  await sendRefund(ports, report.outRefundNo, now);
}
