import type { OrderLine } from '../../src/contract/order';
import { mayCancelByMember } from '../core/order/order-rules';
import { groupStateAt } from '../core/group/group-rules';
import { refundableUnits, refundUnits } from '../core/refund/refund-line';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { askAboutOrder, cancelUnpaid } from './close-unpaid';
import { refundNumber } from './derived-id';
import type { OrderDocument } from './documents';
import { followUpOrder, followUpRefund } from './follow-up-order';
import { getGroupOf } from './merchants';
import { recordRefund, sendRefund } from './refunds';
import { orderDetailView } from './views/order-view';

type Input = ParsedInput<'cancelOrder'>;
type Refusal = Extract<Outcome<never>, { ok: false }>;

/** A member cancels: an unpaid order is closed, units of a paid one are refunded while the group is open (section 6). */
export async function cancelOrder(context: MemberContext, input: Input): Promise<Outcome<CallOutput<'cancelOrder'>>> {
  const { ports, caller } = context;
  const order = await ports.store.get('orders', input.orderId);
  if (!order || !mayCall('cancelOrder', caller, order)) return refuse('notFound');
  const repeated = order.timeline.some((entry) => entry.commandId === input.commandId);
  if (!repeated) {
    const refused =
      order.state === 'unpaid' ? await cancelNow(context, order, input) : await refundWhileOpen(context, input);
    if (refused) return refused;
  }
  const after = await ports.store.get('orders', order._id);
  return done(await orderDetailView(context, after ?? order));
}

async function cancelNow(context: MemberContext, order: OrderDocument, input: Input): Promise<Refusal | undefined> {
  const { ports, now, caller } = context;
  // A payment may be on its way: if it was made, the order is paid and the person decides again with that knowledge.
  if ((await askAboutOrder(ports, order, now)) === 'paid') return refuse('alreadyPaid');
  const after = await cancelUnpaid(ports, now, order._id, {
    kind: 'cancelled',
    by: caller._id,
    commandId: input.commandId,
  });
  return after?.state === 'cancelled' ? undefined : refuse('changedMeanwhile');
}

async function refundWhileOpen(context: MemberContext, input: Input): Promise<Refusal | undefined> {
  const { ports, now, caller } = context;
  const refundNo = refundNumber(input.orderId, 'cancel', input.commandId);
  const outcome = await ports.store.transact<Refusal | undefined>(async (transaction) => {
    const order = await transaction.get('orders', input.orderId);
    if (!order) return refuse('notFound');
    const group = await getGroupOf(ports.store, order.groupId);
    const allowed = mayCancelByMember(order.state, groupStateAt(group, now));
    if (!allowed.ok) return refuse('notCancellable', { state: order.state });
    const lines = refundWanted(order, input.lines);
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
      },
      now,
    );
    return undefined;
  });
  if (outcome) return outcome;
  await settleViews(context, input.orderId, refundNo);
  return undefined;
}

/** The lines with the wanted units refunded; all that is left where nothing is named. */
function refundWanted(order: OrderDocument, wanted: Input['lines']): { ok: true; lines: OrderLine[] } | Refusal {
  const units = wanted ?? order.lines.map((line) => ({ sku: line.sku, units: refundableUnits(line) }));
  const unknown = units.find(({ sku }) => !order.lines.some((line) => line.sku === sku));
  if (unknown) return refuse('unknownSku', { sku: unknown.sku });
  const lines: OrderLine[] = [];
  for (const line of order.lines) {
    const asked = units.filter(({ sku }) => sku === line.sku).reduce((sum, each) => sum + each.units, 0);
    const refunded = asked === 0 ? undefined : refundUnits(line, asked);
    if (refunded && !refunded.ok) return refuse('tooManyUnits', { refundable: refunded.refundable });
    lines.push(refunded ? refunded.line : line);
  }
  return { ok: true, lines };
}

async function settleViews({ ports, now }: MemberContext, orderId: string, refundNo: string): Promise<void> {
  const [order, refund] = await Promise.all([ports.store.get('orders', orderId), ports.store.get('refunds', refundNo)]);
  if (!order) return;
  await followUpOrder(ports, order, now);
  if (!refund) return;
  await followUpRefund(ports, order, refund, now);
  await sendRefund(ports, refundNo, now);
}
