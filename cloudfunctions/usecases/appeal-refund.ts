import { HOUR_MS } from '../../src/contract/time';
import { freeUnits, mayAppeal } from '../core/refund/after-sale';
import { caseFacts } from './case-facts';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { OrderDocument, RefundDocument, RefundRequest } from './documents';
import { getMerchant } from './merchants';
import { orderOf, unitsAsked, withCase } from './order-cases';
import type { Transaction } from './ports';
import { refundRefusal, type RefundRefusal } from './refund-refusal';
import { orderDetailView } from './views/order-view';

type Input = ParsedInput<'appealRefund'>;

/**
 * A member appeals against a rejection, once: the merchant decides again (rulebook section 6). The order may have been
 * completed meanwhile, for the case was opened in time.
 */
export async function appealRefund(context: MemberContext, input: Input): Promise<Outcome<CallOutput<'appealRefund'>>> {
  const { ports, caller, now } = context;
  const refund = await ports.store.get('refunds', input.refundNo);
  if (!refund || !mayCall('appealRefund', caller, refund)) return refuse('notFound');
  const { settings } = await getMerchant(ports.store, refund.merchantId);
  const decideUntil = now + settings.afterSaleDecisionHours * HOUR_MS;
  const refused = await ports.store.transact<RefundRefusal | undefined>(async (transaction) => {
    const current = await transaction.get('refunds', refund._id);
    const request = current?.request;
    if (!current || !request) return refuse('wrongState', { state: refund.state });
    if (request.appeal?.commandId === input.commandId)
      return request.appeal.text === input.text ? undefined : refuse('commandReused');
    const allowed = mayAppeal(caseFacts(current), now);
    if (!allowed.ok) return refuse(allowed.code);
    return appeal(transaction, current, { ...request, decideUntil }, input, context);
  });
  if (refused) return refused;
  return done(await orderDetailView(context, await orderOf(ports.store, refund)));
}

/** Opens the case again, unless its units were given back in another way. */
async function appeal(
  transaction: Transaction,
  refund: RefundDocument,
  request: RefundRequest,
  { text, commandId }: Input,
  { now, caller }: MemberContext,
): Promise<RefundRefusal | undefined> {
  const order = await orderOf(transaction, refund);
  const free = request.lines.map(({ sku, units }) => ({ units, refundable: freeOf(order, sku) }));
  const short = free.find(({ units, refundable }) => units > refundable);
  if (short) return refundRefusal({ code: 'tooManyUnits', refundable: short.refundable });
  await transaction.replace('refunds', {
    ...refund,
    state: 'requested',
    request: { ...request, appeal: { text, at: now, commandId } },
    dueAt: request.decideUntil,
  });
  await transaction.replace('orders', {
    ...withCase(order, refund._id, request.lines),
    timeline: [...order.timeline, { kind: 'refundAppealed', at: now, by: caller._id, commandId, fen: null }],
  });
  return undefined;
}

function freeOf(order: OrderDocument, sku: string): number {
  const line = order.lines.find((each) => each.sku === sku);
  return line ? freeUnits(line, unitsAsked(order)) : 0;
}
