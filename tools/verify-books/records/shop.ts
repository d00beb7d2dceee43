import { type Fields } from '../fields';

/** The settings of a merchant that the checks need; see the rulebook's sections 5, 9 and 10. */
export interface Programme {
  version: number;
  pointsStep: number;
  pointsMaxBps: number;
  pointsMonths: number;
  referral: { bps: number; unit: string; days: number; perOrderLimit: number; perMonthLimit: number };
  /** By tier, in bps. */
  multipliers: Map<string, number>;
  memberDay: { dayOfMonth: number | null; bps: number };
  /** Points by the day of the streak. */
  checkIn: number[];
  /** Points that come once. */
  once: Map<string, number>;
}

export interface Merchant {
  id: string;
  /** Its number at the payment provider. */
  number: string;
  programme: Programme;
}

export interface Member {
  id: string;
  inviterId: string | null;
}

export interface Item {
  sku: string;
  /** Commission in bps; null: the leader's or the merchant's rate. */
  commissionBps: number | null;
  priceTiers: { fromUnits: number; priceFen: number }[];
  memberPricesFen: Map<string, number>;
  stock: number;
  limitPerMember: number | null;
}

export interface Campaign {
  id: string;
  merchantId: string;
  items: Item[];
}

export interface Group {
  id: string;
  merchantId: string;
  campaignId: string;
  leaderId: string;
  state: string;
  items: Item[];
  decidedAt: number | null;
  /** When the job looks at it next; null: nothing is left to be done for it. */
  dueAt: number | null;
  finalPricesFen: Map<string, number>;
}

export interface Coupon {
  id: string;
  merchantId: string;
  memberId: string;
  state: string;
  orderId: string | null;
  /** `fixed` or `percent`. */
  kind: string;
  overFen: number;
  offFen: number;
  offBps: number;
  capFen: number;
  /** The goods in scope; null: all. */
  skus: string[] | null;
}

/** Rewards that a member has once at a merchant (rulebook section 9). */
const ONCE = ['firstOrder', 'profile'];

export function readMerchant(fields: Fields): Merchant {
  const settings = fields.object('settings');
  const referral = settings.object('referral');
  const memberDay = settings.object('memberDay');
  const rewards = settings.object('pointsRewards');
  return {
    id: fields.text('_id'),
    number: fields.text('subMchId'),
    programme: {
      version: settings.integer('programmeVersion'),
      pointsStep: settings.integer('pointsStep'),
      pointsMaxBps: settings.integer('pointsMaxBps'),
      pointsMonths: settings.integer('pointsMonths'),
      referral: {
        bps: referral.integer('bps'),
        unit: referral.text('unit'),
        days: referral.integer('days'),
        perOrderLimit: referral.integer('perOrderLimit'),
        perMonthLimit: referral.integer('perMonthLimit'),
      },
      multipliers: new Map(settings.list('tiers', (tier) => [tier.text('tier'), tier.integer('multiplierBps')])),
      memberDay: { dayOfMonth: memberDay.integerOrNull('dayOfMonth'), bps: memberDay.integer('bps') },
      checkIn: rewards.integers('checkIn'),
      once: new Map(ONCE.map((kind) => [kind, rewards.integer(kind)])),
    },
  };
}

export const readMember = (fields: Fields): Member => ({
  id: fields.text('_id'),
  inviterId: fields.textOrNull('inviterId'),
});

const readItem = (fields: Fields): Item => ({
  sku: fields.text('sku'),
  commissionBps: fields.integerOrNull('commissionBps'),
  priceTiers: fields.list('priceTiers', (tier) => ({
    fromUnits: tier.integer('fromUnits'),
    priceFen: tier.integer('priceFen'),
  })),
  memberPricesFen: fields.has('memberPricesFen')
    ? fields.table('memberPricesFen', (prices, tier) => prices.integer(tier))
    : new Map<string, number>(),
  stock: fields.integer('stock'),
  limitPerMember: fields.integerOrNull('limitPerMember'),
});

export const readCampaign = (fields: Fields): Campaign => ({
  id: fields.text('_id'),
  merchantId: fields.text('merchantId'),
  items: fields.list('items', readItem),
});

export const readGroup = (fields: Fields): Group => ({
  id: fields.text('_id'),
  merchantId: fields.text('merchantId'),
  campaignId: fields.text('campaignId'),
  leaderId: fields.text('leaderId'),
  state: fields.text('state'),
  items: fields.list('items', readItem),
  decidedAt: fields.instantOrNull('decidedAt'),
  dueAt: fields.instantOrNull('dueAt'),
  finalPricesFen: fields.table('finalPricesFen', (prices, sku) => prices.integer(sku)),
});

export function readCoupon(fields: Fields): Coupon {
  const terms = fields.object('terms');
  const kind = terms.text('kind');
  return {
    id: fields.text('_id'),
    merchantId: fields.text('merchantId'),
    memberId: fields.text('memberId'),
    state: fields.text('state'),
    orderId: fields.textOrNull('orderId'),
    kind,
    overFen: terms.integer('overFen'),
    offFen: kind === 'fixed' ? terms.integer('offFen') : 0,
    offBps: kind === 'percent' ? terms.integer('offBps') : 0,
    capFen: kind === 'percent' ? terms.integer('capFen') : 0,
    skus: terms.raw('skus') == null ? null : terms.texts('skus'),
  };
}
