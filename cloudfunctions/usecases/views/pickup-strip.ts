import type { CallOutput, Context } from '../context';
import { orderSummaryViews } from './order-view';

const MOST_ORDERS = 50;

/** What a member has to pick up, at whatever point: how many orders, and of which one the time runs out first. */
export async function pickupStrip(context: Context, memberId: string): Promise<CallOutput<'getHome'>['pickup']> {
  const orders = await context.ports.store.find('orders', {
    where: { memberId, state: 'arrived' },
    sort: [['key', -1]],
    limit: MOST_ORDERS,
  });
  const waiting = (await orderSummaryViews(context, orders)).flatMap(({ orderId, pickup }) =>
    pickup === null ? [] : [{ orderId, code: pickup.code, until: pickup.until }],
  );
  const [soonest] = waiting.sort((a, b) => a.until - b.until);
  return soonest === undefined ? null : { ...soonest, orders: waiting.length };
}
