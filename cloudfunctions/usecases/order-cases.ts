import { invariant } from '../core/invariant';
import { completionDueAt } from '../core/order/order-rules';
import type { AskedUnits } from '../core/refund/after-sale';
import type { OrderDocument, RefundDocument } from './documents';
import type { Transaction } from './ports';

/** Units that open requests of the order ask for: taken, though nothing was decided yet (rulebook section 6). */
export const unitsAsked = ({ openCases }: OrderDocument): AskedUnits[] => openCases.flatMap(({ asked }) => asked);

/** The order with a case opened: nobody else can ask for its units, and it is not completed while the case is open. */
export const withCase = (order: OrderDocument, refundNo: string, asked: AskedUnits[]): OrderDocument => ({
  ...order,
  openCases: [...order.openCases, { refundNo, asked }],
});

/** The order with a case closed: one that only waited for it is looked at again at once. */
export const withoutCase = (order: OrderDocument, refundNo: string): OrderDocument => ({
  ...order,
  openCases: order.openCases.filter((each) => each.refundNo !== refundNo),
  dueAt: order.state === 'collected' ? completionDueAt(order.lines) : order.dueAt,
});

export const hasCase = ({ openCases }: OrderDocument, refundNo: string): boolean =>
  openCases.some((each) => each.refundNo === refundNo);

/** The order that a refund is of. */
export async function orderOf(
  transaction: Pick<Transaction, 'get'>,
  { _id, orderId }: Pick<RefundDocument, '_id' | 'orderId'>,
): Promise<OrderDocument> {
  const order = await transaction.get('orders', orderId);
  invariant(order !== undefined, `order ${orderId} of refund ${_id} is missing`);
  return order;
}
