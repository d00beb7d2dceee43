import { ZERO_POINTS } from '../../src/contract/points';
import type { Instant } from '../../src/contract/time';
import type { CanonicalValue } from '../core/canonical';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { derivedId, inputHash } from './derived-id';
import type { RewardDocument } from './documents';
import { sortKey } from './sort-key';
import { rewardView } from './views/reward-view';

type Input = ParsedInput<'saveReward'>;
type Saved = Outcome<CallOutput<'saveReward'>>;

/** Whoever redeems it meanwhile raises its revision; then it is read and saved again. */
const TRIES = 8;
/** Commands that a repeat still finds. */
const SAVES_KEPT = 20;

/** A merchant offers something for points, or changes what it offers (rulebook section 9). */
export async function saveReward(context: MemberContext, input: Input): Promise<Saved> {
  if (!mayCall('saveReward', context.caller, { merchantId: input.merchantId })) return refuse('forbidden');
  const save = { commandId: input.commandId, hash: hashOf(input) };
  return input.rewardId === null ? create(context, input, save) : change(context, input, input.rewardId, save);
}

type Save = RewardDocument['saves'][number];

/** The command's content in plain values: amounts are numbers on the wire. */
const hashOf = ({ commandId: _, ...content }: Input): string =>
  inputHash(JSON.parse(JSON.stringify(content)) as CanonicalValue);

async function create({ ports, caller, now }: MemberContext, input: Input, save: Save): Promise<Saved> {
  const _id = derivedId('g', caller._id, input.commandId);
  const reward: RewardDocument = {
    _id,
    v: 1,
    rev: 1,
    merchantId: input.merchantId,
    key: sortKey(now, _id),
    ...contentOf(input),
    taken: 0,
    createdAt: now,
    saves: [save],
    applied: [],
  };
  const inserted = await ports.store.insert('rewards', reward);
  const stored = inserted ? reward : await ports.store.get('rewards', _id);
  return stored ? answer(stored, save, now) : refuse('changedMeanwhile');
}

async function change({ ports, now }: MemberContext, input: Input, rewardId: string, save: Save): Promise<Saved> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const reward = await ports.store.get('rewards', rewardId);
    if (reward?.merchantId !== input.merchantId) return refuse('notFound');
    if (reward.saves.some(({ commandId }) => commandId === save.commandId)) return answer(reward, save, now);
    if (reward.what.kind !== input.what.kind) return refuse('badRequest', { reason: '券和实物不能互换，另建一个' });
    const saved = { ...reward, ...contentOf(input), saves: [...reward.saves, save].slice(-SAVES_KEPT) };
    if (await ports.store.replace('rewards', saved)) return answer(saved, save, now);
  }
  return refuse('changedMeanwhile');
}

/** A repeat is answered with the reward as it is now; one with other content is refused. */
function answer(reward: RewardDocument, save: Save, now: Instant): Saved {
  const before = reward.saves.find(({ commandId }) => commandId === save.commandId);
  if (before?.hash !== save.hash) return refuse('commandReused');
  return done({ now, reward: rewardView(reward, ZERO_POINTS, 0) });
}

const contentOf = (
  input: Input,
): Pick<RewardDocument, 'name' | 'summary' | 'what' | 'points' | 'stock' | 'limitPerMember' | 'active'> => ({
  name: input.name,
  summary: input.summary,
  what: whatOf(input.what),
  points: input.points,
  stock: input.stock,
  limitPerMember: input.limitPerMember,
  active: input.active,
});

/** A coupon of the points shop is good for all of the merchant's goods. */
function whatOf(what: Input['what']): RewardDocument['what'] {
  if (what.kind === 'goods') return { kind: 'goods', picture: what.picture, plate: what.plate };
  return { kind: 'coupon', terms: { ...what.terms, skus: null }, days: what.days };
}
