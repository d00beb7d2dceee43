import { type Fields } from '../fields';
import { type LotPart, readLotPart } from './journal';

/** A line of an order; the letters are those of the rulebook's section 6. */
export interface OrderLine {
  sku: string;
  /** n */
  units: number;
  /** p */
  unitPriceFen: number;
  /** f */
  finalPriceFen: number;
  couponShareFen: number;
  pointsShare: number;
  /** net0 */
  netFen: number;
  /** k */
  refundedUnits: number;
  /** a */
  allowanceFen: number;
  givenBackFen: number;
  pointsGivenBack: number;
  commissionBps: number;
}

export interface Referral {
  inviterId: string;
  bps: number;
  unit: string;
  perOrderLimit: number;
  perMonthLimit: number;
}

export interface RewardTerms {
  programmeVersion: number;
  tier: string;
  multiplierBps: number;
  referral: Referral | null;
}

export interface Rewards {
  commissionFen: number;
  referral: number;
  points: number;
  growth: number;
}

export interface Order {
  id: string;
  merchantId: string;
  groupId: string;
  campaignId: string;
  leaderId: string;
  memberId: string;
  state: string;
  lines: OrderLine[];
  goodsFen: number;
  couponFen: number;
  couponId: string | null;
  points: number;
  lots: LotPart[];
  payFen: number;
  placedAt: number;
  paidAt: number | null;
  inviter: { id: string; boundAt: number } | null;
  terms: RewardTerms | null;
  referralLimit: number | null;
  posted: Rewards | null;
  confirmedAt: number | null;
  completedAt: number | null;
  followUpAt: number | null;
}

const readLine = (fields: Fields): OrderLine => ({
  sku: fields.text('sku'),
  units: fields.integer('units'),
  unitPriceFen: fields.integer('unitPriceFen'),
  finalPriceFen: fields.integer('finalPriceFen'),
  couponShareFen: fields.integer('couponShareFen'),
  pointsShare: fields.integer('pointsShare'),
  netFen: fields.integer('netFen'),
  refundedUnits: fields.integer('refundedUnits'),
  allowanceFen: fields.integer('allowanceFen'),
  givenBackFen: fields.integer('givenBackFen'),
  pointsGivenBack: fields.integer('pointsGivenBack'),
  commissionBps: fields.integer('commissionBps'),
});

const readReferral = (fields: Fields): Referral => ({
  inviterId: fields.text('inviterId'),
  bps: fields.integer('bps'),
  unit: fields.text('unit'),
  perOrderLimit: fields.integer('perOrderLimit'),
  perMonthLimit: fields.integer('perMonthLimit'),
});

function readTerms(fields: Fields | null): RewardTerms | null {
  if (!fields) return null;
  const referral = fields.objectOrNull('referral');
  return {
    programmeVersion: fields.integer('programmeVersion'),
    tier: fields.text('tier'),
    multiplierBps: fields.integer('multiplierBps'),
    referral: referral && readReferral(referral),
  };
}

const readRewards = (fields: Fields): Rewards => ({
  commissionFen: fields.integer('commissionFen'),
  referral: fields.integer('referral'),
  points: fields.integer('points'),
  growth: fields.integer('growth'),
});

export function readOrder(fields: Fields): Order {
  const inviter = fields.objectOrNull('inviter');
  const posted = fields.objectOrNull('posted');
  return {
    id: fields.text('_id'),
    merchantId: fields.text('merchantId'),
    groupId: fields.text('groupId'),
    campaignId: fields.text('campaignId'),
    leaderId: fields.text('leaderId'),
    memberId: fields.text('memberId'),
    state: fields.text('state'),
    lines: fields.list('lines', readLine),
    goodsFen: fields.integer('goodsFen'),
    couponFen: fields.integer('couponFen'),
    couponId: fields.textOrNull('couponId'),
    points: fields.integer('points'),
    lots: fields.list('lots', readLotPart),
    payFen: fields.integer('payFen'),
    placedAt: fields.instant('placedAt'),
    paidAt: fields.instantOrNull('paidAt'),
    inviter: inviter && { id: inviter.text('id'), boundAt: inviter.instant('boundAt') },
    terms: readTerms(fields.objectOrNull('terms')),
    referralLimit: fields.integerOrNull('referralLimit'),
    posted: posted && readRewards(posted),
    confirmedAt: fields.instantOrNull('confirmedAt'),
    completedAt: fields.instantOrNull('completedAt'),
    followUpAt: fields.instantOrNull('followUpAt'),
  };
}
