import type { Instant } from '../../src/contract/time';
import { approveRefund } from './approve-refund';
import { carryOutRefund } from './carry-out-refund';
import type { RefundDocument } from './documents';
import { getMerchant } from './merchants';
import { orderOf } from './order-cases';
import type { Ports } from './ports';
import { sendRefund } from './send-refund';

/** Does what is due for a refund: approves a request that nobody decided in time, sends what was decided (section 6). */
export async function advanceRefund(ports: Ports, refund: RefundDocument, now: Instant): Promise<void> {
  if (refund.state !== 'requested') return sendRefund(ports, refund._id, now);
  await approveInTime(ports, refund, now);
  await carryOutRefund(ports, refund._id, now);
}

async function approveInTime(
  { store }: Ports,
  { _id: refundNo, merchantId }: RefundDocument,
  now: Instant,
): Promise<void> {
  const { settings } = await getMerchant(store, merchantId);
  await store.transact(async (transaction) => {
    const refund = await transaction.get('refunds', refundNo);
    const request = refund?.request;
    if (refund?.state !== 'requested' || !request || now < request.decideUntil) return;
    const order = await orderOf(transaction, refund);
    const approval = { answer: '', at: now, by: null, commandId: null };
    await approveRefund(transaction, { refund, request, order, settings }, approval, now);
  });
}
