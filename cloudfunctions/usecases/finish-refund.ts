import type { RefundReason } from '../../src/contract/order';
import type { Instant } from '../../src/contract/time';
import { refundJournal } from '../core/ledger/journals';
import { giveBack } from '../core/points/lots';
import { canMove } from '../core/refund/refund-states';
import type { MembershipDocument, RefundDocument } from './documents';
import { membershipIn, pointsStateOf, saveMembership, withPointsState } from './memberships';
import { getMerchant } from './merchants';
import { notice } from './notices';
import { hasCase, orderOf, withoutCase } from './order-cases';
import type { Ports, Transaction } from './ports';
import { postCorrection } from './post-correction';
import { postMoving, postNewJournal } from './post-journal';

/** What a member did not bring about themselves at that moment; of a group's end they are told as such. */
const TOLD: readonly RefundReason[] = ['afterSale', 'merchant'];

/**
 * Books a refund that the provider has paid, once: the money, the points to the lots that they came from, and after the
 * completion what it takes back of the rewards, all in one transaction. Its order no longer waits for it.
 */
export async function finishRefund({ store }: Pick<Ports, 'store'>, refundNo: string, now: Instant): Promise<void> {
  const finished = await store.transact(async (transaction) => {
    const refund = await transaction.get('refunds', refundNo);
    if (!refund || !canMove(refund.state, 'done')) return undefined;
    const order = await orderOf(transaction, refund);
    if (refund.settled) {
      const merchant = await getMerchant(store, refund.merchantId);
      const membership = await membershipIn(transaction, refund.merchantId, refund.memberId, now);
      const back = await postBack(transaction, refund, membership, now);
      const corrected = await postCorrection(transaction, { order, refund, merchant, membership: back }, now);
      if (corrected.membership.turn > membership.turn) await saveMembership(transaction, corrected.membership);
      await transaction.replace('orders', withoutCase(corrected.order, refundNo));
    } else {
      await postBeforeCompletion(transaction, refund, now);
      if (hasCase(order, refundNo)) await transaction.replace('orders', withoutCase(order, refundNo));
    }
    await transaction.replace('refunds', { ...refund, state: 'done', doneAt: now, dueAt: null });
    return { order, reason: refund.reason };
  });
  if (finished && TOLD.includes(finished.reason))
    await store.insert('notices', notice(finished.order, 'refunded', now, `:${refundNo}`));
}

const backJournal = (refund: RefundDocument, parts: RefundDocument['lots'], now: Instant) => {
  const { merchantId, memberId, orderId, _id: refundNo, fen, settled } = refund;
  return refundJournal({ merchantId, memberId, orderId, refundNo, fen, settled, at: now, parts });
};

/** Most refunds bring money only, and leave the membership alone. */
async function postBeforeCompletion(transaction: Transaction, refund: RefundDocument, now: Instant): Promise<void> {
  if (refund.lots.length === 0) return postNewJournal(transaction, backJournal(refund, [], now));
  const membership = await membershipIn(transaction, refund.merchantId, refund.memberId, now);
  await saveMembership(transaction, await postBack(transaction, refund, membership, now));
}

/** Posts what came back; returns the membership with the points in it. */
async function postBack(
  transaction: Transaction,
  refund: RefundDocument,
  membership: MembershipDocument,
  now: Instant,
): Promise<MembershipDocument> {
  const { state, parts } = giveBack(pointsStateOf(membership), refund.lots, now);
  const [posted] = await postMoving(transaction, backJournal(refund, parts, now), withPointsState(membership, state));
  return posted;
}
