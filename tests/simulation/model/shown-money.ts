import { GRACE_MS, type Comparison } from './comparison';
import type { History } from './history';
import type { Books } from './books';
import type { Order } from './order';
import { sameCounts } from './postings';

/** Compares every account, and the payment provider's books with ours (rulebook sections 11 and 12). */
export function compareMoney(history: History, orders: ReadonlyMap<string, Order>, books: Books, c: Comparison): void {
  const { balances, journals } = history.shown;
  sameCounts(c, 'balance', 'of', books.balances, new Map(balances.map(({ _id, balance }) => [_id, balance])));
  for (const { _id } of journals) if (!books.posted.has(_id)) c.must(false, `journal ${_id}`, 'nothing happened for it');
  for (const order of orders.values()) compareJournalsOf(order, books, c);
  for (const [name, { merchantId, memberId, ordersCompleted, settings }] of books.members) {
    const due = ordersCompleted > 0 && settings.pointsRewards.firstOrder > 0;
    const isThere = books.posted.has(`earn:firstOrder:${merchantId}:${memberId}:once`);
    c.same(`member ${name}`, 'whether the first order was rewarded', due, isThere);
  }
  for (const { redemptionId } of history.redemptions)
    c.must(books.posted.has(`redeem:${redemptionId}`), `redemption ${redemptionId}`, 'its points were never taken');
  comparePayments(history, orders, books, c);
  comparePayouts(history, books, c);
}

/** An order has the journals that its order wants, and no others. */
function compareJournalsOf({ facts, paidAt, cancelledAt, completedAt }: Order, books: Books, c: Comparison): void {
  const where = `order ${facts.orderId}`;
  const has = (kind: string): boolean => books.posted.has(`${kind}:${facts.orderId}`);
  c.same(where, 'whether its points were held', facts.points > 0, has('hold'));
  c.same(where, 'whether its points came back', facts.points > 0 && cancelledAt !== null, has('release'));
  if (cancelledAt === null) c.same(where, 'whether its payment was booked', paidAt !== null, has('pay'));
  c.same(where, 'whether it was settled', completedAt !== null, has('settle'));
}

/** Every payment that the provider has was booked, and none that it has not. */
function comparePayments(history: History, orders: ReadonlyMap<string, Order>, books: Books, c: Comparison): void {
  const paid = new Map(history.provider.payments.filter(({ paidAt }) => paidAt !== null).map((each) => [each.orderId, each]));
  for (const [orderId, payment] of paid) {
    const where = `order ${orderId}`;
    c.same(where, 'what the provider was paid', orders.get(orderId)?.cost.payFen, payment.fen);
    if ((payment.paidAt ?? 0) + GRACE_MS < history.endedAt)
      c.must(books.posted.has(`pay:${orderId}`), where, 'its payment was never booked');
  }
  for (const { facts, cost } of orders.values()) {
    if (!books.posted.has(`pay:${facts.orderId}`)) continue;
    const isPaid = cost.payFen === 0 || paid.has(facts.orderId);
    c.must(isPaid, `order ${facts.orderId}`, 'a payment was booked that the provider does not have');
  }
}

/** Every payout stands where the decision and the provider leave it. */
function comparePayouts(history: History, books: Books, c: Comparison): void {
  const transfers = new Map(history.provider.transfers.map((transfer) => [transfer.withdrawalId, transfer]));
  const shown = new Map(history.shown.withdrawals.map(({ _id, state }) => [_id, state]));
  for (const { withdrawalId, approved, amountFen } of history.withdrawals) {
    const where = `withdrawal ${withdrawalId}`;
    const transfer = transfers.get(withdrawalId);
    const state = shown.get(withdrawalId) ?? '';
    if (transfer) c.same(where, 'what the provider transfers', amountFen, transfer.fen);
    c.must(!transfer || approved === true, where, 'the provider transfers what nobody approved');
    const allowed = payoutStates(approved, transfer, history.endedAt);
    c.must(allowed.includes(state), where, `it is ${state}, by the model ${allowed.join(' or ')}`);
    c.must(books.posted.has(`withdraw:${withdrawalId}`), where, 'it was never booked');
    c.same(where, 'whether it was paid out', state === 'paid', books.posted.has(`withdrawn:${withdrawalId}`));
    const isBack = ['rejected', 'expired', 'failed'].includes(state);
    c.same(where, 'whether it came back', isBack, books.posted.has(`withdraw-failed:${withdrawalId}`));
  }
  for (const { _id, openWithdrawalId } of history.shown.payees)
    c.same(`payee ${_id}`, 'the open withdrawal', books.open.get(_id) ?? null, openWithdrawalId);
}

type Transfer = History['provider']['transfers'][number] | undefined;

/** What a payout may be. What the provider ended long ago is known. */
function payoutStates(approved: boolean | null, transfer: Transfer, endedAt: number): string[] {
  if (approved === null) return ['requested'];
  if (!approved) return ['rejected'];
  const underWay = ['approved', 'waitingConfirm'];
  if (!transfer) return ['approved', 'failed'];
  const isNews = transfer.endedAt === null || transfer.endedAt + GRACE_MS > endedAt;
  if (transfer.state === 'paid') return isNews ? ['paid', ...underWay] : ['paid'];
  if (transfer.state === 'closed') return isNews ? ['expired', 'failed', ...underWay] : ['expired', 'failed'];
  return underWay;
}
