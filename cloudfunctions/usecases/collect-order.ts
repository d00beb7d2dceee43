import type { OrderLine } from '../../src/contract/order';
import {
  collectLine,
  isFullyCollected,
  nextDueAt,
  orderStateFromLines,
  uncollectedUnits,
} from '../core/order/order-rules';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { inputHash } from './derived-id';
import type { MerchantDocument, OrderDocument } from './documents';
import { getMerchant } from './merchants';
import { notice } from './notices';
import { orderCommand } from './order-command';
import { pickupRow } from './views/pickup-row';
import { whenWords } from './views/words';

type Input = ParsedInput<'collectOrder'>;
type Refusal = Extract<Outcome<never>, { ok: false }>;

/** The leader hands goods out: all that has arrived, or the units named (rulebook section 4). */
export async function collectOrder(context: MemberContext, input: Input): Promise<Outcome<CallOutput<'collectOrder'>>> {
  const { ports, caller, now } = context;
  const order = await ports.store.get('orders', input.orderId);
  if (!order || !mayCall('collectOrder', caller, { ...order, memberId: undefined })) return refuse('notFound');
  const hash = hashOf(input);
  const before = orderCommand(order, input.commandId, hash);
  if (before !== 'new') return before === 'done' ? done(pickupRow(order, now)) : refuse('commandReused');
  const merchant = await getMerchant(ports.store, order.merchantId);
  const handed = handOut(context, order, input, hash, merchant);
  if (!handed.ok) return handed;
  if (!(await ports.store.replace('orders', handed.order))) return refuse('changedMeanwhile');
  if (input.by === 'row')
    await ports.store.insert('notices', notice(order, 'collectedByHand', now, `:${input.commandId}`));
  return done(pickupRow(handed.order, now));
}

const hashOf = ({ orderId, by, lines }: Input): string =>
  inputHash({ call: 'collectOrder', orderId, by, lines: lines?.map(({ sku, units }) => ({ sku, units })) ?? null });

function handOut(
  { caller, now }: MemberContext,
  order: OrderDocument,
  input: Input,
  hash: string,
  { settings }: MerchantDocument,
): { ok: true; order: OrderDocument } | Refusal {
  const refused = refuseByState(order, now);
  if (refused) return refused;
  const wanted = input.lines ?? waitingUnits(order.lines);
  const unknown = wanted.find(({ sku }) => !order.lines.some((line) => line.sku === sku));
  if (unknown) return refuse('unknownSku', { sku: unknown.sku });
  const lines: OrderLine[] = [];
  for (const line of order.lines) {
    const units = wanted.find(({ sku }) => sku === line.sku)?.units ?? 0;
    const collected = units === 0 ? undefined : collectLine(line, units, now, settings);
    if (collected && !collected.ok)
      return collected.code === 'notArrived'
        ? refuse('notArrived')
        : refuse('tooManyUnits', { refundable: collected.uncollected });
    lines.push(collected ? collected.line : line);
  }
  const state = orderStateFromLines(lines, true);
  const next: OrderDocument = {
    ...order,
    lines,
    state,
    collectedAt: state === 'collected' ? now : order.collectedAt,
    handOvers: [
      ...order.handOvers,
      { commandId: input.commandId, at: now, by: caller._id, how: input.by, lines: wanted, undone: false },
    ],
    timeline: [
      ...order.timeline,
      { kind: 'collected', at: now, by: caller._id, commandId: input.commandId, inputHash: hash, fen: null },
    ],
  };
  return { ok: true, order: { ...next, dueAt: nextDueAt({ ...next, openCases: 0 }, settings) } };
}

function refuseByState(order: OrderDocument, now: number): Refusal | undefined {
  if (order.state === 'collected' || order.state === 'completed')
    return refuse('alreadyCollected', { when: whenWords(order.collectedAt ?? now, now) });
  if (order.state === 'arrived' || order.lines.some((line) => line.arrivedAt !== null && !isFullyCollected(line)))
    return undefined;
  return order.state === 'confirmed' ? refuse('notArrived') : refuse('wrongState', { state: order.state });
}

const waitingUnits = (lines: readonly OrderLine[]): { sku: string; units: number }[] =>
  lines
    .filter((line) => line.arrivedAt !== null && uncollectedUnits(line) > 0)
    .map((line) => ({ sku: line.sku, units: uncollectedUnits(line) }));
