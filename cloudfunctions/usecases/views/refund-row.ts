import type { RefundRow } from '../../../src/contract/views';
import { invariant } from '../../core/invariant';
import { keptFen } from '../../core/refund/refund-line';
import type { MemberContext } from '../context';
import type { OrderDocument, PointDocument, RefundDocument } from '../documents';
import { readById, theOne } from './read-by-id';
import { refundView } from './refund-view';
import { clip, goodsWords } from './words';

const MOST_FAILURE_WORDS = 200;

/** Refunds as the merchant's after-sales sees them; two reads however many there are. */
export async function refundRows(
  { ports, now }: MemberContext,
  refunds: readonly RefundDocument[],
): Promise<RefundRow[]> {
  const { store } = ports;
  const orderIds = refunds.map(({ orderId }) => orderId);
  const orders = await readById(store, 'orders', orderIds);
  const pointIds = [...orders.values()].map(({ pointId }) => pointId);
  const points = await readById(store, 'points', pointIds);
  return refunds.map((refund) => {
    const order = theOne(orders, refund.orderId);
    return rowOf(refund, order, theOne(points, order.pointId), now);
  });
}

/** One of them, as it is now. */
export async function refundRow(context: MemberContext, refundNo: string): Promise<RefundRow> {
  const refund = await context.ports.store.get('refunds', refundNo);
  const [row] = refund ? await refundRows(context, [refund]) : [];
  invariant(row !== undefined, `refund ${refundNo} is missing`);
  return row;
}

const rowOf = (refund: RefundDocument, order: OrderDocument, point: PointDocument, now: number): RefundRow => ({
  refund: refundView(refund, order, { now, seesRequest: true }),
  orderId: order._id,
  groupId: order.groupId,
  orderState: order.state,
  name: order.person.name,
  what: goodsWords(order.lines),
  payFen: order.payFen,
  keptFen: keptFen(order.lines),
  pointName: point.name,
  leaderName: point.leaderName,
  placedAt: order.placedAt,
  attempts: refund.attempts,
  lastFailure: refund.lastFailure === null ? null : clip(refund.lastFailure, MOST_FAILURE_WORDS),
});
