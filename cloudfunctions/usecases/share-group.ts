import { groupStateAt, missingToThreshold } from '../core/group/group-rules';
import { invariant } from '../core/invariant';
import { shortCode } from '../core/share/short-code';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { GroupDocument } from './documents';
import { getPoint } from './merchants';
import { cardOf } from './views/group-card';
import { factsOf, progressCounts, readGroupFacts, type GroupFacts } from './views/group-facts';
import { shareTitle, thresholdWords, whenWords } from './views/words';

const CODE_BYTES = 8;
const TRIES = 5;

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
    codeOf(context, groupId),
  ]);
  // The price is the one for everybody: a card is read by others, whose own tier may be lower than the sharer's.
  const { priceFen, picture } = cardOf(group, facts, now, 'basic');
  const standing = standingWords(group, facts, now);
  return done({
    code,
    path: `/pages/group/index?g=${groupId}&s=${code}`,
    title: shareTitle({ point: point.name, goods: group.title, priceFen, standing }),
    picture,
  });
}

function standingWords(group: GroupDocument, { progress }: GroupFacts, now: number): string {
  const state = groupStateAt(group, now);
  if (state === 'scheduled') return `${whenWords(group.opensAt, now)} 开团`;
  if (state !== 'open') return '';
  return thresholdWords(group.threshold, missingToThreshold(group.threshold, progressCounts(progress)));
}

/** One code for a member and group: the one that is there, or a new one. */
async function codeOf({ ports, now, caller }: MemberContext, groupId: string): Promise<string> {
  const { store, ids } = ports;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const [known] = await store.find('shareCodes', { where: { memberId: caller._id, groupId }, limit: 1 });
    if (known) return known._id;
    const code = shortCode(ids.bytes(CODE_BYTES));
    if (await store.insert('shareCodes', { _id: code, v: 1, memberId: caller._id, groupId, createdAt: now }))
      return code;
  }
  invariant(false, `no share code could be made for group ${groupId}`);
}
