import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { PointDocument } from './documents';
import { redemptionBehind } from './hand-over-redemption';
import { waitsForPickup } from './views/order-view';
import { pickupRow } from './views/pickup-row';
import { whenWords } from './views/words';

const MOST_POINTS = 200;

/** The order behind a pickup code, typed or scanned by the leader of the point. */
export async function findPickup(
  { ports, now, caller }: MemberContext,
  { pointId, code }: ParsedInput<'findPickup'>,
): Promise<Outcome<CallOutput<'findPickup'>>> {
  const { store } = ports;
  const point = await store.get('points', pointId);
  if (!point) return refuse('notFound');
  if (!mayCall('findPickup', caller, point)) return refuse('forbidden');
  const reserved = await store.get('pickupCodes', pickupCodeId(pointId, code));
  const order = reserved && (await store.get('orders', reserved.orderId));
  if (!order) return (await fromPointsShop(ports, pointId, code)) ?? elsewhere(ports, point, code);
  if (waitsForPickup(order)) return done(pickupRow(order, now));
  if (order.state === 'collected' || order.state === 'completed')
    return refuse('alreadyCollected', { when: whenWords(order.collectedAt ?? now, now), orderId: order._id });
  return refuse('wrongCode');
}

const pickupCodeId = (pointId: string, code: string): string => `${pointId}:${code}`;

/** Goods from the points shop have codes of their own: whoever typed one is told what and whose it is. */
async function fromPointsShop({ store }: MemberContext['ports'], pointId: string, code: string) {
  const redemption = await redemptionBehind(store, pointId, code);
  if (redemption?.state !== 'waiting') return undefined;
  const member = await store.get('members', redemption.memberId);
  return refuse('rewardCode', { name: redemption.name, who: member?.person?.name ?? member?.nickname ?? '邻居' });
}

/** A neighbour at the wrong door of the same merchant is told which one is right. */
async function elsewhere(
  { store }: MemberContext['ports'],
  { _id, merchantId }: PointDocument,
  code: string,
): Promise<Extract<Outcome<never>, { ok: false }>> {
  const others = (await store.find('points', { where: { merchantId }, limit: MOST_POINTS })).filter(
    (point) => point._id !== _id,
  );
  const codes = await store.getMany(
    'pickupCodes',
    others.map((point) => pickupCodeId(point._id, code)),
  );
  const orders = await store.getMany(
    'orders',
    codes.map(({ orderId }) => orderId),
  );
  const right = others.find((point) => orders.some((order) => order.pointId === point._id && waitsForPickup(order)));
  return right ? refuse('otherPoint', { point: right.name }) : refuse('wrongCode');
}
