import { addFen, subtractFen, ZERO_FEN } from '../../src/contract/money';
import type { OrderLine, RefundReason } from '../../src/contract/order';
import { addPoints, subtractPoints, ZERO_POINTS } from '../../src/contract/points';
import type { Instant } from '../../src/contract/time';
import { invariant } from '../core/invariant';
import { orderStateFromLines } from '../core/order/order-rules';
import { partsToGiveBack } from '../core/points/lots';
import { isWhollyRefunded } from '../core/refund/refund-line';
import { refundNumber } from './derived-id';
import type { OrderDocument, RefundDocument, TimelineKind } from './documents';
import type { Transaction } from './ports';
import { saveDocument } from './save-document';
import { sortKey } from './sort-key';

/** A refund of an order before it says what is given back. */
export const newRefund = (
  order: OrderDocument,
  refundNo: string,
  reason: RefundReason,
  now: Instant,
): RefundDocument => ({
  _id: refundNo,
  v: 1,
  rev: 0,
  key: sortKey(now, refundNo),
  orderId: order._id,
  merchantId: order.merchantId,
  memberId: order.memberId,
  reason,
  state: 'sending',
  by: null,
  inputHash: null,
  note: '',
  request: null,
  settled: false,
  lines: [],
  fen: ZERO_FEN,
  points: ZERO_POINTS,
  lots: [],
  late: false,
  createdAt: now,
  doneAt: null,
  attempts: 0,
  lastFailure: null,
  dueAt: now,
  restock: false,
  whole: false,
  followUpAt: null,
});

/** All of a payment that came after its order was cancelled. */
export const latePaymentRefund = (order: OrderDocument, now: Instant): RefundDocument => ({
  ...newRefund(order, refundNumber(order._id, 'late'), 'latePayment', now),
  fen: order.payFen,
  late: true,
});

export interface RefundPlan {
  refundNo: string;
  reason: RefundReason;
  /** The order's lines after the refund, from core/refund. */
  lines: OrderLine[];
  kind: TimelineKind;
  /** Whether the units go back to stock: only before the group decides. */
  restock: boolean;
  by: string | null;
  commandId: string | null;
  /** Hash of what the command asked for, where it is refused with other content. */
  inputHash?: string;
  note?: string;
}

/** Records a refund and what it does to the order, in one transaction; the money follows by sendRefund. */
export async function recordRefund(
  transaction: Transaction,
  order: OrderDocument,
  plan: RefundPlan,
  now: Instant,
): Promise<void> {
  const { refundNo, reason, by, inputHash = null, note = '', restock } = plan;
  const content = refundContent(order, plan.lines, now);
  const refund = {
    ...newRefund(order, refundNo, reason, now),
    ...content,
    by,
    inputHash,
    note,
    restock,
    whole: plan.lines.every(isWhollyRefunded),
  };
  await saveDocument(transaction, 'refunds', refund);
  await transaction.replace('orders', withRefund(order, refund, plan, now));
}

type RefundContent = Pick<RefundDocument, 'lines' | 'fen' | 'points' | 'lots' | 'settled' | 'followUpAt'>;

/** What a refund gives back, by what it changes of its order's lines; fixed from here on. */
export function refundContent(order: OrderDocument, after: readonly OrderLine[], now: Instant): RefundContent {
  const lines = after.map((line, index) => differenceOf(order.lines[index], line));
  const points = addPoints(...lines.map((line) => line.points));
  const before = addPoints(...order.lines.map((line) => line.pointsGivenBack));
  return {
    lines,
    fen: addFen(...lines.map((line) => line.fen)),
    points,
    lots: partsToGiveBack(order.lots, before, points),
    settled: order.completedAt !== null,
    followUpAt: lines.some((line) => line.units > 0) ? now : null,
  };
}

function differenceOf(before: OrderLine | undefined, after: OrderLine): RefundDocument['lines'][number] {
  invariant(before?.sku === after.sku, 'a refund keeps the lines of its order');
  return {
    sku: after.sku,
    units: after.refundedUnits - before.refundedUnits,
    fen: subtractFen(after.givenBackFen, before.givenBackFen),
    points: subtractPoints(after.pointsGivenBack, before.pointsGivenBack),
  };
}

/** The order with a refund that is under way: it is not completed before the money is back. */
export function withRefund(
  order: OrderDocument,
  refund: Pick<RefundDocument, '_id' | 'fen' | 'rev'>,
  plan: Pick<RefundPlan, 'lines' | 'kind' | 'by' | 'commandId' | 'inputHash'>,
  now: Instant,
): OrderDocument {
  const state = order.completedAt === null ? orderStateFromLines(plan.lines, order.confirmedAt !== null) : 'completed';
  const { kind, by, commandId, inputHash } = plan;
  const entry = {
    kind,
    at: now,
    by,
    commandId,
    ...(inputHash === undefined ? {} : { inputHash }),
    refundNo: refund._id,
    fen: refund.fen,
  };
  return {
    ...order,
    lines: plan.lines,
    state,
    timeline: [...order.timeline, entry],
    openCases: [
      ...order.openCases.filter(({ refundNo }) => refundNo !== refund._id),
      { refundNo: refund._id, asked: [] },
    ],
    // A request was counted when it was made.
    refundCount: refund.rev === 0 ? order.refundCount + 1 : order.refundCount,
    dueAt: state === 'refunded' ? null : order.dueAt,
    followUpAt: plan.lines.every(isWhollyRefunded) ? now : order.followUpAt,
    counted: order.counted || order.followUpAt === null,
  };
}
