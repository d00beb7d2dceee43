import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { orderDetailView } from './views/order-view';

/** An order, for its member, its leader and the merchant's staff; to anybody else it does not exist. */
export async function getOrder(
  context: MemberContext,
  { orderId }: ParsedInput<'getOrder'>,
): Promise<Outcome<CallOutput<'getOrder'>>> {
  const order = await context.ports.store.get('orders', orderId);
  if (!order || !mayCall('getOrder', context.caller, order)) return refuse('notFound');
  return done(await orderDetailView(context, order));
}
