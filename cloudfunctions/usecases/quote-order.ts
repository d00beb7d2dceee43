import { isZeroFen } from '../../src/contract/money';
import type { OrderLine, RewardTerms } from '../../src/contract/order';
import { minPoints, subtractPoints, ZERO_POINTS, type Points } from '../../src/contract/points';
import type { Quote } from '../../src/contract/views';
import { mayPlace } from '../core/group/group-rules';
import { invariant } from '../core/invariant';
import { available } from '../core/points/lots';
import { maxPoints, orderCost, type OrderCost, type PricedLine } from '../core/pricing/order-cost';
import { tierAt, unitPrice } from '../core/pricing/price-tiers';
import { rewards } from '../core/reward/rewards';
import { earlyMinutes, multiplierFor } from '../core/tier/tier';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { CouponDocument, GroupDocument, MembershipDocument, MerchantDocument } from './documents';
import { membershipId, newMembership, pointsStateOf } from './memberships';
import { getMerchant } from './merchants';
import { plannedLine } from './views/planned-line';
import { couponChoices, readCoupons } from './views/coupon-choices';
import { whenWords } from './views/words';

type Input = ParsedInput<'quoteOrder'>;
type Refusal = Extract<Outcome<never>, { ok: false }>;

/** What a quote is made of. */
interface Basis {
  group: GroupDocument;
  merchant: MerchantDocument;
  membership: MembershipDocument;
  units: Record<string, number>;
  coupons: CouponDocument[];
}

/** What an order would cost now, with the best coupon unless the member chose, and what it would bring (section 5). */
export async function quoteOrder(context: MemberContext, input: Input): Promise<Outcome<CallOutput<'quoteOrder'>>> {
  const { ports, now, caller } = context;
  const group = await ports.store.get('groups', input.groupId);
  if (!group) return refuse('notFound');
  if (!mayCall('quoteOrder', caller, group)) return refuse('forbidden');
  const basis = await readBasis(context, group);
  const allowed = mayPlace(group, now, earlyMinutes(basis.merchant.settings, basis.membership.tier));
  if (!allowed.ok)
    return allowed.code === 'notOpenYet'
      ? refuse('notOpenYet', { opens: whenWords(allowed.opensAt, now), opensAt: allowed.opensAt })
      : refuse('groupClosed', { state: allowed.state });
  const priced = priceLines(basis, input);
  return priced.ok ? done(quoteOf(context, input, basis, priced.lines)) : priced;
}

async function readBasis({ ports, now, caller }: MemberContext, group: GroupDocument): Promise<Basis> {
  const { store } = ports;
  const [merchant, membership, progress, coupons] = await Promise.all([
    getMerchant(store, group.merchantId),
    store.get('memberships', membershipId(group.merchantId, caller._id)),
    store.get('progress', group._id),
    readCoupons(ports, now, group.merchantId, caller._id),
  ]);
  return {
    group,
    merchant,
    membership: membership ?? newMembership(group.merchantId, caller._id, now),
    units: progress?.units ?? {},
    coupons,
  };
}

/** Prices the lines at this moment; a sku named twice is refused, as it is when the order is placed. */
function priceLines(
  { group, membership, units }: Basis,
  { lines: wanted }: Input,
): { ok: true; lines: PricedLine[] } | Refusal {
  const lines: PricedLine[] = [];
  for (const line of wanted) {
    const item = group.items.find(({ sku }) => sku === line.sku);
    if (!item || lines.some(({ sku }) => sku === line.sku)) return refuse('unknownSku', { sku: line.sku });
    lines.push({ ...line, unitPriceFen: unitPrice(item, units[item.sku] ?? 0, membership.tier) });
  }
  return { ok: true, lines };
}

function quoteOf({ now }: MemberContext, input: Input, basis: Basis, lines: PricedLine[]): Quote {
  const { merchant, membership } = basis;
  const { settings } = merchant;
  const choices = couponChoices(basis.coupons, lines, now);
  const coupon = chooseCoupon(basis.coupons, choices, input.couponId);
  const pointsState = pointsStateOf(membership);
  const own = available(pointsState, now);
  const cost = costOf(basis, lines, coupon, minPoints(own, input.points ?? ZERO_POINTS));
  return {
    now,
    cost: {
      goodsFen: cost.goodsFen,
      couponFen: cost.couponFen,
      points: cost.points,
      pointsFen: cost.pointsFen,
      payFen: cost.payFen,
      units: lines.reduce((sum, { units }) => sum + units, 0),
    },
    lines: cost.lines.map((line) => ({
      sku: line.sku,
      units: line.units,
      unitPriceFen: line.unitPriceFen,
      netFen: line.netFen,
      tierFromUnits: tierAt(itemOf(basis.group, line.sku).priceTiers, basis.units[line.sku] ?? 0).fromUnits,
    })),
    coupon: choices.find(({ face }) => face.couponId === coupon?._id)?.face ?? null,
    coupons: choices,
    pointsAvailable: subtractPoints(own, pointsState.debt),
    pointsStep: settings.pointsStep,
    pointsMost: maxPoints(settings, cost.goodsFen, cost.couponFen, own),
    pointsMaxBps: settings.pointsMaxBps,
    expected: expectedOf(basis, cost, now),
  };
}

/** The chosen coupon while it can be used; the best one when nothing was chosen, or the chosen one is gone. */
function chooseCoupon(
  coupons: readonly CouponDocument[],
  choices: Quote['coupons'],
  couponId: Input['couponId'],
): CouponDocument | undefined {
  if (couponId === null) return undefined;
  const usable = choices.filter((choice) => choice.usable);
  const chosen = usable.find(({ face }) => face.couponId === couponId) ?? usable[0];
  return coupons.find(({ _id }) => _id === chosen?.face.couponId);
}

/** The cost with as many of the wanted points as whole steps and the limit of an order allow. */
function costOf(
  { merchant }: Basis,
  lines: readonly PricedLine[],
  coupon: CouponDocument | undefined,
  wanted: Points,
): OrderCost {
  const terms = coupon?.terms ?? null;
  const { settings } = merchant;
  const without = orderCost({ settings, lines, coupon: terms, points: ZERO_POINTS });
  invariant(without.ok, 'a usable coupon and no points cannot be refused');
  const points = maxPoints(settings, without.goodsFen, without.couponFen, wanted);
  const cost = orderCost({ settings, lines, coupon: terms, points });
  invariant(cost.ok, 'points within the most of an order cannot be refused');
  return cost;
}

/** What the order would bring if it were paid now and all of it kept. */
function expectedOf({ group, merchant, membership }: Basis, cost: OrderCost, now: number): Quote['expected'] {
  const { settings } = merchant;
  const { tier } = membership;
  const multiplierBps = multiplierFor(settings, tier, now);
  if (isZeroFen(cost.payFen)) return { state: 'none', points: ZERO_POINTS, growth: 0, tier, multiplierBps };
  const terms: RewardTerms = { programmeVersion: settings.programmeVersion, tier, multiplierBps, referral: null };
  const lines: OrderLine[] = cost.lines.map((line) => plannedLine(itemOf(group, line.sku), line));
  const { points, growth } = rewards(lines, terms, 0);
  return { state: 'expected', points, growth, tier, multiplierBps };
}

function itemOf(group: GroupDocument, sku: string): GroupDocument['items'][number] {
  const item = group.items.find((each) => each.sku === sku);
  invariant(item !== undefined, `group ${group._id} has no ${sku}`);
  return item;
}
