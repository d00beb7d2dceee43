import { isZeroPoints, pointsToNumber, ZERO_POINTS } from '../../src/contract/points';
import { compareFen, fenToNumber, formatFen, isZeroFen, splitFen, type Fen } from '../../src/contract/money';
import type { OrderLine } from '../../src/contract/order';
import { MINUTE_MS, wallClock } from '../../src/contract/time';
import type { PickupPerson } from '../../src/contract/views';
import type { CampaignItem, Tier } from '../../src/contract/campaign';
import { mayPlace } from '../core/group/group-rules';
import { invariant } from '../core/invariant';
import { holdJournal } from '../core/ledger/journals';
import { hold } from '../core/points/lots';
import { unpaidUntil } from '../core/order/order-rules';
import { orderCost, type CostRefusal, type OrderCost, type PricedLine } from '../core/pricing/order-cost';
import { unitPrice } from '../core/pricing/price-tiers';
import { commissionRate } from '../core/reward/rewards';
import { earlyMinutes } from '../core/tier/tier';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { beginPayment } from './begin-payment';
import { derivedId, inputHash } from './derived-id';
import type {
  CouponDocument,
  GroupDocument,
  MerchantDocument,
  OrderDocument,
  PointDocument,
  ProgressDocument,
} from './documents';
import { newProgress } from './follow-up-order';
import { membershipId, newMembership, pointsStateOf, saveMembership, withPointsState } from './memberships';
import { holdLine, undoHold, type HoldRefusal } from './order-holds';
import { applyPayment, nothingToPay } from './apply-payment';
import { AlreadyExists, type Where } from './ports';
import { postInTurn } from './post-journal';
import { recentMerchant, recentPoint } from './recent';
import { sortKey } from './sort-key';
import { orderSummaryFrom, orderSummaryView } from './views/order-view';
import { plannedLine } from './views/planned-line';

type Input = ParsedInput<'placeOrder'>;
type Refusal = Extract<Outcome<never>, { ok: false }>;

/** When the job first asks the provider about an unpaid order, so that no payment depends on a callback. */
const FIRST_QUESTION_MS = 3 * MINUTE_MS;
const LOCK_TRIES = 4;

interface Plan {
  group: GroupDocument;
  merchant: MerchantDocument;
  point: PointDocument;
  progress: ProgressDocument;
  coupon: CouponDocument | undefined;
  cost: OrderCost;
}

/**
 * Places an order: the price of the moment, the coupon locked, the points held, the stock taken (rulebook sections 3 to
 * 5). Its id follows from the member and the command, so a repeat finds the first order.
 */
export async function placeOrder(context: MemberContext, input: Input): Promise<Outcome<CallOutput<'placeOrder'>>> {
  const { store } = context.ports;
  const orderId = derivedId('o', context.caller._id, input.commandId);
  const hash = hashOf(input);
  const before = await store.get('orders', orderId);
  if (before) return answer(context, await payNothing(context, before), hash);
  const planned = await plan(context, input, orderId);
  if (!planned.ok) return planned;
  const order = makeOrder(context, input, planned.plan, orderId, hash);
  const held = await takeHolds(context, order, planned.plan);
  if (held) return refuseUnlessPlaced(context, orderId, hash, held);
  const placed = await commit(context, order);
  if (!placed.ok) {
    await undoHolds(context, order, order.lines, order.couponId);
    return refuseUnlessPlaced(context, orderId, hash, placed);
  }
  await rememberPerson(context, order.person);
  if (placed.first && !isZeroFen(order.payFen))
    return done({
      order: orderSummaryFrom(context, order, planned.plan),
      payment: await beginPayment(context.ports, order, planned.plan.merchant),
    });
  const placedOrder = (await store.get('orders', orderId)) ?? order;
  return answer(context, await payNothing(context, placedOrder), hash);
}

/** The same command running twice at once: when the other run placed the order, this one is answered with it. */
async function refuseUnlessPlaced(
  context: MemberContext,
  orderId: string,
  hash: string,
  refusal: Refusal,
): Promise<Outcome<CallOutput<'placeOrder'>>> {
  const order = await context.ports.store.get('orders', orderId);
  return order ? answer(context, await payNothing(context, order), hash) : refusal;
}

/** An order that costs nothing is paid without a payment (rulebook section 5). */
async function payNothing({ ports, now }: MemberContext, order: OrderDocument): Promise<OrderDocument> {
  if (order.state !== 'unpaid' || !isZeroFen(order.payFen)) return order;
  await applyPayment(ports, now, nothingToPay(order));
  return (await ports.store.get('orders', order._id)) ?? order;
}

/** Who picks up is filled in next time. */
async function rememberPerson({ ports, caller }: MemberContext, person: PickupPerson): Promise<void> {
  if (caller.person?.name === person.name && caller.person.phone === person.phone) return;
  await ports.store.update('members', caller._id, {}, { set: { person }, increment: { rev: 1 } });
}

const hashOf = (input: Input): string =>
  inputHash({
    groupId: input.groupId,
    lines: input.lines.map(({ sku, units }) => ({ sku, units })),
    couponId: input.couponId,
    points: pointsToNumber(input.points),
    person: input.person,
    note: input.note,
  });

/** What the order is answered with, the first time and every time after. */
async function answer(
  context: MemberContext,
  order: OrderDocument,
  hash: string,
): Promise<Outcome<CallOutput<'placeOrder'>>> {
  if (order.inputHash !== hash) return refuse('commandReused');
  const payment =
    order.state === 'unpaid' && context.now < order.unpaidUntil
      ? await beginPayment(
          context.ports,
          order,
          await recentMerchant(context.ports.store, order.merchantId, context.now),
        )
      : null;
  return done({ order: await orderSummaryView(context, order), payment });
}

async function plan(
  context: MemberContext,
  input: Input,
  orderId: string,
): Promise<{ ok: true; plan: Plan } | Refusal> {
  const { store } = context.ports;
  const group = await store.get('groups', input.groupId);
  if (!group) return refuse('notFound');
  if (!mayCall('placeOrder', context.caller, { leaderId: group.leaderId, merchantId: group.merchantId }))
    return refuse('forbidden');
  const [merchant, point, tier, found] = await Promise.all([
    recentMerchant(store, group.merchantId, context.now),
    recentPoint(store, group.pointId, context.now),
    tierThatMatters(context, group, input),
    store.get('progress', group._id),
  ]);
  const progress = found ?? newProgress(group._id, group.merchantId);
  const allowed = mayPlace(group, context.now, earlyMinutes(merchant.settings, tier));
  if (!allowed.ok)
    return allowed.code === 'notOpenYet'
      ? refuse('notOpenYet', { opens: clockWords(allowed.opensAt), opensAt: allowed.opensAt })
      : refuse('groupClosed', { state: allowed.state });
  const priced = priceLines(group, input, tier, progress.units);
  if (!priced.ok) return priced;
  const coupon = await findCoupon(context, input, group, orderId);
  if (!coupon.ok) return coupon;
  const cost = orderCost({
    settings: merchant.settings,
    lines: priced.lines,
    coupon: coupon.coupon?.terms ?? null,
    points: input.points,
  });
  if (!cost.ok) return costRefusal(cost);
  return { ok: true, plan: { group, merchant, point, progress, coupon: coupon.coupon, cost } };
}

/** The caller's tier, read only where it makes a difference: before the opening, or where a member price is wanted. */
async function tierThatMatters(
  { ports, now, caller }: MemberContext,
  group: GroupDocument,
  input: Input,
): Promise<Tier> {
  const wanted = group.items.filter(({ sku }) => input.lines.some((line) => line.sku === sku));
  const matters =
    now < group.opensAt || wanted.some(({ memberPricesFen = {} }) => Object.keys(memberPricesFen).length > 0);
  const id = membershipId(group.merchantId, caller._id);
  const membership = matters ? await ports.store.get('memberships', id) : undefined;
  return (membership ?? newMembership(group.merchantId, caller._id, now)).tier;
}

function clockWords(at: number): string {
  const { month, date, hour, minute } = wallClock(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(month)}-${two(date)} ${two(hour)}:${two(minute)}`;
}

function priceLines(
  group: GroupDocument,
  input: Input,
  tier: Tier,
  units: Record<string, number>,
): { ok: true; lines: PricedLine[] } | Refusal {
  const lines: PricedLine[] = [];
  const changed: { sku: string; name: string; old: Fen; new: Fen }[] = [];
  for (const wanted of input.lines) {
    const item = group.items.find(({ sku }) => sku === wanted.sku);
    if (!item || lines.some(({ sku }) => sku === wanted.sku)) return refuse('unknownSku', { sku: wanted.sku });
    const unitPriceFen = unitPrice(item, units[item.sku] ?? 0, tier);
    if (compareFen(unitPriceFen, wanted.seenPriceFen) !== 0)
      changed.push({ sku: item.sku, name: item.name, old: wanted.seenPriceFen, new: unitPriceFen });
    lines.push({ sku: item.sku, units: wanted.units, unitPriceFen });
  }
  const [first] = changed;
  if (!first) return { ok: true, lines };
  const inFen = changed.map((each) => ({ ...each, old: fenToNumber(each.old), new: fenToNumber(each.new) }));
  return refuse('priceChanged', { name: first.name, old: bare(first.old), new: bare(first.new), lines: inFen });
}

/** An amount without its sign of currency, for sentences that bring their own. */
function bare(amount: Fen): string {
  const { yuan, cents } = splitFen(amount);
  return `${yuan}.${cents}`;
}

async function findCoupon(
  context: MemberContext,
  input: Input,
  group: GroupDocument,
  orderId: string,
): Promise<{ ok: true; coupon: CouponDocument | undefined } | Refusal> {
  if (input.couponId === null) return { ok: true, coupon: undefined };
  const coupon = await context.ports.store.get('coupons', input.couponId);
  const mine = coupon?.memberId === context.caller._id && coupon.merchantId === group.merchantId;
  if (!coupon || !mine) return refuse('couponGone', { reason: '找不到这张券' });
  // Locked for this very order: the first attempt of this command ended after it locked the coupon.
  if (coupon.state !== 'usable' && coupon.orderId !== orderId)
    return refuse('couponGone', { reason: coupon.state === 'used' ? '已经用过' : '已用在另一单上' });
  if (coupon.expiresAt <= context.now) return refuse('couponGone', { reason: '已过期' });
  return { ok: true, coupon };
}

function costRefusal(refusal: CostRefusal): Refusal {
  switch (refusal.code) {
    case 'underThreshold':
      return refuse('couponGone', { reason: `还差 ${formatFen(refusal.missingFen)}` });
    case 'nothingInScope':
      return refuse('couponGone', { reason: '这些商品不适用' });
    case 'pointsNotInSteps':
      return refuse('pointsNotInSteps', { step: refusal.step });
    case 'tooManyPoints':
      return refuse('tooManyPoints', { most: pointsToNumber(refusal.max) });
  }
}

function makeOrder(
  context: MemberContext,
  input: Input,
  { group, merchant, point, cost }: Plan,
  orderId: string,
  hash: string,
): OrderDocument {
  const { caller, now } = context;
  const until = unpaidUntil(now, merchant.settings);
  return {
    _id: orderId,
    v: 1,
    rev: 0,
    merchantId: group.merchantId,
    groupId: group._id,
    campaignId: group.campaignId,
    leaderId: group.leaderId,
    pointId: group.pointId,
    memberId: caller._id,
    key: sortKey(now, orderId),
    openid: caller.openid,
    inputHash: hash,
    state: 'unpaid',
    lines: cost.lines.map((line) => orderLine(itemOf(group, line.sku), line, merchant, point)),
    goodsFen: cost.goodsFen,
    couponFen: cost.couponFen,
    couponId: input.couponId,
    points: cost.points,
    lots: [],
    payFen: cost.payFen,
    person: input.person,
    note: input.note,
    placedAt: now,
    unpaidUntil: until,
    paidAt: null,
    transactionId: null,
    itemBps: Object.fromEntries(cost.lines.map(({ sku }) => [sku, itemOf(group, sku).commissionBps])),
    inviter: caller.inviterId === null ? null : { id: caller.inviterId, boundAt: caller.createdAt },
    terms: null,
    referralLimit: null,
    posted: null,
    rewardedFen: null,
    openCases: [],
    refundCount: 0,
    confirmedAt: null,
    arrivedAt: null,
    collectedAt: null,
    completedAt: null,
    pickupCode: null,
    handOvers: [],
    timeline: [{ kind: 'placed', at: now, by: caller._id, commandId: input.commandId, fen: cost.payFen }],
    via: context.shareCode ?? null,
    dueAt: Math.min(now + FIRST_QUESTION_MS, until),
    followUpAt: null,
    counted: false,
  };
}

function itemOf(group: GroupDocument, sku: string): CampaignItem {
  const item = group.items.find((each) => each.sku === sku);
  invariant(item !== undefined, `group ${group._id} has no ${sku}`);
  return item;
}

/** Commission rates are looked at once more when it is paid. */
const orderLine = (
  item: CampaignItem,
  cost: OrderCost['lines'][number],
  merchant: MerchantDocument,
  point: PointDocument,
): OrderLine => ({
  ...plannedLine(item, cost),
  commissionBps: commissionRate(merchant.settings, item.commissionBps, point.commissionBps),
});

/** Takes stock, limits and the coupon before the order exists; the job undoes what an interruption leaves. */
async function takeHolds(context: MemberContext, order: OrderDocument, { group }: Plan): Promise<Refusal | undefined> {
  const { store } = context.ports;
  for (const [index, line] of order.lines.entries()) {
    const item = itemOf(group, line.sku);
    const held = await holdLine(store, { ...heldLine(order, line), limit: item.limitPerMember }, context.now);
    if (held.ok) continue;
    await undoHolds(context, order, order.lines.slice(0, index), null);
    return holdRefusal(held, line);
  }
  if (order.couponId === null || (await lockCoupon(context, order, order.couponId))) return undefined;
  await undoHolds(context, order, order.lines, null);
  return refuse('couponGone', { reason: '已用在另一单上' });
}

function holdRefusal(held: HoldRefusal, { name }: OrderLine): Refusal {
  switch (held.code) {
    case 'soldOut':
      return refuse('soldOut', { sku: held.sku, name, left: held.left });
    case 'overLimit':
      return refuse('overLimit', { sku: held.sku, name, limit: held.limit, bought: held.bought });
    case 'changed':
      return refuse('changedMeanwhile');
  }
}

const heldLine = (order: OrderDocument, line: OrderLine) => ({
  campaignId: order.campaignId,
  memberId: order.memberId,
  orderId: order._id,
  sku: line.sku,
  units: line.units,
});

/**
 * Locks the coupon for the order. One that another run of the command locked gets another instant of its lock, so that
 * that run, should it place nothing, does not unlock it any more.
 */
async function lockCoupon({ ports, now }: MemberContext, order: OrderDocument, couponId: string): Promise<boolean> {
  const { store } = ports;
  const lock = (where: Where, lockedAt: number): Promise<boolean> => {
    const set = { state: 'locked', orderId: order._id, lockedAt };
    return store.update('coupons', couponId, where, { set, increment: { rev: 1 } });
  };
  for (let attempt = 0; attempt < LOCK_TRIES; attempt += 1) {
    if (await lock({ state: 'usable' }, now)) return true;
    const coupon = await store.get('coupons', couponId);
    if (!coupon) return false;
    const { state, orderId, lockedAt } = coupon;
    if (state === 'usable') continue;
    if (orderId !== order._id) return false;
    // Used for this very order: the other run has placed it.
    if (state === 'used' || lockedAt === null) return true;
    if (await lock({ state, orderId, lockedAt }, Math.max(now, lockedAt) + 1)) return true;
  }
  return false;
}

/** Takes back what this run took for an order that it does not place. couponId: null: it locked none. */
async function undoHolds(
  context: MemberContext,
  order: OrderDocument,
  lines: readonly OrderLine[],
  couponId: string | null,
): Promise<void> {
  const { store } = context.ports;
  for (const line of lines) await undoHold(store, { ...heldLine(order, line), limit: null });
  if (couponId !== null) await unlockCoupon(context, order._id, couponId);
}

async function unlockCoupon({ ports, now }: MemberContext, orderId: string, couponId: string): Promise<void> {
  await ports.store.update(
    'coupons',
    couponId,
    { state: 'locked', orderId, lockedAt: now },
    { set: { state: 'usable', orderId: null, lockedAt: null }, increment: { rev: 1 } },
  );
}

/**
 * Writes the order; with points, together with the journal that holds them. A repeat that came first is fine: `first`
 * says whether the order as it was made here is the one that stands.
 */
async function commit(context: MemberContext, order: OrderDocument): Promise<{ ok: true; first: boolean } | Refusal> {
  const { store } = context.ports;
  if (isZeroPoints(order.points)) return { ok: true, first: await store.insert('orders', order) };
  try {
    return await store.transact<{ ok: true; first: boolean } | Refusal>(async (transaction) => {
      const id = membershipId(order.merchantId, order.memberId);
      const membership = await transaction.get('memberships', id);
      // The same command running twice at once: the other one holds the points and has placed the order.
      if (membership && Object.hasOwn(membership.held, order._id)) return { ok: true, first: false };
      const held = membership && hold(pointsStateOf(membership), order._id, order.points, context.now);
      if (!membership || !held?.ok) {
        const available = held && !held.ok ? held.available : ZERO_POINTS;
        return refuse('notEnoughPoints', { available: pointsToNumber(available) });
      }
      const { merchantId, memberId, _id: orderId } = order;
      const journal = holdJournal({ merchantId, memberId, orderId, at: context.now, parts: held.parts });
      const [turned] = await postInTurn(transaction, journal, membership);
      await saveMembership(transaction, withPointsState(turned, held.state));
      await transaction.insert('orders', { ...order, lots: held.parts });
      return { ok: true, first: false };
    });
  } catch (error) {
    if (error instanceof AlreadyExists) return { ok: true, first: false };
    throw error;
  }
}
