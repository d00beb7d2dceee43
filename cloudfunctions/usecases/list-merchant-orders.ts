import { addFen, ZERO_FEN } from '../../src/contract/money';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { OrderDocument, PointDocument } from './documents';
import { before, keyedPage, PAGE_ROWS } from './views/keyed-page';
import { readById, theOne } from './views/read-by-id';
import { goodsWords } from './views/words';

type Row = CallOutput<'listMerchantOrders'>['rows'][number];

/** A merchant's orders, the newest first. */
export async function listMerchantOrders(
  { ports, now, caller }: MemberContext,
  { merchantId, filter, cursor }: ParsedInput<'listMerchantOrders'>,
): Promise<Outcome<CallOutput<'listMerchantOrders'>>> {
  if (!mayCall('listMerchantOrders', caller, { merchantId })) return refuse('forbidden');
  const orders = await ports.store.find('orders', {
    where: { merchantId, ...(filter === 'all' ? {} : { state: filter }), ...before(cursor) },
    sort: [['key', -1]],
    limit: PAGE_ROWS + 1,
  });
  const page = keyedPage<OrderDocument>(orders);
  const points = await readById(
    ports.store,
    'points',
    page.rows.map(({ pointId }) => pointId),
  );
  return done({
    now,
    rows: page.rows.map((order) => rowOf(order, theOne(points, order.pointId))),
    cursor: page.cursor,
  });
}

const rowOf = (order: OrderDocument, point: PointDocument): Row => ({
  orderId: order._id,
  groupId: order.groupId,
  state: order.state,
  name: order.person.name,
  what: goodsWords(order.lines),
  payFen: order.payFen,
  refundedFen: order.paidAt === null ? ZERO_FEN : addFen(...order.lines.map(({ givenBackFen }) => givenBackFen)),
  pointName: point.name,
  leaderName: point.leaderName,
  placedAt: order.placedAt,
});
