import type { GroupState } from '../../src/contract/group';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, refuse } from './context';
import type { GroupDocument } from './documents';
import { leadingOf } from './leading';
import { leaderGroups } from './views/leader-groups';

type Input = ParsedInput<'listLeaderGroups'>;

const STATES: Readonly<Record<Input['filter'], readonly GroupState[]>> = {
  open: ['scheduled', 'open', 'closing'],
  waiting: ['formed', 'arrived'],
  done: ['failed', 'finished', 'cancelled'],
};
const PAGE = 10;
/** Groups of one campaign calendar close at the same instant; this many may, and the list still goes on exactly. */
const MOST_AT_ONCE = 50;

/** The caller's groups, the last to close first. */
export async function listLeaderGroups(
  context: MemberContext,
  { merchantId, filter, cursor }: Input,
): Promise<Outcome<CallOutput<'listLeaderGroups'>>> {
  const found = await leadingOf(context, 'listLeaderGroups', merchantId);
  if (!found.ok) return found;
  const after = cursor === undefined ? undefined : readCursor(cursor);
  if (after === null) return refuse('badRequest', { reason: '翻页位置不对' });
  const groups = await context.ports.store.find('groups', {
    where: {
      leaderId: context.caller._id,
      ...(after ? { closesAt: { lte: after.closesAt } } : {}),
      merchantId: found.leading.merchant._id,
      state: { in: STATES[filter] },
    },
    sort: [['closesAt', -1]],
    limit: PAGE + MOST_AT_ONCE,
  });
  const rest = groups.sort(byClose).filter((group) => !after || byClose(after, group) < 0);
  const page = rest.slice(0, PAGE);
  const last = rest.length > PAGE ? page.at(-1) : undefined;
  return done({
    now: context.now,
    rows: await leaderGroups(context, page),
    cursor: last ? `${last.closesAt},${last._id}` : null,
  });
}

type Place = Pick<GroupDocument, 'closesAt' | '_id'>;

/** Later closes first; among those at the same instant, in the order of their ids. */
const byClose = (a: Place, b: Place): number => b.closesAt - a.closesAt || (a._id < b._id ? -1 : a._id > b._id ? 1 : 0);

/** null: it is no cursor of this list. */
function readCursor(cursor: string): Place | null {
  const match = /^(\d{1,15}),(.+)$/.exec(cursor);
  return match?.[1] === undefined || match[2] === undefined ? null : { closesAt: Number(match[1]), _id: match[2] };
}
