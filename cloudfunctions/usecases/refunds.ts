import { addFen, fenToNumber, isZeroFen, subtractFen, ZERO_FEN, type Fen } from '../../src/contract/money';
import type { OrderLine, RefundReason } from '../../src/contract/order';
import { addPoints, isZeroPoints, subtractPoints, ZERO_POINTS, type Points } from '../../src/contract/points';
import { MINUTE_MS, type Instant } from '../../src/contract/time';
import { invariant } from '../core/invariant';
import { refundJournal } from '../core/ledger/journals';
import { giveBack, partsToGiveBack } from '../core/points/lots';
import { orderStateFromLines } from '../core/order/order-rules';
import { refundNumber } from './derived-id';
import type { OrderDocument, RefundDocument, TimelineKind } from './documents';
import { getMerchant } from './merchants';
import { membershipIn, pointsStateOf, saveMembership, withPointsState } from './memberships';
import type { Ports, RefundStatus, Transaction } from './ports';
import { postInTurn, postJournal } from './post-journal';

/** Waits between questions about a refund in flight; the last one repeats. */
const RETRY_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 6 * 60 * MINUTE_MS];
/** After this many failures the refund is failed and the merchant told. */
const MOST_ATTEMPTS = 20;

const emptyRefund = (order: OrderDocument, refundNo: string, reason: RefundReason, now: Instant): RefundDocument => ({
  _id: refundNo,
  v: 1,
  rev: 0,
  orderId: order._id,
  merchantId: order.merchantId,
  memberId: order.memberId,
  reason,
  state: 'sending',
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
  followUpAt: null,
});

/** All of a payment that came after its order was cancelled. */
export const latePaymentRefund = (order: OrderDocument, now: Instant): RefundDocument => ({
  ...emptyRefund(order, refundNumber(order._id, 'late'), 'latePayment', now),
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
}

/**
 * Records a refund and what it does to the order, in one transaction; the money follows by sendRefund. Returns the order
 * after it, and the refund unless nothing is given back.
 */
export async function recordRefund(
  transaction: Transaction,
  order: OrderDocument,
  plan: RefundPlan,
  now: Instant,
): Promise<{ order: OrderDocument; refund: RefundDocument | undefined }> {
  const parts = plan.lines.map((line, index) => differenceOf(order.lines[index], line));
  const fen = addFen(...parts.map((part) => part.fen));
  const points = addPoints(...parts.map((part) => part.points));
  const units = parts.some((part) => part.units > 0);
  const state = orderStateFromLines(plan.lines, order.confirmedAt !== null);
  const next: OrderDocument = {
    ...order,
    lines: plan.lines,
    state,
    timeline: [...order.timeline, { kind: plan.kind, at: now, by: plan.by, commandId: plan.commandId, fen }],
    dueAt: state === 'refunded' ? null : order.dueAt,
    followUpAt: state === 'refunded' ? now : order.followUpAt,
  };
  const nothing = isZeroFen(fen) && isZeroPoints(points) && !units;
  const refund: RefundDocument | undefined = nothing
    ? undefined
    : {
        ...emptyRefund(order, plan.refundNo, plan.reason, now),
        lines: parts,
        fen,
        points,
        lots: partsToGiveBack(order.lots, addPoints(...order.lines.map((line) => line.pointsGivenBack)), points),
        restock: plan.restock,
        followUpAt: units ? now : null,
      };
  if (refund) await transaction.insert('refunds', refund);
  await transaction.replace('orders', next);
  return { order: next, refund };
}

function differenceOf(
  before: OrderLine | undefined,
  after: OrderLine,
): { sku: string; units: number; fen: Fen; points: Points } {
  invariant(before?.sku === after.sku, 'a refund keeps the lines of its order');
  return {
    sku: after.sku,
    units: after.refundedUnits - before.refundedUnits,
    fen: subtractFen(after.givenBackFen, before.givenBackFen),
    points: subtractPoints(after.pointsGivenBack, before.pointsGivenBack),
  };
}

/** Sends a recorded refund, or asks what became of it, and books it once the provider says that it is done. */
export async function sendRefund(ports: Ports, refundNo: string, now: Instant): Promise<void> {
  const { store, log } = ports;
  const refund = await store.get('refunds', refundNo);
  if (!refund || refund.state !== 'sending') return;
  if (isZeroFen(refund.fen)) return finishRefund(ports, refundNo, now);
  try {
    const status = await askOrSend(ports, refund);
    if (status.state === 'done') return await finishRefund(ports, refundNo, now);
    await waitAgain(ports, refund, now, status.state === 'failed' ? status.reason : null);
  } catch (error) {
    log.warn('refundUnknown', { refundNo, message: error instanceof Error ? error.message : String(error) });
    await waitAgain(ports, refund, now, 'unknown');
  }
}

/** A refund that was sent before is asked about; one that never arrived is sent. */
async function askOrSend({ store, payments }: Ports, refund: RefundDocument): Promise<RefundStatus> {
  const merchant = await getMerchant(store, refund.merchantId);
  if (refund.attempts > 0) {
    const status = await payments.queryRefund(refund._id, merchant.subMchId);
    if (status.state !== 'missing') return status;
  }
  const order = await store.get('orders', refund.orderId);
  invariant(order !== undefined, `order ${refund.orderId} is missing`);
  // The number follows from the event, so sending again what may have been sent is the same refund to the provider.
  return payments.refund({
    refundNo: refund._id,
    orderId: refund.orderId,
    subMchId: merchant.subMchId,
    fen: fenToNumber(refund.fen),
    totalFen: fenToNumber(order.payFen),
    reason: refund.reason,
  });
}

async function waitAgain(
  { store, log }: Ports,
  refund: RefundDocument,
  now: Instant,
  failure: string | null,
): Promise<void> {
  const attempts = refund.attempts + 1;
  const failed = failure !== null && attempts >= MOST_ATTEMPTS;
  const wait = RETRY_MS[Math.min(refund.attempts, RETRY_MS.length - 1)] ?? MINUTE_MS;
  await store.replace('refunds', {
    ...refund,
    attempts,
    lastFailure: failure,
    state: failed ? 'failed' : 'sending',
    dueAt: failed ? null : now + wait,
  });
  if (failed) log.error('refundFailed', { refundNo: refund._id, merchantId: refund.merchantId, failure });
}

/** Books a refund that the provider has paid, once: the money, and the points to the lots that they came from. */
export async function finishRefund({ store }: Ports, refundNo: string, now: Instant): Promise<void> {
  await store.transact(async (transaction) => {
    const refund = await transaction.get('refunds', refundNo);
    if (!refund || refund.state === 'done') return;
    const order = await transaction.get('orders', refund.orderId);
    invariant(order !== undefined, `order ${refund.orderId} is missing`);
    const { merchantId, memberId, orderId } = refund;
    const event = { merchantId, memberId, orderId, refundNo, fen: refund.fen, at: now };
    const settled = order.completedAt !== null && refund.createdAt >= order.completedAt;
    if (refund.lots.length === 0) {
      await postJournal(transaction, refundJournal({ ...event, settled, parts: [] }));
    } else {
      const membership = await membershipIn(transaction, merchantId, memberId, now);
      const back = giveBack(pointsStateOf(membership), refund.lots, now);
      const journal = refundJournal({ ...event, settled, parts: back.parts });
      const [turned] = await postInTurn(transaction, journal, membership);
      await saveMembership(transaction, withPointsState(turned, back.state));
    }
    await transaction.replace('refunds', { ...refund, state: 'done', doneAt: now, dueAt: null });
  });
}
