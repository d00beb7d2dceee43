import type { CallError } from '@/contract/errors';
import { callCloud } from '@/lib/call-cloud';
import { pay, type PayResult } from '@/lib/pay';

/** Pays an order that was placed before; `error` where it could not even begin. */
export async function payOrder(orderId: string): Promise<{ result: PayResult } | { error: CallError }> {
  const reply = await callCloud('startPayment', { orderId });
  if (reply.ok) return { result: await pay(reply.output) };
  if (reply.error.code === 'alreadyPaid') return { result: 'paid' };
  if (reply.error.code === 'orderClosed') return { result: 'closed' };
  return { error: reply.error };
}
