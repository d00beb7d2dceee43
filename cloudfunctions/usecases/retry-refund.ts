import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { hasCase, orderOf, withCase } from './order-cases';
import type { RefundRefusal } from './refund-refusal';
import { sendRefund } from './send-refund';
import { refundRow } from './views/refund-row';

/**
 * The merchant lets a failed refund be sent again, under the number that it had: to the provider it is the same one, so it
 * can't be paid twice. One that is under way or done comes back as it is.
 */
export async function retryRefund(
  context: MemberContext,
  { refundNo }: ParsedInput<'retryRefund'>,
): Promise<Outcome<CallOutput<'retryRefund'>>> {
  const { ports, caller, now } = context;
  const found = await ports.store.get('refunds', refundNo);
  if (!found || !mayCall('retryRefund', caller, { merchantId: found.merchantId })) return refuse('notFound');
  const refused = await ports.store.transact<RefundRefusal | undefined>(async (transaction) => {
    const refund = await transaction.get('refunds', refundNo);
    if (!refund || refund.state === 'requested' || refund.state === 'rejected')
      return refuse('wrongState', { state: found.state });
    if (refund.state !== 'failed') return undefined;
    const order = await orderOf(transaction, refund);
    await transaction.replace('refunds', { ...refund, state: 'sending', attempts: 0, dueAt: now });
    if (!refund.late && !hasCase(order, refundNo)) await transaction.replace('orders', withCase(order, refundNo, []));
    return undefined;
  });
  if (refused) return refused;
  await sendRefund(ports, refundNo, now);
  return done(await refundRow(context, refundNo));
}
