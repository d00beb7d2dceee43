import type { Instant } from '../../../src/contract/time';
import type { RefundView } from '../../../src/contract/views';
import { appealUntil, refundWanted, withoutGoodwill } from '../../core/refund/after-sale';
import { caseFacts } from '../case-facts';
import type { OrderDocument, RefundDocument, RefundRequest } from '../documents';

/**
 * A refund of an order. seesRequest: what a member asked for and what they were answered is between them and the merchant.
 */
export function refundView(
  refund: RefundDocument,
  order: OrderDocument,
  { now, seesRequest }: { now: Instant; seesRequest: boolean },
): RefundView {
  const lines = refund.lines.length === 0 ? (refund.request?.lines ?? []) : refund.lines;
  return {
    refundNo: refund._id,
    reason: refund.reason,
    state: refund.state,
    fen: refund.fen,
    points: refund.points,
    at: refund.createdAt,
    doneAt: refund.doneAt,
    lines: lines
      .filter(({ units }) => units > 0)
      .map(({ sku, units }) => ({ sku, name: order.lines.find((line) => line.sku === sku)?.name ?? '', units })),
    note: refund.note,
    request: refund.request && seesRequest ? requestView(refund, refund.request, order, now) : null,
  };
}

function requestView(
  refund: RefundDocument,
  request: RefundRequest,
  order: OrderDocument,
  now: Instant,
): RefundView['request'] {
  const isOpen = refund.state === 'requested';
  const estimate = isOpen ? refundWanted(order.lines, withoutGoodwill(request.lines), []) : undefined;
  return {
    text: request.text,
    pictures: request.pictures,
    decideUntil: isOpen ? request.decideUntil : null,
    answers: request.decisions.map(({ kind, answer, at, by }) => ({ kind, text: answer, at, byItself: by === null })),
    appeal: request.appeal && { text: request.appeal.text, at: request.appeal.at },
    appealUntil: appealUntil(caseFacts(refund), now),
    estimate: estimate?.ok ? { fen: estimate.fen, points: estimate.points } : null,
  };
}
