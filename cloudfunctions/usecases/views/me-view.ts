import type { Me } from '../../../src/contract/views';
import type { Context } from '../context';
import type { MemberDocument } from '../documents';
import type { Ports } from '../ports';
import { pointView } from './point-view';
import { readById } from './read-by-id';

/** Orders that wait for their member: to be paid, or to be picked up. */
export const badgeOf = ({ store }: Pick<Ports, 'store'>, memberId: string): Promise<number> =>
  store.count('orders', { memberId, state: { in: ['unpaid', 'arrived'] } });

/** A member as they see themselves. */
export async function meView({ ports, now }: Pick<Context, 'ports' | 'now'>, member: MemberDocument): Promise<Me> {
  const { store } = ports;
  const pointIds = [
    ...member.leads.map(({ pointId }) => pointId),
    ...(member.pointId === null ? [] : [member.pointId]),
  ];
  const [merchants, points, badge] = await Promise.all([
    readById(
      store,
      'merchants',
      [...member.leads, ...member.staffOf].map(({ merchantId }) => merchantId),
    ),
    readById(store, 'points', pointIds),
    badgeOf(ports, member._id),
  ]);
  const point = member.pointId === null ? undefined : points.get(member.pointId);
  const nameOf = (merchantId: string): string => merchants.get(merchantId)?.name ?? '';
  return {
    now,
    memberId: member._id,
    nickname: member.nickname,
    avatar: member.avatar,
    since: member.createdAt,
    point: point ? await pointView(ports, now, point) : null,
    person: member.person,
    leads: member.leads.map(({ merchantId, pointId, state }) => ({
      merchantId,
      merchantName: nameOf(merchantId),
      pointId,
      pointName: points.get(pointId)?.name ?? '',
      state,
    })),
    staffOf: member.staffOf.map(({ merchantId, role }) => ({ merchantId, merchantName: nameOf(merchantId), role })),
    badge,
  };
}
