import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { askAboutOrder } from './close-unpaid';
import { orderSummaryView } from './views/order-view';

type Payment = CallOutput<'checkPayment'>['payment'];

/** Whether an order is paid, asked of the provider where this server does not know it yet. */
export async function checkPayment(
  context: MemberContext,
  { orderId }: ParsedInput<'checkPayment'>,
): Promise<Outcome<CallOutput<'checkPayment'>>> {
  const { ports, now } = context;
  const order = await ports.store.get('orders', orderId);
  if (!order || !mayCall('checkPayment', context.caller, order)) return refuse('notFound');
  const payment = order.state === 'unpaid' ? await ask() : order.state === 'cancelled' ? 'closed' : 'paid';
  const current = (await ports.store.get('orders', orderId)) ?? order;
  return done({ order: await orderSummaryView(context, current), payment });

  async function ask(): Promise<Payment> {
    try {
      const state = order && (await askAboutOrder(ports, order, now));
      return state === 'paid' ? 'paid' : state === 'closed' ? 'closed' : 'notPaid';
    } catch (error) {
      ports.log.warn('paymentUnknown', { orderId, message: error instanceof Error ? error.message : String(error) });
      return 'unknown';
    }
  }
}
