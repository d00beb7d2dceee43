import type { Instant } from '../../src/contract/time';
import { invariant } from '../core/invariant';
import { orderAfterRefund } from '../core/order/after-refund';
import { refundWanted, withoutGoodwill } from '../core/refund/after-sale';
import type { MerchantSettings } from '../core/settings';
import type { OrderDocument, RefundDocument, RefundRequest } from './documents';
import type { Transaction } from './ports';
import { refundContent, withRefund } from './refunds';

/** Who approves and what they say; `by` null: nobody decided in time. */
export type Approval = Omit<RefundRequest['decisions'][number], 'kind'>;

/**
 * Approves a request in a transaction: what goes back is computed from the order as it is now (rulebook section 6), booked
 * on its lines and fixed on the refund. The money follows, see carryOutRefund.
 */
export async function approveRefund(
  transaction: Transaction,
  found: { refund: RefundDocument; request: RefundRequest; order: OrderDocument; settings: MerchantSettings },
  approval: Approval,
  now: Instant,
): Promise<void> {
  const { refund, request, order, settings } = found;
  // Units that were asked for are nobody else's, so they can always be refunded.
  const refunded = refundWanted(order.lines, withoutGoodwill(request.lines), []);
  invariant(refunded.ok, `refund ${refund._id} asks for units that are gone`);
  const after = orderAfterRefund(order, refunded.lines, now, settings);
  const decisions = [...request.decisions, { kind: 'approved' as const, ...approval }];
  const approved: RefundDocument = {
    ...refund,
    ...refundContent(order, after.lines, now),
    state: 'approved',
    request: { ...request, decisions },
    dueAt: now,
  };
  const { by, commandId } = approval;
  const plan = { lines: after.lines, kind: 'refundApproved', by, commandId } as const;
  await transaction.replace('refunds', approved);
  await transaction.replace('orders', withRefund({ ...order, ...after }, approved, plan, now));
}
