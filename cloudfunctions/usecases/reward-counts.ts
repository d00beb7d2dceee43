import type { RewardCountDocument } from './documents';
import type { Transaction } from './ports';

export const rewardCountId = (rewardId: string, memberId: string): string => `${rewardId}:${memberId}`;

/** How often a member redeemed a reward, in a transaction; or that they never did, about to be stored. */
export async function rewardCountIn(
  transaction: Transaction,
  rewardId: string,
  memberId: string,
): Promise<RewardCountDocument> {
  const _id = rewardCountId(rewardId, memberId);
  return (await transaction.get('rewardCounts', _id)) ?? { _id, v: 1, rev: 0, rewardId, memberId, redeemed: 0 };
}
