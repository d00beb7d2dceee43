import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { beginPayment } from './begin-payment';
import { recentMerchant } from './recent';

/** Pays an order that was placed earlier: the first attempt was cancelled, failed or lost. */
export async function startPayment(
  context: MemberContext,
  { orderId }: ParsedInput<'startPayment'>,
): Promise<Outcome<CallOutput<'startPayment'>>> {
  const order = await context.ports.store.get('orders', orderId);
  if (!order || !mayCall('startPayment', context.caller, order)) return refuse('notFound');
  if (order.state === 'cancelled' || (order.state === 'unpaid' && context.now >= order.unpaidUntil))
    return refuse('orderClosed');
  if (order.state !== 'unpaid') return refuse('alreadyPaid');
  const merchant = await recentMerchant(context.ports.store, order.merchantId, context.now);
  return done(await beginPayment(context.ports, order, merchant));
}
