import type { Facts } from '../facts';
import type { Reading } from '../reading';
import type { Journal } from '../records/journal';
import type { Order } from '../records/order';
import type { Report } from '../report';
import { differences, holdMoves, type Moves, movesOf, payMoves, refundMoves, releaseMoves } from '../rules/moves';

/** The journals of an order up to its completion move what the order and its refunds say (rulebook section 11). */
export function checkOrderMoves(reading: Reading, report: Report, facts: Facts): void {
  reading.each('journals', report, (journal) => {
    const { id, memo, merchantId } = journal;
    if (typeof memo.orderId !== 'string') return;
    const order = facts.orders.get(memo.orderId);
    if (!order) return report.find('order missing', `${id} is of order ${memo.orderId}, which is not there`);
    if (order.merchantId !== merchantId)
      return report.find('other merchant', `${id} is of merchant ${merchantId}, its order of ${order.merchantId}`);
    const due = dueOf(journal, order, facts, report);
    for (const what of due ? differences(movesOf(journal), due) : []) report.find('moves', `${id} ${what}`);
  });
}

/** undefined: it is for another check to say, or nothing can be said. */
function dueOf({ id, kind, memo }: Journal, order: Order, facts: Facts, report: Report): Moves | undefined {
  switch (kind) {
    case 'hold':
      return holdMoves(order);
    case 'release':
      return releaseMoves(order);
    case 'pay':
      return payMoves(order);
    case 'refund': {
      const refund = facts.refunds.get(String(memo.refundNo));
      if (!refund) report.find('refund missing', `${id} is of a refund that is not there`);
      else if (refund.orderId !== order.id)
        report.find('refund missing', `${id} is of order ${order.id}, its refund of order ${refund.orderId}`);
      else return refundMoves(order, refund);
      return undefined;
    }
    default:
      return undefined;
  }
}
