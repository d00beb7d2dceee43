import { HOUR_MS } from '../../src/contract/time';
import { mayAsk, together, type AskedUnits } from '../core/refund/after-sale';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { inputHash, refundNumber } from './derived-id';
import type { OrderDocument, RefundDocument } from './documents';
import { getMerchant } from './merchants';
import { unitsAsked, withCase } from './order-cases';
import { refundRefusal, type RefundRefusal } from './refund-refusal';
import { newRefund } from './refunds';
import { saveDocument } from './save-document';
import { orderDetailView } from './views/order-view';

type Input = ParsedInput<'askRefund'>;

/** A member asks for a refund of units of their order; the merchant decides, or time does (rulebook section 6). */
export async function askRefund(context: MemberContext, input: Input): Promise<Outcome<CallOutput<'askRefund'>>> {
  const { ports, caller, now } = context;
  const order = await ports.store.get('orders', input.orderId);
  if (!order || !mayCall('askRefund', caller, order)) return refuse('notFound');
  const { settings } = await getMerchant(ports.store, order.merchantId);
  const refundNo = refundNumber(order._id, 'ask', input.commandId);
  const hash = hashOf(input);
  const lines = together<AskedUnits>(input.lines, (a, b) => ({ ...a, units: a.units + b.units }));
  const refused = await ports.store.transact<RefundRefusal | undefined>(async (transaction) => {
    const before = await transaction.get('refunds', refundNo);
    if (before) return before.inputHash === hash ? undefined : refuse('commandReused');
    const current = await transaction.get('orders', order._id);
    if (!current) return refuse('notFound');
    const allowed = mayAsk({ ...current, refunds: current.refundCount }, lines, unitsAsked(current), now);
    if (!allowed.ok) return refundRefusal(allowed);
    const refund = request(
      context,
      current,
      { ...input, lines },
      refundNo,
      now + settings.afterSaleDecisionHours * HOUR_MS,
    );
    await saveDocument(transaction, 'refunds', { ...refund, inputHash: hash });
    await transaction.replace('orders', asked(current, refund, lines, input.commandId));
    return undefined;
  });
  if (refused) return refused;
  return done(await orderDetailView(context, (await ports.store.get('orders', order._id)) ?? order));
}

const hashOf = ({ orderId, lines, reason, pictures }: Input): string =>
  inputHash({ orderId, lines: lines.map(({ sku, units }) => ({ sku, units })), reason, pictures });

function request(
  { caller, now }: MemberContext,
  order: OrderDocument,
  { lines, reason, pictures }: Input,
  refundNo: string,
  decideUntil: number,
): RefundDocument {
  return {
    ...newRefund(order, refundNo, 'afterSale', now),
    state: 'requested',
    by: caller._id,
    request: { lines, text: reason, pictures, decideUntil, decisions: [], appeal: null },
    dueAt: decideUntil,
  };
}

function asked(order: OrderDocument, refund: RefundDocument, lines: AskedUnits[], commandId: string): OrderDocument {
  const { _id: refundNo, createdAt: at, by } = refund;
  return {
    ...withCase(order, refundNo, lines),
    refundCount: order.refundCount + 1,
    timeline: [...order.timeline, { kind: 'refundAsked', at, by, commandId, fen: null }],
  };
}
