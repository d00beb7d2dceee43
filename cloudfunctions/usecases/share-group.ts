import { groupStateAt, missingToThreshold } from '../core/group/group-rules';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { GroupDocument } from './documents';
import { getPoint } from './merchants';
import { shareCodeOf } from './share-code';
import { cardOf } from './views/group-card';
import { factsOf, progressCounts, readGroupFacts, type GroupFacts } from './views/group-facts';
import { shareTitle, thresholdWords, whenWords } from './views/words';

/** What a card or poster needs to tell neighbours about a group, with the sharer's own short code (rulebook section 8). */
export async function shareGroup(
  context: MemberContext,
  { groupId }: ParsedInput<'shareGroup'>,
): Promise<Outcome<CallOutput<'shareGroup'>>> {
  const { ports, now, caller } = context;
  const group = await ports.store.get('groups', groupId);
  if (!group) return refuse('notFound');
  if (!mayCall('shareGroup', caller, group)) return refuse('forbidden');
  const [point, facts, code] = await Promise.all([
    getPoint(ports.store, group.pointId),
    readGroupFacts(ports, [group]).then((all) => factsOf(all, group)),
    shareCodeOf(context, groupId),
  ]);
  // The price is the one for everybody: a card is read by others, whose own tier may be lower than the sharer's.
  const card = cardOf(group, facts, now, 'basic');
  const standing = standingWords(group, facts, now);
  return done({
    now,
    code,
    path: `/pages/group/index?g=${groupId}&s=${code}`,
    title: shareTitle({ point: point.name, goods: group.title, priceFen: card.priceFen, standing }),
    picture: card.picture,
    card,
    pointName: point.name,
    leader: { name: point.leaderName, avatar: point.leaderAvatar },
  });
}

function standingWords(group: GroupDocument, { progress }: GroupFacts, now: number): string {
  const state = groupStateAt(group, now);
  if (state === 'scheduled') return `${whenWords(group.opensAt, now)} 开团`;
  if (state !== 'open') return '';
  return thresholdWords(group.threshold, missingToThreshold(group.threshold, progressCounts(progress)));
}
