import { arriveOrders } from './arrive-orders';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { GroupDocument } from './documents';

/** Goods of a formed group are at the pickup point: all of them, or the skus named (rulebook section 3). */
export async function markArrived(
  context: MemberContext,
  input: ParsedInput<'markArrived'>,
): Promise<Outcome<CallOutput<'markArrived'>>> {
  const { ports, caller, now } = context;
  const group = await ports.store.get('groups', input.groupId);
  if (!group) return refuse('notFound');
  if (!mayCall('markArrived', caller, group)) return refuse('forbidden');
  if (group.state !== 'formed' && group.state !== 'arrived') return refuse('wrongState', { state: group.state });
  const skus = input.skus ?? group.items.map((item) => item.sku);
  const unknown = skus.find((sku) => !group.items.some((item) => item.sku === sku));
  if (unknown !== undefined) return refuse('unknownSku', { sku: unknown });
  const arrivals = { ...group.arrivals };
  for (const sku of skus) arrivals[sku] ??= now;
  const complete = group.items.every((item) => arrivals[item.sku] !== undefined);
  // Confirming comes before arriving; what is not confirmed yet the job brings up to date a minute later.
  const arrived: GroupDocument = { ...group, arrivals, state: complete ? 'arrived' : 'formed', dueAt: now };
  if (!(await ports.store.replace('groups', arrived))) return refuse('changedMeanwhile');
  return done({ groupId: group._id, orders: await arriveOrders(ports, arrived, now) });
}
