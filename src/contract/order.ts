import type { Tier } from './campaign';
import type { Fen } from './money';
import type { Points } from './points';
import type { Instant } from './time';

export const ORDER_STATES = [
  'unpaid',
  'paid',
  'confirmed',
  'arrived',
  'collected',
  'completed',
  'cancelled',
  'refunded',
] as const;
/** 待付款 已付款 已成团 待提货 已提货 已完成 已取消 已退款 (rulebook section 4). */
export type OrderState = (typeof ORDER_STATES)[number];

/** One sku of an order. Amounts follow rulebook sections 5 and 6; the letters there are named. */
export interface OrderLine {
  sku: string;
  name: string;
  spec: string;
  picture: string;
  plate: string;
  fresh: boolean;
  /** n */
  units: number;
  /** p: what was paid for a unit before coupon and points. */
  unitPriceFen: Fen;
  /** f: the final price of a unit; equal to p until the group forms. */
  finalPriceFen: Fen;
  couponShareFen: Fen;
  /** The share of the order's points, 1 point = 1 fen. */
  pointsShare: Points;
  /** net0 = units * p - coupon share - points share. */
  netFen: Fen;
  /** k: units refunded so far, those in flight included. */
  refundedUnits: number;
  /** a: the merchant's goodwill for this line. */
  allowanceFen: Fen;
  /** What all refunds of the line give back, those in flight included. */
  givenBackFen: Fen;
  pointsGivenBack: Points;
  commissionBps: number;
  arrivedAt: Instant | null;
  collectedAt: Instant | null;
  /** Units handed out; a line is collected when nothing that was not refunded is left. */
  collectedUnits: number;
  /** End of the after-sale window; null until collected. */
  windowEndsAt: Instant | null;
}

/** What an order's rewards follow, stored when it is paid and never changed (rulebook section 7). */
export interface RewardTerms {
  programmeVersion: number;
  tier: Tier;
  /** The tier's multiplier times the member day's. */
  multiplierBps: number;
  referral: ReferralTerms | null;
}

export interface ReferralTerms {
  inviterId: string;
  bps: number;
  unit: 'FEN' | 'POINT';
  /** Cap of one order, fen or points. */
  perOrderLimit: number;
  /** Cap of the inviter's calendar month at this merchant. */
  perMonthLimit: number;
}

/** The rewards of an order for what was kept of it. */
export interface Rewards {
  commissionFen: Fen;
  /** In fen or points, by the referral terms' unit; 0 without a referral. */
  referral: number;
  points: Points;
  growth: number;
}

export const REFUND_STATES = ['requested', 'approved', 'rejected', 'sending', 'done', 'failed'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** Why money goes back: the automatic ones and the merchant's decision on a request. */
export const REFUND_REASONS = [
  'memberCancelled',
  'groupFailed',
  'groupCancelled',
  'latePayment',
  'tierDifference',
  'afterSale',
  'merchant',
] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];
