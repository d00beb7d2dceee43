import type { OrderLine } from '../../src/contract/order';
import { nextDueAt, orderStateFromLines, undoCollect as undoLine } from '../core/order/order-rules';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { inputHash } from './derived-id';
import type { HandOver, OrderDocument } from './documents';
import { getMerchant } from './merchants';
import { orderCommand } from './order-command';
import { pickupRow } from './views/pickup-row';

/** The leader takes the last hand-over back, within 10 minutes (rulebook section 4). */
export async function undoCollect(
  context: MemberContext,
  input: ParsedInput<'undoCollect'>,
): Promise<Outcome<CallOutput<'undoCollect'>>> {
  const { ports, caller, now } = context;
  const order = await ports.store.get('orders', input.orderId);
  if (!order || !mayCall('undoCollect', caller, { ...order, memberId: undefined })) return refuse('notFound');
  const hash = inputHash({ call: 'undoCollect', orderId: input.orderId });
  const before = orderCommand(order, input.commandId, hash);
  if (before !== 'new') return before === 'done' ? done(pickupRow(order, now)) : refuse('commandReused');
  const last = order.handOvers.filter((handOver) => !handOver.undone).at(-1);
  if (!last || order.state === 'completed' || order.state === 'refunded')
    return refuse('wrongState', { state: order.state });
  const lines = undoLines(order, last, now);
  if (!lines) return refuse('tooLateToUndo');
  const { settings } = await getMerchant(ports.store, order.merchantId);
  const undone: OrderDocument = {
    ...order,
    lines,
    state: orderStateFromLines(lines, true),
    collectedAt: null,
    handOvers: order.handOvers.map((each) => (each === last ? { ...each, undone: true } : each)),
    timeline: [
      ...order.timeline,
      { kind: 'collectUndone', at: now, by: caller._id, commandId: input.commandId, inputHash: hash, fen: null },
    ],
  };
  const next = { ...undone, dueAt: nextDueAt({ ...undone, openCases: 0 }, settings) };
  if (!(await ports.store.replace('orders', next))) return refuse('changedMeanwhile');
  return done(pickupRow(next, now));
}

/** undefined: it is too late. */
function undoLines(order: OrderDocument, handOver: HandOver, now: number): OrderLine[] | undefined {
  const lines: OrderLine[] = [];
  for (const line of order.lines) {
    const units = handOver.lines.find(({ sku }) => sku === line.sku)?.units ?? 0;
    const undone = units === 0 ? { ok: true as const, line } : undoLine(line, { units, at: handOver.at }, now);
    if (!undone.ok) return undefined;
    lines.push(undone.line);
  }
  return lines;
}
