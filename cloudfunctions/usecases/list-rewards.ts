import { comparePoints } from '../../src/contract/points';
import { available } from '../core/points/lots';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { membershipId, newMembership, pointsStateOf } from './memberships';
import { rewardCountId } from './reward-counts';
import { merchantFor } from './views/merchant-for';
import { rewardView } from './views/reward-view';

const MOST_REWARDS = 100;

/** The points shop of a merchant, the cheapest first. Who cares for its goods also sees what is not on offer. */
export async function listRewards(
  context: MemberContext,
  input: ParsedInput<'listRewards'>,
): Promise<Outcome<CallOutput<'listRewards'>>> {
  const { ports, now, caller } = context;
  const merchant = await merchantFor(context, input.merchantId);
  if (!merchant) return refuse('notFound');
  const merchantId = merchant._id;
  const [found, membership] = await Promise.all([
    ports.store.find('rewards', { where: { merchantId }, sort: [['key', -1]], limit: MOST_REWARDS }),
    ports.store.get('memberships', membershipId(merchantId, caller._id)),
  ]);
  const seesAll = mayCall('saveReward', caller, { merchantId });
  const rewards = found
    .filter(({ active }) => active || seesAll)
    .sort((a, b) => comparePoints(a.points, b.points) || (a.key < b.key ? 1 : -1));
  const counts = await ports.store.getMany(
    'rewardCounts',
    rewards.map(({ _id }) => rewardCountId(_id, caller._id)),
  );
  const redeemed = new Map(counts.map((count) => [count.rewardId, count.redeemed]));
  const points = available(pointsStateOf(membership ?? newMembership(merchantId, caller._id, now)), now);
  return done({
    now,
    merchantId,
    points,
    rewards: rewards.map((reward) => rewardView(reward, points, redeemed.get(reward._id) ?? 0)),
  });
}
