import type { CallOutput, Context, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { newProgress } from './follow-up-order';
import { PAGE_ROWS } from './views/keyed-page';
import { participantRows } from './views/participants';

/** The 接龙 of a group, newest first. The cursor is the number that the next page begins with. */
export async function listParticipants(
  context: Context,
  { groupId, cursor }: ParsedInput<'listParticipants'>,
): Promise<Outcome<CallOutput<'listParticipants'>>> {
  const { ports, now, caller } = context;
  const [group, found] = await Promise.all([ports.store.get('groups', groupId), ports.store.get('progress', groupId)]);
  if (!group) return refuse('notFound');
  if (!mayCall('listParticipants', caller, group)) return refuse('forbidden');
  const progress = found ?? newProgress(groupId, group.merchantId);
  const from = cursor === undefined ? progress.members.length : Number(cursor);
  if (!Number.isSafeInteger(from) || from < 0) return refuse('badRequest', { reason: '翻页位置不对' });
  const rows = await participantRows(context, group, progress, from, PAGE_ROWS);
  const next = Math.min(from, progress.members.length) - PAGE_ROWS;
  return done({ now, rows, cursor: next > 0 ? String(next) : null });
}
