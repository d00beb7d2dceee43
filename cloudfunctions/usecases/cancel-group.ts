import { mayCancelByLeader, mayCancelByMerchant } from '../core/group/group-rules';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { actorsOf, done, mayCall, refuse } from './context';
import { groupProgressNow } from './group-progress';
import { groupDetailView } from './views/group-detail';

/** Cancels a group before it closes: the merchant at any time, its leader while nobody has paid (rulebook section 3). */
export async function cancelGroup(
  context: MemberContext,
  input: ParsedInput<'cancelGroup'>,
): Promise<Outcome<CallOutput<'cancelGroup'>>> {
  const { ports, caller, now } = context;
  const group = await ports.store.get('groups', input.groupId);
  if (!group) return refuse('notFound');
  if (!mayCall('cancelGroup', caller, group)) return refuse('forbidden');
  if (group.state === 'cancelled') return done(await groupDetailView(context, group));
  const actors = actorsOf(caller, group);
  const byMerchant = actors.has('owner') || actors.has('operator');
  const paid = (await groupProgressNow(ports.store, group._id)).orders.filter((order) => order.state === 'paid').length;
  const allowed = byMerchant ? mayCancelByMerchant(group, now) : mayCancelByLeader(group, paid, now);
  if (!allowed.ok)
    return allowed.code === 'hasPaidOrders' ? refuse('hasPaidOrders', { count: paid }) : refuse('wrongState');
  const cancelled = { ...group, state: 'cancelled' as const, closedAt: now, dueAt: now };
  if (!(await ports.store.replace('groups', cancelled))) return refuse('changedMeanwhile');
  return done(await groupDetailView(context, cancelled));
}
