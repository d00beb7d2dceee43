import type { Facts } from '../facts';
import type { OrderLedger, OrderLedgers } from '../order-ledgers';
import type { Refund } from '../records/refund';
import type { Report } from '../report';

/** The life of each order's journals (rulebook sections 4, 6 and 11): what must come before what, and add up to what. */
export function checkOrderChains(report: Report, facts: Facts, ledgers: OrderLedgers): () => void {
  return () => {
    for (const { first, second } of ledgers.repeated)
      report.find('posted twice', `${second} stands for the same event as ${first}`);
    for (const [orderId, ledger] of ledgers.all) {
      report.count();
      checkHold(orderId, ledger, report);
      checkPayment(orderId, ledger, report);
      checkSettlement(orderId, ledger, facts.refundsOf.get(orderId) ?? [], report);
      checkCorrections(orderId, ledger, facts, report);
    }
  };
}

function checkHold(orderId: string, { hold, release, pay }: OrderLedger, report: Report): void {
  if (release && !hold) report.find('hold', `order ${orderId}: ${release.id} lets go what was never held`);
  if (hold && release && release.place < hold.place)
    report.find('hold', `order ${orderId}: ${release.id} stands before ${hold.id}`);
  if (!pay || pay.points === 0) return;
  if (!hold || hold.place > pay.place)
    report.find('hold', `order ${orderId}: ${pay.id} takes ${pay.points} points that were not held before`);
  if (release) report.find('hold', `order ${orderId}: its points were let go by ${release.id} and taken by ${pay.id}`);
}

function checkPayment(orderId: string, { pay, settle, refunds }: OrderLedger, report: Report): void {
  for (const entry of [...refunds.values(), ...(settle ? [settle] : [])])
    if (!pay || entry.place < pay.place)
      report.find('not paid before', `order ${orderId}: ${entry.id} without a payment before it`);
  if (!pay) return;
  const refundedFen = [...refunds.values()].reduce((sum, { providerFen }) => sum + providerFen, 0);
  const refundedPoints = [...refunds.values()].reduce((sum, { points }) => sum + points, 0);
  if (refundedFen > pay.providerFen)
    report.find('refunded too much', `order ${orderId}: ${refundedFen} fen refunded of ${pay.providerFen} paid`);
  if (refundedPoints > pay.points)
    report.find('refunded too much', `order ${orderId}: ${refundedPoints} points refunded of ${pay.points} paid`);
}

/** What was paid less what was refunded and settled lies in pending: nothing below zero, and after the settlement nothing. */
function checkSettlement(orderId: string, ledger: OrderLedger, refunds: readonly Refund[], report: Report): void {
  const { pay, settle } = ledger;
  const entries = [pay, settle, ...ledger.refunds.values()].filter((entry) => entry !== null);
  const leftFen = entries.reduce((sum, { pendingFen }) => sum + pendingFen, 0);
  if (leftFen < 0) report.find('pending', `order ${orderId}: ${-leftFen} fen more taken out of pending than came in`);
  if (!settle) return;
  // A refund that was decided before the settlement may be paid back after it; its money waits in pending.
  const waitingFen = refunds
    .filter(({ id, late, settled }) => !late && !settled && !ledger.refunds.has(id))
    .reduce((sum, { fen }) => sum + fen, 0);
  if (leftFen > waitingFen)
    report.find('pending', `order ${orderId}: ${leftFen - waitingFen} fen left in pending after ${settle.id}`);
  if (leftFen >= 0 && leftFen < waitingFen)
    report.find('pending', `order ${orderId}: ${settle.id} took ${waitingFen - leftFen} fen of refunds under way`);
}

function checkCorrections(orderId: string, ledger: OrderLedger, facts: Facts, report: Report): void {
  const { settle, refunds, corrects } = ledger;
  for (const [refundNo, { id, place }] of corrects) {
    const refund = facts.refunds.get(refundNo);
    if (!settle || settle.place > place)
      report.find('correction', `${id} corrects order ${orderId}, not settled before`);
    if (!refund || refund.orderId !== orderId)
      report.find('correction', `${id}: order ${orderId} has no refund ${refundNo}`);
    else if (!refund.settled) report.find('correction', `${id}: refund ${refundNo} was decided before the settlement`);
    if (!refunds.has(refundNo))
      report.find('correction', `${id} corrects for refund ${refundNo}, which was not posted`);
  }
}
