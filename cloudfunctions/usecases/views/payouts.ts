import type { Payout } from '../../../src/contract/views';
import type { Context } from '../context';
import type { MemberDocument, WithdrawalDocument } from '../documents';
import { readById, theOne } from './read-by-id';
import { payoutView } from './withdrawal-view';

/** Withdrawals with who is paid: a leader by the name at the pickup point, an inviter by their own. */
export async function payouts(
  { ports: { store }, now }: Context,
  withdrawals: readonly WithdrawalDocument[],
): Promise<Payout[]> {
  const members = await readById(
    store,
    'members',
    withdrawals.map(({ memberId }) => memberId),
  );
  const pointOf = (withdrawal: WithdrawalDocument): string[] =>
    withdrawal.role === 'leader' ? pointIds(theOne(members, withdrawal.memberId), withdrawal.merchantId) : [];
  const points = await readById(store, 'points', withdrawals.flatMap(pointOf));
  return withdrawals.map((withdrawal) => {
    const [pointId] = pointOf(withdrawal);
    const point = pointId === undefined ? undefined : points.get(pointId);
    return payoutView(withdrawal, { member: theOne(members, withdrawal.memberId), point }, now);
  });
}

const pointIds = (member: MemberDocument, merchantId: string): string[] =>
  member.leads.filter((lead) => lead.merchantId === merchantId).map(({ pointId }) => pointId);
