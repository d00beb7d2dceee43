import type { Facts } from '../facts';
import type { OrderLedger, OrderLedgers } from '../order-ledgers';
import type { Reading } from '../reading';
import type { Order } from '../records/order';
import type { Refund } from '../records/refund';
import type { Report } from '../report';
import { isWhollyRefunded } from '../rules/order-amounts';

/** Which journals an order in a state has, and which it has not (rulebook sections 4 and 11). */
const STATES: Readonly<Record<string, { pay: boolean; settle: boolean } | undefined>> = {
  unpaid: { pay: false, settle: false },
  // A late payment of a cancelled order is looked at by itself.
  cancelled: { pay: false, settle: false },
  paid: { pay: true, settle: false },
  confirmed: { pay: true, settle: false },
  arrived: { pay: true, settle: false },
  collected: { pay: true, settle: false },
  refunded: { pay: true, settle: false },
  completed: { pay: true, settle: true },
};

/** What the orders of a group may be once nothing is left to be done for it (rulebook sections 3 and 4). */
const LAST_STATES: Readonly<Record<string, readonly string[] | undefined>> = {
  failed: ['cancelled', 'refunded'],
  cancelled: ['cancelled', 'refunded'],
  finished: ['cancelled', 'refunded', 'completed'],
};

const REFUND_STATES = ['requested', 'approved', 'rejected', 'sending', 'done', 'failed'];

/** Each order and each refund stands where its journals say. */
export function checkOrderStates(reading: Reading, report: Report, facts: Facts, ledgers: OrderLedgers): () => void {
  const completed = new Map<string, number>();
  reading.each('orders', report, ({ state, merchantId, memberId }) => {
    const name = `${merchantId}:${memberId}`;
    if (state === 'completed') completed.set(name, (completed.get(name) ?? 0) + 1);
  });
  reading.each('memberships', report, ({ id, ordersCompleted }) => {
    const counted = completed.get(id) ?? 0;
    if (ordersCompleted !== counted)
      report.find('completed orders', `member ${id} shows ${ordersCompleted} completed orders, there are ${counted}`);
  });
  return () => {
    for (const order of facts.orders.values()) {
      checkOrder(order, ledgers.of(order.id), report);
      checkLeftBehind(order, facts, report);
      const refunds = facts.refundsOf.get(order.id) ?? [];
      if (order.state === 'cancelled') checkLate(order, refunds, ledgers.of(order.id), report);
    }
    for (const refund of facts.refunds.values()) checkRefund(refund, facts, ledgers.of(refund.orderId), report);
  };
}

function checkOrder(order: Order, ledger: OrderLedger | undefined, report: Report): void {
  const { id, state, lines, points, paidAt, completedAt } = order;
  const tell = (what: string): void => report.find('state', `order ${id} is ${state}, but ${what}`);
  const due = Object.hasOwn(STATES, state) ? STATES[state] : undefined;
  if (!due) return report.find('state', `order ${id} is in a state ${state} that there is none of`);
  if (state !== 'cancelled' && due.pay !== (ledger?.pay != null))
    tell(due.pay ? `pay:${id} is not there` : `pay:${id} was posted`);
  if (due.settle !== (ledger?.settle != null))
    tell(due.settle ? `settle:${id} is not there` : `settle:${id} was posted`);
  if (due.pay !== (paidAt !== null)) tell(due.pay ? 'shows no payment' : 'shows when it was paid');
  if (due.pay && !order.terms) tell('has no terms for its rewards');
  if (due.settle !== (completedAt !== null)) tell(due.settle ? 'shows no completion' : 'shows when it was completed');
  if (points > 0 && !ledger?.hold) tell(`hold:${id} is not there, though it is paid with ${points} points`);
  if (state === 'cancelled' && points > 0 && !ledger?.release) tell(`release:${id} is not there`);
  if (state !== 'cancelled' && ledger?.release) tell(`release:${id} was posted`);
  const isBack = isWhollyRefunded(lines);
  if (state === 'refunded' && !isBack) tell('not every unit was given back');
  if (isBack && due.pay && state !== 'refunded' && state !== 'completed') tell('every unit was given back');
}

/** Nobody is forgotten by the end of their group. */
function checkLeftBehind({ id, groupId, state }: Order, facts: Facts, report: Report): void {
  const group = facts.groups.get(groupId);
  if (!group || group.dueAt !== null || !Object.hasOwn(LAST_STATES, group.state)) return;
  if (LAST_STATES[group.state]?.includes(state) === false)
    report.find('state', `order ${id} is ${state}, but its group ${groupId} is ${group.state} and nothing is due`);
}

/** Money that came after the cancellation goes back in full (rulebook section 3). */
function checkLate(order: Order, refunds: readonly Refund[], ledger: OrderLedger | undefined, report: Report): void {
  const late = refunds.filter((refund) => refund.late);
  const wanted = ledger?.pay ? 1 : 0;
  if (late.length !== wanted)
    report.find(
      'late payment',
      `order ${order.id} is cancelled, with ${wanted} payments after that and ${late.length} refunds`,
    );
  for (const { id, fen } of late)
    if (fen !== order.payFen) report.find('late payment', `refund ${id} gives back ${fen} of ${order.payFen} fen`);
}

function checkRefund(refund: Refund, facts: Facts, ledger: OrderLedger | undefined, report: Report): void {
  const { id, orderId, state } = refund;
  const order = facts.orders.get(orderId);
  if (!order) return report.find('refund', `refund ${id} is of order ${orderId}, which is not there`);
  if (order.merchantId !== refund.merchantId)
    report.find('refund', `refund ${id} is of another merchant than its order`);
  if (!REFUND_STATES.includes(state))
    report.find('refund', `refund ${id} is in a state ${state} that there is none of`);
  const isPosted = ledger?.refunds.has(id) ?? false;
  if ((state === 'done') !== isPosted)
    report.find('refund', `refund ${id} is ${state}, but refund:${id} ${isPosted ? 'was posted' : 'is not there'}`);
  if (refund.settled && order.completedAt === null)
    report.find('refund', `refund ${id} counts as decided after the settlement of order ${orderId}, which has none`);
}
