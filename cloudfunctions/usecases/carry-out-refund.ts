import type { Instant } from '../../src/contract/time';
import { followUpOrder, followUpRefund } from './follow-up-order';
import type { Ports } from './ports';
import { sendRefund } from './send-refund';

/**
 * What follows at once from a refund that was decided: the views that count its units, then the money. The job does the
 * same for one that was interrupted.
 */
export async function carryOutRefund(ports: Ports, refundNo: string, now: Instant): Promise<void> {
  const refund = await ports.store.get('refunds', refundNo);
  const order = refund && (await ports.store.get('orders', refund.orderId));
  if (!order) return;
  if (order.followUpAt !== null) await followUpOrder(ports, order, now);
  // Once the job has seen to it the marks may be gone that keep units from being counted twice.
  if (refund.followUpAt !== null) await followUpRefund(ports, order, refund, now);
  // Sent a moment ago, it waits for its time: a repeated command is no reason to ask the provider again.
  if (refund.dueAt !== null && refund.dueAt <= now) await sendRefund(ports, refundNo, now);
}
