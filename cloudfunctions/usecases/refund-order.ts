import { addFen, fenToNumber } from '../../src/contract/money';
import { orderAfterRefund } from '../core/order/after-refund';
import { mayStart, refundWanted, together, type WantedRefund } from '../core/refund/after-sale';
import type { MerchantSettings } from '../core/settings';
import { carryOutRefund } from './carry-out-refund';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { inputHash, refundNumber } from './derived-id';
import type { OrderDocument } from './documents';
import { getMerchant } from './merchants';
import { unitsAsked } from './order-cases';
import type { Transaction } from './ports';
import { refundRefusal, type RefundRefusal } from './refund-refusal';
import { recordRefund } from './refunds';
import { refundRow } from './views/refund-row';

type Input = ParsedInput<'refundOrder'>;

/**
 * The merchant gives back units, goodwill, or both: from confirmed on, and within a year of the payment after the completion
 * too, which takes back what it brought (rulebook sections 6 and 7).
 */
export async function refundOrder(context: MemberContext, input: Input): Promise<Outcome<CallOutput<'refundOrder'>>> {
  const { ports, caller, now } = context;
  const { store } = ports;
  const order = await store.get('orders', input.orderId);
  if (!order || !mayCall('refundOrder', caller, { merchantId: order.merchantId })) return refuse('notFound');
  const { settings } = await getMerchant(store, order.merchantId);
  const refundNo = refundNumber(order._id, 'merchant', caller._id, input.commandId);
  const hash = hashOf(input);
  const refused = await store.transact<RefundRefusal | undefined>(async (transaction) => {
    const before = await transaction.get('refunds', refundNo);
    if (before) return before.inputHash === hash ? undefined : refuse('commandReused');
    const current = await transaction.get('orders', order._id);
    if (!current) return refuse('notFound');
    return record(transaction, context, { order: current, settings, input, refundNo, hash });
  });
  if (refused) return refused;
  await carryOutRefund(ports, refundNo, now);
  return done(await refundRow(context, refundNo));
}

const hashOf = ({ orderId, lines, note }: Input): string =>
  inputHash({
    orderId,
    lines: lines.map(({ sku, units, goodwillFen }) => ({ sku, units, goodwillFen: fenToNumber(goodwillFen) })),
    note,
  });

interface Wish {
  order: OrderDocument;
  settings: MerchantSettings;
  input: Input;
  refundNo: string;
  hash: string;
}

async function record(
  transaction: Transaction,
  { caller, now }: MemberContext,
  { order, settings, input, refundNo, hash }: Wish,
): Promise<RefundRefusal | undefined> {
  const allowed = mayStart({ ...order, refunds: order.refundCount }, now);
  if (!allowed.ok) return refundRefusal(allowed);
  const wanted = together<WantedRefund>(input.lines, (a, b) => ({
    sku: a.sku,
    units: a.units + b.units,
    goodwillFen: addFen(a.goodwillFen, b.goodwillFen),
  }));
  const refunded = refundWanted(order.lines, wanted, unitsAsked(order));
  if (!refunded.ok) return refundRefusal(refunded);
  const after = orderAfterRefund(order, refunded.lines, now, settings);
  const { lines, ...due } = after;
  await recordRefund(
    transaction,
    { ...order, ...due },
    {
      refundNo,
      reason: 'merchant',
      lines,
      kind: 'merchantRefunded',
      restock: false,
      by: caller._id,
      commandId: input.commandId,
      inputHash: hash,
      note: input.note,
    },
    now,
  );
  return undefined;
}
