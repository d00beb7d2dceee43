import type { RewardTerms } from '../../../src/contract/order';
import { isZeroFen, subtractFen, ZERO_FEN } from '../../../src/contract/money';
import { ZERO_POINTS } from '../../../src/contract/points';
import { DAY_MS, type Instant } from '../../../src/contract/time';
import type { OrderDetail, OrderLineView, OrderSummary } from '../../../src/contract/views';
import { groupStateAt } from '../../core/group/group-rules';
import { invariant } from '../../core/invariant';
import { isFullyCollected, mayCancelByMember } from '../../core/order/order-rules';
import { isWhollyRefunded, keptFen, refundEverything } from '../../core/refund/refund-line';
import { rewards } from '../../core/reward/rewards';
import { multiplierFor } from '../../core/tier/tier';
import { actorsOf, type Context } from '../context';
import type { GroupDocument, MerchantDocument, OrderDocument, PointDocument, ProgressDocument } from '../documents';
import { newProgress } from '../follow-up-order';
import { membershipId } from '../memberships';
import { afterSaleView } from './after-sale-view';
import { progressCounts } from './group-facts';
import { readById, theOne } from './read-by-id';
import { refundView } from './refund-view';
import { maskPhone } from './words';

/** What an order's view needs besides the order. */
interface OrderFacts {
  group: GroupDocument;
  progress: ProgressDocument;
  point: PointDocument;
  merchant: MerchantDocument;
}

async function readOrderFacts({ ports }: Context, orders: readonly OrderDocument[]): Promise<Map<string, OrderFacts>> {
  const { store } = ports;
  const groupIds = orders.map(({ groupId }) => groupId);
  const [groups, progress, points, merchants] = await Promise.all([
    readById(store, 'groups', groupIds),
    readById(store, 'progress', groupIds),
    readById(
      store,
      'points',
      orders.map(({ pointId }) => pointId),
    ),
    readById(
      store,
      'merchants',
      orders.map(({ merchantId }) => merchantId),
    ),
  ]);
  return new Map(
    orders.map((order) => [
      order._id,
      {
        group: theOne(groups, order.groupId),
        progress: progress.get(order.groupId) ?? newProgress(order.groupId, order.merchantId),
        point: theOne(points, order.pointId),
        merchant: theOne(merchants, order.merchantId),
      },
    ]),
  );
}

/** Orders as a list shows them; four reads however many there are. */
export async function orderSummaryViews(context: Context, orders: readonly OrderDocument[]): Promise<OrderSummary[]> {
  const facts = await readOrderFacts(context, orders);
  return orders.map((order) => summaryOf(context, order, theOne(facts, order._id)));
}

export async function orderSummaryView(context: Context, order: OrderDocument): Promise<OrderSummary> {
  const [view] = await orderSummaryViews(context, [order]);
  invariant(view !== undefined, 'an order has a summary');
  return view;
}

/** The same of an order whose surroundings were just read. */
export const orderSummaryFrom = (context: Context, order: OrderDocument, facts: OrderFacts): OrderSummary =>
  summaryOf(context, order, facts);

function summaryOf(context: Context, order: OrderDocument, facts: OrderFacts): OrderSummary {
  const { group, point, progress } = facts;
  const [lng, lat] = point.location.coordinates;
  return {
    orderId: order._id,
    groupId: order.groupId,
    merchantId: order.merchantId,
    state: order.state,
    placedAt: order.placedAt,
    unpaidUntil: order.state === 'unpaid' ? order.unpaidUntil : null,
    payFen: order.payFen,
    keptFen: wasPaid(order) ? keptFen(order.lines) : ZERO_FEN,
    lines: order.lines.map(lineView),
    point: { pointId: point._id, name: point.name, address: point.address, hours: point.hours, lat, lng },
    leader: { leaderId: point.leaderId, name: point.leaderName, phone: point.leaderPhone },
    group: {
      state: groupStateAt(group, context.now),
      threshold: group.threshold,
      ...progressCounts(progress),
      closesAt: group.closesAt,
      arrivesAt: group.arrivesAt,
      pickupUntil: group.pickupUntil,
    },
    pickup: pickupView(context, order, facts),
  };
}

/** An order that was cancelled keeps nothing, even when a late payment came and went. */
const wasPaid = (order: OrderDocument): boolean => order.paidAt !== null && order.state !== 'cancelled';

function lineView(line: OrderDocument['lines'][number]): OrderLineView {
  return {
    sku: line.sku,
    name: line.name,
    spec: line.spec,
    picture: line.picture,
    plate: line.plate,
    units: line.units,
    unitPriceFen: line.unitPriceFen,
    finalPriceFen: line.finalPriceFen,
    netFen: line.netFen,
    refundedUnits: line.refundedUnits,
    givenBackFen: line.givenBackFen,
    collectedUnits: line.collectedUnits,
    state: lineState(line),
    windowEndsAt: line.windowEndsAt,
  };
}

function lineState(line: OrderDocument['lines'][number]): OrderLineView['state'] {
  if (isWhollyRefunded(line)) return 'refunded';
  if (line.arrivedAt === null) return 'waiting';
  if (isFullyCollected(line)) return 'collected';
  return line.collectedUnits > 0 ? 'partly' : 'arrived';
}

/** Whether something of an order lies at the pickup point and waits for its member. */
export const waitsForPickup = (order: OrderDocument): boolean =>
  (order.state === 'confirmed' || order.state === 'arrived') &&
  order.lines.some((line) => line.arrivedAt !== null && !isFullyCollected(line));

/** The code is shown to nobody but the order's member: who knows it can collect. */
function pickupView(
  { caller, now }: Context,
  order: OrderDocument,
  { group, merchant }: OrderFacts,
): OrderSummary['pickup'] {
  if (caller?._id !== order.memberId || order.pickupCode === null || !waitsForPickup(order)) return null;
  return { code: order.pickupCode, ...pickupDeadlines(order, group, merchant, now) };
}

/** Until when to come: the hours of the day while they last, then what is collected by itself in the end. */
function pickupDeadlines(
  order: OrderDocument,
  group: GroupDocument,
  merchant: MerchantDocument,
  now: Instant,
): { until: Instant; autoCollectAt: Instant } {
  const latestArrival = Math.max(...order.lines.map(({ arrivedAt }) => arrivedAt ?? 0));
  const autoCollectAt = latestArrival + merchant.settings.autoCollectDays * DAY_MS;
  return { until: group.pickupUntil > now ? group.pickupUntil : autoCollectAt, autoCollectAt };
}

/** An order with all that its page tells. */
export async function orderDetailView(context: Context, order: OrderDocument): Promise<OrderDetail> {
  const { ports, now, caller } = context;
  const [facts, refunds] = await Promise.all([
    readOrderFacts(context, [order]).then((all) => theOne(all, order._id)),
    ports.store.find('refunds', { where: { orderId: order._id }, limit: 100 }),
  ]);
  const own = caller?._id === order.memberId;
  const mayCancel = own && mayCancelByMember(order.state, groupStateAt(facts.group, now)).ok;
  return {
    now,
    order: summaryOf(context, order, facts),
    cost: {
      goodsFen: order.goodsFen,
      couponFen: order.couponFen,
      points: order.points,
      pointsFen: subtractFen(subtractFen(order.goodsFen, order.couponFen), order.payFen),
      payFen: order.payFen,
      units: order.lines.reduce((sum, { units }) => sum + units, 0),
    },
    refunds: refunds
      .sort((a, b) => a.createdAt - b.createdAt)
      .map((refund) => refundView(refund, order, { now, seesRequest: seesRequests(context, order) })),
    afterSale: afterSaleView(context, order),
    rewards: await rewardsOf(context, order, facts.merchant),
    person: { name: order.person.name, phone: own ? order.person.phone : maskPhone(order.person.phone) },
    note: order.note,
    timeline: order.timeline.slice(-100).map(({ kind, at, fen }) => ({ kind, at, fen })),
    mayCancel,
    cancelFen: mayCancel && wasPaid(order) ? refundEverything(order.lines).fen : ZERO_FEN,
  };
}

/** What is asked for is between the member and the merchant: the leader sees what was given back. */
function seesRequests({ caller }: Context, order: OrderDocument): boolean {
  const actors = actorsOf(caller, order);
  return actors.has('member') || actors.has('owner') || actors.has('operator') || actors.has('finance');
}

/** What the order brings its member: as posted, or as expected from what is kept of it until now. */
async function rewardsOf(
  context: Context,
  order: OrderDocument,
  merchant: MerchantDocument,
): Promise<OrderDetail['rewards']> {
  const terms = order.terms ?? (await presentTerms(context, order, merchant));
  const { tier, multiplierBps } = terms;
  const kept = order.state === 'cancelled' ? ZERO_FEN : keptFen(order.lines);
  if (isZeroFen(kept)) return { state: 'none', points: ZERO_POINTS, growth: 0, tier, multiplierBps };
  const { points, growth } = order.posted ?? rewards(order.lines, terms, 0);
  return { state: order.posted === null ? 'expected' : 'posted', points, growth, tier, multiplierBps };
}

/** Terms are stored with the payment; until then the member's present tier says what they would be. */
async function presentTerms(
  { ports, now }: Context,
  order: OrderDocument,
  { settings }: MerchantDocument,
): Promise<RewardTerms> {
  const membership = await ports.store.get('memberships', membershipId(order.merchantId, order.memberId));
  const tier = membership?.tier ?? 'basic';
  const multiplierBps = multiplierFor(settings, tier, now);
  return { programmeVersion: settings.programmeVersion, tier, multiplierBps, referral: null };
}
