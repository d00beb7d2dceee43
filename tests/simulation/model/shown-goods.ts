import { GRACE_MS, type Comparison } from './comparison';
import { DAY_MS, startOfDay } from './calendar';
import type { GroupEnd } from './group-end';
import type { CouponTerms, History } from './history';
import type { Order } from './order';
import { sameCounts } from './postings';

type Orders = ReadonlyMap<string, Order>;

/** Compares what is left of the goods, and what each member has of them (rulebook section 3). */
export function compareStock(history: History, orders: Orders, groups: ReadonlyMap<string, GroupEnd>, c: Comparison): void {
  const offered = new Map<string, { stock: number; limit: number | null }>();
  for (const { facts } of groups.values())
    for (const { sku, stock, limitPerMember } of facts.items)
      offered.set(`${facts.campaignId}:${sku}`, { stock, limit: limitPerMember });
  const moves = [...orders.values()].flatMap((order) => unitMoves(order, groups));
  const left = new Map<string, number>();
  const bought = new Map<string, number>();
  for (const [name, { stock }] of offered) left.set(name, stock);
  for (const { name, memberId, stock, limit } of moves) {
    left.set(name, (left.get(name) ?? 0) - stock);
    if (offered.get(name)?.limit != null) bought.set(`${name}:${memberId}`, (bought.get(`${name}:${memberId}`) ?? 0) + limit);
  }
  const { stocks, purchases } = history.shown;
  const shown = new Map(stocks.filter(({ _id }) => offered.has(_id)).map(({ _id, left: units }) => [_id, units]));
  sameCounts(c, 'stock', 'of', left, shown);
  sameCounts(c, 'purchases', 'of', bought, new Map(purchases.map(({ _id, units }) => [_id, units])));
  for (const [name, { stock, limit }] of offered) {
    const mine = moves.filter((move) => move.name === name);
    checkNeverOver(mine, (move) => move.stock, stock, history.clocksApartMs, `stock ${name}`, c);
    if (limit === null) continue;
    for (const memberId of new Set(mine.map((move) => move.memberId)))
      checkNeverOver(
        mine.filter((move) => move.memberId === memberId),
        (move) => move.limit,
        limit,
        history.clocksApartMs,
        `purchases ${name}:${memberId}`,
        c,
      );
  }
}

/** Units of a sku that an order took, or gave back where they are negative. */
interface UnitMove {
  name: string;
  memberId: string;
  at: number;
  stock: number;
  limit: number;
}

/** In the order of the order's order: it takes units, and gives them back when it is cancelled or they are refunded. */
function unitMoves(order: Order, groups: ReadonlyMap<string, GroupEnd>): UnitMove[] {
  const { groupId, memberId, placedAt } = order.facts;
  const campaignId = groups.get(groupId)?.facts.campaignId ?? '';
  const move = (sku: string, at: number, units: number, restock: boolean): UnitMove => ({
    name: `${campaignId}:${sku}`,
    memberId,
    at,
    stock: restock ? units : 0,
    limit: units,
  });
  const { cancelledAt } = order;
  return [
    ...order.lines.map(({ sku, n }) => move(sku, placedAt, n, true)),
    ...(cancelledAt === null ? [] : order.lines.map(({ sku, n }) => move(sku, cancelledAt, -n, true))),
    ...order.decided.flatMap(({ at, restock, lines }) => lines.map(({ sku, units }) => move(sku, at, -units, restock))),
  ];
}

/** At no placing were more units taken than there are, even if all that was given back about then is left out. */
function checkNeverOver(
  moves: readonly UnitMove[],
  unitsOf: (move: UnitMove) => number,
  most: number,
  apartMs: number,
  where: string,
  c: Comparison,
): void {
  let taken = 0;
  for (const move of moves) {
    if (unitsOf(move) <= 0) continue;
    // Orders come in the order in which they were placed.
    taken += unitsOf(move);
    let back = 0;
    for (const other of moves) if (unitsOf(other) < 0 && other.at <= move.at + apartMs) back -= unitsOf(other);
    c.must(taken - back <= most, where, `${taken - back} units were taken of ${most} at ${move.at}`);
  }
}

/** Compares who joined each group, and what became of it. */
export function compareGroups(history: History, orders: Orders, groups: ReadonlyMap<string, GroupEnd>, c: Comparison): void {
  const progress = new Map(history.shown.progress.map((each) => [each._id, each]));
  for (const { _id, state, finalPricesFen } of history.shown.groups) {
    const where = `group ${_id}`;
    const group = groups.get(_id);
    if (!group) {
      c.must(false, where, 'the model knows no such group');
      continue;
    }
    const mine = [...orders.values()].filter(({ facts }) => facts.groupId === _id);
    const became = stateOf(group, mine, history, state);
    if (became !== null) c.same(where, 'the state', became, state);
    if (group.became === 'formed')
      sameCounts(c, where, 'the final price of', group.finalPrices, new Map(Object.entries(finalPricesFen)));
    compareProgress(where, mine, progress.get(_id), c);
  }
}

/** null: it is under way, and the clock alone says where. */
function stateOf(group: GroupEnd, orders: readonly Order[], history: History, shown: string): string | null {
  if (group.became === null) return null;
  if (group.became !== 'formed') return group.became;
  const isOver = orders.every((order) => ['completed', 'refunded', 'cancelled'].includes(order.state()));
  const lastAt = Math.max(group.facts.decidedAt ?? 0, ...orders.flatMap(({ facts }) => facts.steps.map(({ at }) => at)));
  // It is looked at once a day, so that it may not be known yet.
  if (isOver && (shown === 'finished' || lastAt + GRACE_MS < history.endedAt)) return 'finished';
  return group.facts.items.every(({ sku }) => group.facts.arrivals[sku] !== undefined) ? 'arrived' : 'formed';
}

/** Paid orders, less what was refunded before the group decided. */
function compareProgress(
  where: string,
  orders: readonly Order[],
  shown: History['shown']['progress'][number] | undefined,
  c: Comparison,
): void {
  const units = new Map<string, number>();
  const members = new Set<string>();
  let orders = 0;
  let amountFen = 0;
  for (const order of orders) {
    if (order.paidAt === null) continue;
    const before = order.decided.filter(({ restock }) => restock);
    let left = 0;
    for (const { sku, n } of order.lines) {
      let back = 0;
      for (const { lines } of before) for (const line of lines) if (line.sku === sku) back += line.units;
      left += n - back;
      units.set(sku, (units.get(sku) ?? 0) + n - back);
    }
    amountFen += order.cost.payFen;
    for (const { fen } of before) amountFen -= fen;
    if (left === 0) continue;
    orders += 1;
    members.add(order.facts.memberId);
  }
  sameCounts(c, where, 'paid units of', units, new Map(Object.entries(shown?.units ?? {})));
  c.same(where, 'orders', orders, shown?.orders ?? 0);
  c.same(where, 'amountFen', amountFen, shown?.amountFen ?? 0);
  c.same(where, 'members', [...members].sort().join(), [...(shown?.members ?? [])].sort().join());
}

/** Compares where every coupon is: with one order at most, and back when that comes to nothing (rulebook section 5). */
export function compareCoupons(history: History, orders: Orders, c: Comparison): void {
  const facts = new Map(history.coupons.map((coupon) => [coupon.couponId, coupon]));
  const users = new Map<string, Order[]>();
  for (const order of orders.values()) {
    const { couponId, orderId, memberId, placedAt } = order.facts;
    if (couponId === null) continue;
    const coupon = facts.get(couponId);
    const isTheirs = coupon?.memberId === memberId && coupon.merchantId === order.facts.merchantId;
    c.must(isTheirs && placedAt < coupon.expiresAt, `order ${orderId}`, `coupon ${couponId} was not theirs to use`);
    users.set(couponId, [...(users.get(couponId) ?? []), order]);
  }
  for (const { _id, state, orderId } of history.shown.coupons) {
    const live = (users.get(_id) ?? []).filter(isUsing);
    const where = `coupon ${_id}`;
    c.must(live.length <= 1, where, `${live.length} orders use it`);
    const [order] = live;
    c.same(where, 'the state', order ? (order.paidAt === null ? 'locked' : 'used') : 'usable', state);
    c.same(where, 'the order', order?.facts.orderId ?? null, orderId);
  }
}

/** It comes back only when the order is cancelled, or all of it was refunded. */
const isUsing = (order: Order): boolean => order.cancelledAt === null && !order.lines.every((line) => line.isGone());

/** Compares the points shop: units that were taken, and what they became (rulebook section 9). */
export function compareShop(history: History, c: Comparison): void {
  const { rewards, rewardCounts, redemptions, coupons } = history.shown;
  const shown = new Map(redemptions.map((redemption) => [redemption._id, redemption]));
  const given = new Map(coupons.map((coupon) => [coupon._id, coupon]));
  const taken = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const redemption of history.redemptions) {
    const { redemptionId, rewardId, memberId, points, createdAt } = redemption;
    taken.set(rewardId, (taken.get(rewardId) ?? 0) + 1);
    counts.set(`${rewardId}:${memberId}`, (counts.get(`${rewardId}:${memberId}`) ?? 0) + 1);
    const reward = history.rewards.find((each) => each.rewardId === rewardId);
    const where = `redemption ${redemptionId}`;
    if (!reward) {
      c.must(false, where, `there is no reward ${rewardId}`);
      continue;
    }
    if (reward.savedAgain) continue;
    c.same(where, 'points', reward.points, points);
    const { couponId = null, couponUntil = null } = shown.get(redemptionId) ?? {};
    c.same(where, 'whether it made a coupon', reward.coupon !== null, couponId !== null);
    if (reward.coupon === null || couponId === null) continue;
    const until = startOfDay(createdAt + reward.coupon.days * DAY_MS) + DAY_MS;
    const coupon = given.get(couponId);
    c.same(where, 'couponUntil', until, couponUntil);
    c.same(`coupon ${couponId}`, 'expiresAt', until, coupon?.expiresAt);
    c.same(`coupon ${couponId}`, 'the member', memberId, coupon?.memberId);
    c.same(`coupon ${couponId}`, 'the terms', termsText(reward.coupon.terms), coupon && termsText(coupon.terms));
  }
  sameCounts(c, 'points shop', 'taken of', taken, new Map(rewards.map(({ _id, taken: units }) => [_id, units])));
  sameCounts(c, 'points shop', 'redeemed', counts, new Map(rewardCounts.map(({ _id, redeemed }) => [_id, redeemed])));
  for (const { rewardId, stock, limitPerMember, savedAgain } of history.rewards) {
    if (savedAgain) continue;
    c.must((taken.get(rewardId) ?? 0) <= stock, `reward ${rewardId}`, `${taken.get(rewardId)} were given of ${stock}`);
    for (const [name, count] of counts)
      if (name.startsWith(`${rewardId}:`))
        c.must(count <= (limitPerMember ?? Infinity), `reward ${rewardId}`, `${name} redeemed ${count} of ${limitPerMember}`);
  }
}

const termsText = (terms: CouponTerms): string =>
  terms.kind === 'fixed'
    ? `${terms.offFen} over ${terms.overFen} of ${terms.skus?.join()}`
    : `${terms.offBps} bps up to ${terms.capFen} over ${terms.overFen} of ${terms.skus?.join()}`;
