import type { OrderLine } from '../../src/contract/order';
import { mayCancelByMember } from '../core/order/order-rules';
import { groupStateAt } from '../core/group/group-rules';
import { MOST_PARTS, refundWanted, together, withoutGoodwill, type AskedUnits } from '../core/refund/after-sale';
import { refundableUnits } from '../core/refund/refund-line';
import { carryOutRefund } from './carry-out-refund';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { askAboutOrder, cancelUnpaid } from './close-unpaid';
import { inputHash, refundNumber } from './derived-id';
import type { OrderDocument } from './documents';
import { getGroupOf } from './merchants';
import { orderCommand } from './order-command';
import { refundRefusal } from './refund-refusal';
import { recordRefund } from './refunds';
import { orderDetailView } from './views/order-view';

type Input = ParsedInput<'cancelOrder'>;
type Refusal = Extract<Outcome<never>, { ok: false }>;

/** A member cancels: an unpaid order is closed, units of a paid one are refunded while the group is open (section 6). */
export async function cancelOrder(context: MemberContext, input: Input): Promise<Outcome<CallOutput<'cancelOrder'>>> {
  const { ports, caller } = context;
  const order = await ports.store.get('orders', input.orderId);
  if (!order || !mayCall('cancelOrder', caller, order)) return refuse('notFound');
  const hash = hashOf(input);
  const before = orderCommand(order, input.commandId, hash);
  if (before === 'reused') return refuse('commandReused');
  if (before === 'new') {
    const refused =
      order.state === 'unpaid'
        ? await cancelNow(context, order, input, hash)
        : await refundWhileOpen(context, input, hash);
    if (refused) return refused;
  }
  const after = await ports.store.get('orders', order._id);
  return done(await orderDetailView(context, after ?? order));
}

const hashOf = ({ orderId, lines }: Input): string =>
  inputHash({ call: 'cancelOrder', orderId, lines: lines?.map(({ sku, units }) => ({ sku, units })) ?? null });

async function cancelNow(
  context: MemberContext,
  order: OrderDocument,
  input: Input,
  hash: string,
): Promise<Refusal | undefined> {
  const { ports, now, caller } = context;
  // A payment may be on its way: if it was made, the order is paid and the person decides again with that knowledge.
  if ((await askAboutOrder(ports, order, now)) === 'paid') return refuse('alreadyPaid');
  const after = await cancelUnpaid(ports, now, order._id, {
    kind: 'cancelled',
    by: caller._id,
    commandId: input.commandId,
    inputHash: hash,
  });
  return after?.state === 'cancelled' ? undefined : refuse('changedMeanwhile');
}

async function refundWhileOpen(context: MemberContext, input: Input, hash: string): Promise<Refusal | undefined> {
  const { ports, now, caller } = context;
  const refundNo = refundNumber(input.orderId, 'cancel', input.commandId);
  const outcome = await ports.store.transact<Refusal | undefined>(async (transaction) => {
    const order = await transaction.get('orders', input.orderId);
    if (!order) return refuse('notFound');
    // The same tap twice at once: the other one was quicker.
    const before = orderCommand(order, input.commandId, hash);
    if (before !== 'new') return before === 'done' ? undefined : refuse('commandReused');
    const group = await getGroupOf(ports.store, order.groupId);
    const allowed = mayCancelByMember(order.state, groupStateAt(group, now));
    if (!allowed.ok) return refuse('notCancellable', { state: order.state });
    const lines = refundLines(order, input.lines);
    if (!lines.ok) return lines;
    await recordRefund(
      transaction,
      order,
      {
        refundNo,
        reason: 'memberCancelled',
        lines: lines.lines,
        kind: lines.lines.every((line) => refundableUnits(line) === 0) ? 'refunded' : 'partlyRefunded',
        restock: true,
        by: caller._id,
        commandId: input.commandId,
        inputHash: hash,
      },
      now,
    );
    return undefined;
  });
  if (outcome) return outcome;
  await carryOutRefund(ports, refundNo, now);
  return undefined;
}

/** The lines with the wanted units refunded; all that is left where nothing is named. */
function refundLines(order: OrderDocument, wanted: Input['lines']): { ok: true; lines: OrderLine[] } | Refusal {
  // The rest of an order can always be cancelled in one go.
  if (wanted && order.refundCount >= MOST_PARTS) return refuse('notCancellable', { state: order.state });
  const units = wanted ?? order.lines.map((line) => ({ sku: line.sku, units: refundableUnits(line) }));
  const each = together<AskedUnits>(units, (a, b) => ({ ...a, units: a.units + b.units }));
  const refunded = refundWanted(order.lines, withoutGoodwill(each), []);
  return refunded.ok ? refunded : refundRefusal(refunded);
}
