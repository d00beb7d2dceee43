import type { Books } from './books';
import { GRACE_MS } from './comparison';
import type { History } from './history';
import { sameCounts } from './postings';

/** Compares every account, the journals that there are, and the payment provider's books (rulebook section 11). */
export function compareMoney(books: Books): void {
  const { c, history, balances, posted, members } = books;
  const shown = new Map(history.shown.balances.map(({ _id, balance }) => [_id, balance]));
  sameCounts(c, 'balance', 'of', balances, shown);
  for (const { _id } of history.shown.journals)
    if (!posted.has(_id)) c.must(false, `journal ${_id}`, 'nothing happened for it');
  compareJournals(books);
  for (const [name, { merchantId, memberId, ordersCompleted, settings }] of members) {
    const isDue = ordersCompleted > 0 && settings.pointsRewards.firstOrder > 0;
    const isThere = posted.has(`earn:firstOrder:${merchantId}:${memberId}:once`);
    c.same(`member ${name}`, 'whether the first order was rewarded', isDue, isThere);
  }
  comparePayments(books);
  comparePayouts(books);
}

/** An order has the journals that its life wants, and no others. */
function compareJournals({ orders, posted, c }: Books): void {
  for (const { facts, where, paidAt, cancelledAt, completedAt } of orders.values()) {
    const has = (kind: string): boolean => posted.has(`${kind}:${facts.orderId}`);
    c.same(where, 'whether its points were held', facts.points > 0, has('hold'));
    c.same(where, 'whether its points came back', facts.points > 0 && cancelledAt !== null, has('release'));
    if (cancelledAt === null) c.same(where, 'whether its payment was booked', paidAt !== null, has('pay'));
    c.same(where, 'whether it was settled', completedAt !== null, has('settle'));
  }
}

/** Every payment that the provider has was booked, and none that it has not. */
function comparePayments({ history, orders, posted, c }: Books): void {
  const paid = new Set<string>();
  for (const { orderId, fen, paidAt } of history.provider.payments) {
    const where = `order ${orderId}`;
    c.same(where, 'what the provider was told', orders.get(orderId)?.cost.payFen, fen);
    if (paidAt === null) continue;
    paid.add(orderId);
    if (paidAt + GRACE_MS < history.endedAt)
      c.must(posted.has(`pay:${orderId}`), where, 'its payment was never booked');
  }
  for (const { facts, where, cost } of orders.values()) {
    if (!posted.has(`pay:${facts.orderId}`)) continue;
    c.must(cost.payFen === 0 || paid.has(facts.orderId), where, 'a payment was booked that the provider does not have');
  }
}

/** Every payout stands where the decision and the provider leave it (rulebook section 12). */
function comparePayouts({ history, posted, openPayouts, c }: Books): void {
  const transfers = new Map(history.provider.transfers.map((transfer) => [transfer.withdrawalId, transfer]));
  const states = new Map(history.shown.withdrawals.map(({ _id, state }) => [_id, state]));
  for (const { withdrawalId, approved, amountFen } of history.withdrawals) {
    const where = `withdrawal ${withdrawalId}`;
    const transfer = transfers.get(withdrawalId);
    const state = states.get(withdrawalId) ?? '';
    if (transfer) c.same(where, 'what the provider transfers', amountFen, transfer.fen);
    c.must(!transfer || approved === true, where, 'the provider transfers what nobody approved');
    const possible = statesOf(approved, transfer, history.endedAt);
    c.must(possible.includes(state), where, `it is ${state}, by the model ${possible.join(' or ')}`);
    c.must(posted.has(`withdraw:${withdrawalId}`), where, 'it was never booked');
    c.same(where, 'whether it was paid out', state === 'paid', posted.has(`withdrawn:${withdrawalId}`));
    const isBack = ['rejected', 'expired', 'failed'].includes(state);
    c.same(where, 'whether it came back', isBack, posted.has(`withdraw-failed:${withdrawalId}`));
  }
  for (const { _id, openWithdrawalId } of history.shown.payees)
    c.same(`payee ${_id}`, 'the open withdrawal', openPayouts.get(_id) ?? null, openWithdrawalId);
}

type Transfer = History['provider']['transfers'][number] | undefined;

/** What a payout may be; what the provider ended long ago is known. */
function statesOf(approved: boolean | null, transfer: Transfer, endedAt: number): string[] {
  if (approved === null) return ['requested'];
  if (!approved) return ['rejected'];
  if (!transfer) return ['approved', 'failed'];
  const underWay = ['approved', 'waitingConfirm'];
  const isNews = transfer.endedAt === null || transfer.endedAt + GRACE_MS > endedAt;
  const ends = transfer.state === 'paid' ? ['paid'] : transfer.state === 'closed' ? ['expired', 'failed'] : [];
  return isNews ? [...ends, ...underWay] : ends;
}
