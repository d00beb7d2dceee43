import { Comparison } from './comparison';
import { endGroups, type GroupEnd } from './group-end';
import type { History } from './history';
import { Ledger } from './ledger';
import { Order, type Around } from './order-order';
import { checkPrices } from './prices';
import { compareCoupons, compareGroups, compareShop, compareStock } from './shown-goods';
import { compareMembers } from './shown-members';
import { compareMoney } from './shown-money';
import { compareOrders, compareRefunds } from './shown-orders';

/**
 * Reckons a neighbourhood's whole history again, one thing after the other and in the simplest way that the rulebook allows,
 * and compares what the shop shows with it. compared: how many values; differences: sentences, none when all agree.
 */
export function compareWithModel(history: History): { compared: number; differences: string[] } {
  const c = new Comparison();
  const groups = endGroups(history, c);
  const orders = liveOrders(history, groups, c);
  const ledger = new Ledger(history, orders, groups, c);
  const tiersAround = (merchantId: string, memberId: string, at: number): ReadonlySet<string> =>
    books.member(merchantId, memberId).standing.tiersAround(at, history.clocksApartMs);
  checkPrices(history, orders, groups, tiersAround, c);
  books.checkDailyWork();
  compareOrders(history, orders, books, c);
  compareRefunds(history, orders, books, c);
  compareStock(history, orders, groups, c);
  compareGroups(history, orders, groups, c);
  compareCoupons(history, orders, c);
  compareShop(history, c);
  compareMembers(history, books, c);
  compareMoney(history, orders, books, c);
  return { compared: c.compared, differences: c.differences };
}

function liveOrders(history: History, groups: ReadonlyMap<string, GroupEnd>, c: Comparison): Map<string, Order> {
  const settings = new Map(history.merchants.map((merchant) => [merchant.merchantId, merchant.settings]));
  const coupons = new Map(history.coupons.map((coupon) => [coupon.couponId, coupon.terms]));
  const shownOrders = new Map(history.shown.orders.map((order) => [order._id, order]));
  const refunds = new Map(history.refunds.map((refund) => [refund.refundNo, refund]));
  const shownRefunds = new Map(history.shown.refunds.map((refund) => [refund._id, refund]));
  const orders = new Map<string, Order>();
  for (const facts of history.orders) {
    const group = groups.get(facts.groupId);
    const rules = settings.get(facts.merchantId);
    if (!group || !rules) {
      c.must(false, `order ${facts.orderId}`, 'its group or merchant is not there');
      continue;
    }
    const lines = shownOrders.get(facts.orderId)?.lines ?? [];
    const around: Around = {
      settings: rules,
      group,
      refunds,
      shownRefunds,
      coupon: facts.couponId === null ? undefined : coupons.get(facts.couponId),
      prices: new Map(lines.map(({ sku, unitPriceFen }) => [sku, unitPriceFen])),
      shownArrivals: new Map(lines.map(({ sku, arrivedAt }) => [sku, arrivedAt])),
      endedAt: history.endedAt,
      clocksApartMs: history.clocksApartMs,
    };
    orders.set(facts.orderId, new Order(facts, around, c));
  }
  return orders;
}
