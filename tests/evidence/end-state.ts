import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/contract/time';
import { checkBook } from '../../cloudfunctions/core/audit/check-book';
import type { Town } from '../simulation/town';

/** Minutes for holds, decisions and questions, then days for windows and payouts; each job that comes late looks twice. */
const STEPS: readonly number[] = [
  2 * MINUTE_MS,
  2 * MINUTE_MS,
  11 * MINUTE_MS,
  5 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  30 * MINUTE_MS,
  DAY_MS,
  2 * DAY_MS,
  5 * DAY_MS,
  HOUR_MS,
  7 * DAY_MS,
  DAY_MS,
  HOUR_MS,
  2 * DAY_MS,
  HOUR_MS,
];

/** Lets everything that is under way come to its end: holds run out, groups decide, windows close, orders complete. */
export async function drain(town: Town): Promise<void> {
  await town.settleDown();
  for (const ms of STEPS) {
    town.now += ms;
    await town.settleDown();
  }
}

/** What is wrong with the books of a town that has come to rest; nothing when they are right. */
export function findings(town: Town): string[] {
  const { journals, balances, memberships, stocks } = town.data.dump();
  const wrong = checkBook(journals, new Map(balances.map(({ _id, balance }) => [_id as never, balance])));
  for (const { _id, appliedAt } of journals) if (appliedAt === null) wrong.push(`${_id} was never applied`);
  for (const { _id, left } of stocks) if (left < 0) wrong.push(`stock ${_id} is ${left}`);
  for (const membership of memberships) {
    const turns = journals.flatMap(({ turns: all }) => all[membership.memberId] ?? []).sort((a, b) => a - b);
    if (turns.some((turn, index) => turn !== index + 1) || turns.length !== membership.turn)
      wrong.push(`turns of ${membership._id}: ${turns.join()} of ${membership.turn}`);
  }
  return wrong;
}

/**
 * What a town ended with, without the instants at which things happened: a fault may delay an event, never change what
 * comes of it.
 */
export function endState(town: Town): unknown {
  const { journals, balances, orders, refunds, stocks, purchases, progress, memberships, coupons, withdrawals } =
    town.data.dump() as ReturnType<Town['data']['dump']> & { withdrawals?: { _id: string; state: string }[] };
  const sorted = <Item>(items: readonly Item[], line: (item: Item) => unknown): string[] =>
    items.map((item) => JSON.stringify(line(item))).sort();
  return {
    journals: sorted(journals, ({ _id, postings }) => [
      withoutInstants(_id),
      postings.map(({ from, to, unit, amount }) => [from, to, unit, amount]),
    ]),
    balances: sorted(balances, ({ _id, balance }) => [_id, balance]),
    orders: sorted(orders, ({ _id, state, lines, posted }) => [
      _id,
      state,
      posted,
      lines.map(({ givenBackFen, pointsGivenBack, refundedUnits }) => [givenBackFen, pointsGivenBack, refundedUnits]),
    ]),
    refunds: sorted(refunds, ({ _id, state, fen, points }) => [_id, state, fen, points]),
    stocks: sorted(stocks, ({ _id, left }) => [_id, left]),
    purchases: sorted(purchases, ({ _id, units }) => [_id, units]),
    progress: sorted(progress, ({ _id, members, units, orders: count, amountFen }) => [
      _id,
      members,
      units,
      count,
      amountFen,
    ]),
    memberships: sorted(memberships, ({ _id, lots, held, debt, ordersCompleted, tier, turn }) => [
      _id,
      lots.map(({ id, left }) => [withoutInstants(id), left]),
      held,
      debt,
      ordersCompleted,
      tier,
      turn,
    ]),
    coupons: sorted(coupons, ({ _id, state, orderId }) => [_id, state, orderId]),
    withdrawals: sorted(withdrawals ?? [], ({ _id, state }) => [_id, state]),
    provider: sorted([...town.provider.payments.values()], ({ orderId, state, fen }) => [orderId, state, fen]),
    refunded: sorted([...town.provider.refunds.values()], ({ refundNo, fen }) => [refundNo, fen]),
    transferred: sorted([...town.provider.transfers.values()], ({ billNo, state, fen }) => [billNo, state, fen]),
  };
}

/** Days and new expiries in ids say when something happened. */
const withoutInstants = (id: string): string => id.replace(/~\d+/g, '~').replace(/\d{4}-\d\d-\d\d/g, 'day');
