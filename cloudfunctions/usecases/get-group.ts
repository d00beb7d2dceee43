import type { CallOutput, Context, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { groupDetailView } from './views/group-detail';

/** A group as whoever calls may see it. */
export async function getGroup(
  context: Context,
  { groupId }: ParsedInput<'getGroup'>,
): Promise<Outcome<CallOutput<'getGroup'>>> {
  const group = await context.ports.store.get('groups', groupId);
  if (!group) return refuse('notFound');
  if (!mayCall('getGroup', context.caller, group)) return refuse('forbidden');
  return done(await groupDetailView(context, group));
}
