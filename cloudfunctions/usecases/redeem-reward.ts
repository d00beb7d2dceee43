import { pointsToNumber, type Points } from '../../src/contract/points';
import { redeemJournal } from '../core/ledger/journals';
import { available } from '../core/points/lots';
import { redeem, rewardCouponExpiry, type RedeemRefusal } from '../core/shop/redeem';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, refuse } from './context';
import { derivedId, inputHash } from './derived-id';
import type {
  CouponDocument,
  MembershipDocument,
  PointDocument,
  RedemptionDocument,
  RewardDocument,
} from './documents';
import { membershipId, newMembership, pointsStateOf, saveMembership, withPointsState } from './memberships';
import { AlreadyExists, type Transaction } from './ports';
import { postInTurn } from './post-journal';
import { reserveCode } from './redemption-code';
import { rewardCountId, rewardCountIn } from './reward-counts';
import { rewardRefusal, takeUnit } from './reward-stock';
import { saveDocument } from './save-document';
import { sortKey } from './sort-key';
import { redemptionView } from './views/reward-view';

type Input = ParsedInput<'redeemReward'>;
type Refusal = Extract<Outcome<never>, { ok: false }>;
type Checked = { ok: true; point: PointDocument | undefined } | Refusal;

/**
 * Spends points on a coupon or goods of the points shop (rulebook section 9): the unit is taken first, then points,
 * journal, redemption and coupon change in one transaction. A repeat finds the first redemption.
 */
export async function redeemReward(context: MemberContext, input: Input): Promise<Outcome<CallOutput<'redeemReward'>>> {
  const { ports, caller, now } = context;
  const { store } = ports;
  const redemptionId = derivedId('x', caller._id, input.commandId);
  const hash = inputHash({ rewardId: input.rewardId, pointId: input.pointId });
  const before = await store.get('redemptions', redemptionId);
  if (before) return answer(context, before, hash);
  const checked = await check(context, input);
  if (!checked.ok) return checked;
  const taken = await takeUnit(store, input.rewardId, redemptionId, input.seenPoints, now);
  if (!taken.ok) return taken;
  const refused = await commit(context, taken.reward, { redemptionId, hash, pointId: checked.point?._id ?? null });
  const redemption = await store.get('redemptions', redemptionId);
  if (redemption) return answer(context, redemption, hash);
  return refused ?? refuse('changedMeanwhile');
}

/** Everything that refuses without a unit having been taken; the transaction decides about points and limit again. */
async function check(context: MemberContext, { rewardId, seenPoints, pointId }: Input): Promise<Checked> {
  const { ports, caller, now } = context;
  const reward = await ports.store.get('rewards', rewardId);
  const refused = rewardRefusal(reward, seenPoints);
  if (!reward || refused) return refused ?? refuse('rewardGone');
  const point = await pointFor(context, reward, pointId);
  if (!point.ok) return point;
  const [membership, count] = await Promise.all([
    ports.store.get('memberships', membershipId(reward.merchantId, caller._id)),
    ports.store.get('rewardCounts', rewardCountId(rewardId, caller._id)),
  ]);
  const state = pointsStateOf(membership ?? newMembership(reward.merchantId, caller._id, now));
  const allowed = redeem(reward, count?.redeemed ?? 0, state, now);
  return allowed.ok ? point : redeemRefusal(reward, allowed);
}

/** Goods are fetched at an active point of their merchant; a coupon needs none. */
async function pointFor(
  { ports }: MemberContext,
  { merchantId, what }: RewardDocument,
  pointId: string | null,
): Promise<Checked> {
  if (what.kind === 'coupon') return { ok: true, point: undefined };
  if (pointId === null) return refuse('badRequest', { reason: '先选一个自提点' });
  const point = await ports.store.get('points', pointId);
  return point?.active && point.merchantId === merchantId ? { ok: true, point } : refuse('notFound');
}

function redeemRefusal({ name }: RewardDocument, refusal: RedeemRefusal): Refusal {
  switch (refusal.code) {
    case 'overLimit':
      return refuse('overLimit', { name, limit: refusal.limit, bought: refusal.redeemed });
    case 'notEnoughPoints':
      return refuse('notEnoughPoints', { available: pointsToNumber(refusal.available) });
  }
}

interface Making {
  redemptionId: string;
  hash: string;
  pointId: string | null;
}

/** undefined: the redemption exists, made here or by the same command elsewhere. */
async function commit(context: MemberContext, reward: RewardDocument, making: Making): Promise<Refusal | undefined> {
  try {
    return await context.ports.store.transact((transaction) => make(transaction, context, reward, making));
  } catch (error) {
    if (error instanceof AlreadyExists) return undefined;
    throw error;
  }
}

async function make(
  transaction: Transaction,
  { caller, now }: MemberContext,
  reward: RewardDocument,
  making: Making,
): Promise<Refusal | undefined> {
  if (await transaction.get('redemptions', making.redemptionId)) return undefined;
  const { merchantId, _id: rewardId } = reward;
  const memberId = caller._id;
  const membership = await transaction.get('memberships', membershipId(merchantId, memberId));
  if (!membership) return refuse('notEnoughPoints', { available: 0 });
  const count = await rewardCountIn(transaction, rewardId, memberId);
  const redeemed = redeem(reward, count.redeemed, pointsStateOf(membership), now);
  if (!redeemed.ok) return redeemRefusal(reward, redeemed);
  const { parts } = redeemed;
  const id = making.redemptionId;
  const code = making.pointId === null ? null : await reserveCode(transaction, making.pointId, id, now);
  const redemption = { ...newRedemption(reward, membership, making, now), lots: parts, code };
  const journal = redeemJournal({ merchantId, memberId, id, at: now, parts, why: reward.name });
  const [turned] = await postInTurn(transaction, journal, membership);
  await saveMembership(transaction, withPointsState(turned, redeemed.state));
  await saveDocument(transaction, 'rewardCounts', { ...count, redeemed: count.redeemed + 1 });
  await transaction.insert('redemptions', redemption);
  const coupon = couponOf(reward, redemption);
  if (coupon) await transaction.insert('coupons', coupon);
  return undefined;
}

function newRedemption(
  { _id: rewardId, merchantId, what, name, points }: RewardDocument,
  { memberId }: MembershipDocument,
  { redemptionId, hash, pointId }: Making,
  now: number,
): RedemptionDocument {
  return {
    _id: redemptionId,
    v: 1,
    rev: 1,
    merchantId,
    memberId,
    rewardId,
    key: sortKey(now, redemptionId),
    inputHash: hash,
    kind: what.kind,
    name,
    picture: what.kind === 'goods' ? what.picture : '',
    plate: what.kind === 'goods' ? what.plate : '',
    points,
    lots: [],
    state: what.kind === 'goods' ? 'waiting' : 'done',
    couponId: what.kind === 'coupon' ? derivedId('k', redemptionId) : null,
    couponUntil: what.kind === 'coupon' ? rewardCouponExpiry(now, what.days) : null,
    pointId,
    code: null,
    createdAt: now,
    handedOver: null,
  };
}

function couponOf({ what, name }: RewardDocument, redemption: RedemptionDocument): CouponDocument | undefined {
  const { couponId, couponUntil, merchantId, memberId, rewardId } = redemption;
  if (what.kind !== 'coupon' || couponId === null || couponUntil === null) return undefined;
  return {
    _id: couponId,
    v: 1,
    rev: 1,
    merchantId,
    memberId,
    batchId: rewardId,
    title: name,
    terms: what.terms,
    expiresAt: couponUntil,
    state: 'usable',
    orderId: null,
    lockedAt: null,
  };
}

/** What the redemption is answered with, the first time and every time after. */
async function answer(
  { ports, now, caller }: MemberContext,
  redemption: RedemptionDocument,
  hash: string,
): Promise<Outcome<CallOutput<'redeemReward'>>> {
  if (redemption.inputHash !== hash) return refuse('commandReused');
  const { merchantId, pointId } = redemption;
  const [membership, point] = await Promise.all([
    ports.store.get('memberships', membershipId(merchantId, caller._id)),
    pointId === null ? undefined : ports.store.get('points', pointId),
  ]);
  const points: Points = available(pointsStateOf(membership ?? newMembership(merchantId, caller._id, now)), now);
  return done({ now, points, redemption: redemptionView(redemption, point, true) });
}
