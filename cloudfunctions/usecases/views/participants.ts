import type { Participant } from '../../../src/contract/views';
import { refundableUnits } from '../../core/refund/refund-line';
import { actorsOf, type Context } from '../context';
import type { GroupDocument, OrderDocument, ProgressDocument } from '../documents';
import { readAll } from './read-all';
import { readById } from './read-by-id';
import { goodsWords, maskName } from './words';

const MOST_ORDERS = 500;

/**
 * Rows of the 接龙, newest first: `size` households from the number `from` down to the first who joined. A household's
 * number is its place among those who have a paid order, so it moves up when one before it leaves. Names are masked for
 * everybody but the group's leader.
 */
export async function participantRows(
  { ports: { store }, caller }: Context,
  group: GroupDocument,
  progress: ProgressDocument,
  from: number,
  size: number,
): Promise<Participant[]> {
  const last = Math.min(from, progress.members.length);
  const shown = progress.members.slice(Math.max(0, last - size), Math.max(0, last));
  if (shown.length === 0) return [];
  const leads = actorsOf(caller, { leaderId: group.leaderId }).has('leader');
  const [members, orders] = await Promise.all([
    readById(store, 'members', shown),
    readAll(store, 'orders', { groupId: group._id, memberId: { in: shown } }, MOST_ORDERS),
  ]);
  const rows = shown.map((memberId, index): Participant | undefined => {
    const paid = orders.filter((order) => order.memberId === memberId && isPaid(order));
    const member = members.get(memberId);
    if (member === undefined || paid.length === 0) return undefined;
    return {
      number: last - shown.length + index + 1,
      name: leads ? member.nickname : maskName(member.nickname),
      avatar: member.avatar,
      what: whatOf(paid),
      at: Math.min(...paid.map((order) => order.paidAt ?? order.placedAt)),
    };
  });
  return rows.filter((row) => row !== undefined).reverse();
}

const isPaid = (order: OrderDocument): boolean => order.paidAt !== null && order.state !== 'cancelled';

/** What the household has; in a group that failed or was cancelled, where nothing is left, what it had. */
function whatOf(orders: readonly OrderDocument[]): string {
  const lines = orders.flatMap((order) => order.lines);
  const kept = goodsWords(lines.map((line) => ({ ...line, units: refundableUnits(line) })));
  return kept === '' ? goodsWords(lines) : kept;
}
