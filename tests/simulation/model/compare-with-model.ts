import { Comparison } from './comparison';
import { compareCoupons, compareRedemptions, compareShop } from './compare-coupons';
import { compareGroups } from './compare-groups';
import { compareMembers } from './compare-members';
import { compareMoney } from './compare-money';
import { compareOrders } from './compare-orders';
import { compareRefunds } from './compare-refunds';
import { compareStock } from './compare-stock';
import { endGroups, type GroupEnd } from './group-end';
import type { History } from './history';
import { keepBooks } from './keep-books';
import { liveOrder } from './live-order';
import type { Order } from './order';
import { checkPrices } from './prices';

/**
 * Reckons a neighbourhood's whole history again, one thing after the other and in the simplest way that the rulebook allows,
 * and compares what the shop shows with it. compared: how many values; differences: sentences, none when all agree.
 */
export function compareWithModel(history: History): { compared: number; differences: string[] } {
  const c = new Comparison();
  const groups = endGroups(history, c);
  const orders = liveOrders(history, groups, c);
  const books = keepBooks(history, orders, groups, c);
  checkPrices(books);
  compareOrders(books);
  compareRefunds(books);
  compareStock(books);
  compareGroups(books, groups);
  compareCoupons(books);
  compareShop(books);
  compareRedemptions(books);
  compareMembers(books);
  compareMoney(books);
  return { compared: c.compared, differences: c.differences };
}

function liveOrders(history: History, groups: ReadonlyMap<string, GroupEnd>, c: Comparison): Map<string, Order> {
  const settings = new Map(history.merchants.map((merchant) => [merchant.merchantId, merchant.settings]));
  const coupons = new Map(history.coupons.map(({ couponId, terms }) => [couponId, terms]));
  const shown = new Map(history.shown.orders.map((order) => [order._id, order]));
  const refunds = new Map(history.refunds.map((refund) => [refund.refundNo, refund]));
  const shownRefunds = new Map(history.shown.refunds.map((refund) => [refund._id, refund]));
  const { endedAt, clocksApartMs } = history;
  const orders = new Map<string, Order>();
  for (const facts of history.orders) {
    const group = groups.get(facts.groupId);
    const rules = settings.get(facts.merchantId);
    c.must(group !== undefined && rules !== undefined, `order ${facts.orderId}`, 'its group or merchant is not there');
    if (!group || !rules) continue;
    const lines = shown.get(facts.orderId)?.lines ?? [];
    const around = {
      settings: rules,
      group,
      refunds,
      shownRefunds,
      coupon: facts.couponId === null ? undefined : coupons.get(facts.couponId),
      prices: new Map(lines.map(({ sku, unitPriceFen }) => [sku, unitPriceFen])),
      shownArrivals: new Map(lines.map(({ sku, arrivedAt }) => [sku, arrivedAt])),
      endedAt,
      clocksApartMs,
    };
    orders.set(facts.orderId, liveOrder(facts, around, c));
  }
  return orders;
}
