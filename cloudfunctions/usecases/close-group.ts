import { mayCloseEarly } from '../core/group/group-rules';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { groupProgressNow } from './group-progress';
import { groupDetailView } from './views/group-detail';

/** A leader closes an open group early, once its threshold is reached (rulebook section 3). */
export async function closeGroup(
  context: MemberContext,
  input: ParsedInput<'closeGroup'>,
): Promise<Outcome<CallOutput<'closeGroup'>>> {
  const { ports, caller, now } = context;
  const group = await ports.store.get('groups', input.groupId);
  if (!group) return refuse('notFound');
  if (!mayCall('closeGroup', caller, group)) return refuse('forbidden');
  const allowed = mayCloseEarly(group, (await groupProgressNow(ports.store, group._id)).progress, now);
  if (!allowed.ok) return refuse(allowed.code === 'thresholdNotReached' ? 'thresholdNotReached' : 'wrongState');
  const closing = { ...group, state: 'closing' as const, closedAt: now, dueAt: now };
  if (!(await ports.store.replace('groups', closing))) return refuse('changedMeanwhile');
  return done(await groupDetailView(context, closing));
}
