import type { Instant } from '../../src/contract/time';
import type { NoticeDocument, OrderDocument } from './documents';

/** A message for the member of an order: its id is the event, so that each is told once. The job sends it. */
export const notice = (
  order: OrderDocument,
  kind: NoticeDocument['kind'],
  now: Instant,
  what = '',
): NoticeDocument => ({
  _id: `${kind}:${order._id}${what}`,
  v: 1,
  rev: 0,
  memberId: order.memberId,
  merchantId: order.merchantId,
  kind,
  orderId: order._id,
  page: null,
  data: { goods: order.lines.map((line) => `${line.name}×${line.units}`).join('，') },
  createdAt: now,
  state: 'waiting',
  attempts: 0,
  dueAt: now,
});
