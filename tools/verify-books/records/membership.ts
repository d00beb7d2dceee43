import { type Fields } from '../fields';
import { type LotPart, readLotPart } from './journal';

export interface Lot {
  id: string;
  earnedAt: number;
  expiresAt: number;
  left: number;
}

/** What a member has at a merchant. */
export interface Membership {
  id: string;
  merchantId: string;
  memberId: string;
  turn: number;
  lots: Lot[];
  /** By order. */
  held: Map<string, LotPart[]>;
  debt: number;
  growthDays: { day: string; amount: number }[];
  ordersCompleted: number;
}

export const readMembership = (fields: Fields): Membership => ({
  id: fields.text('_id'),
  merchantId: fields.text('merchantId'),
  memberId: fields.text('memberId'),
  turn: fields.integer('turn'),
  lots: fields.list('lots', (lot) => ({
    id: lot.text('id'),
    earnedAt: lot.instant('earnedAt'),
    expiresAt: lot.instant('expiresAt'),
    left: lot.integer('left'),
  })),
  held: fields.table('held', (orders, orderId) => orders.list(orderId, readLotPart)),
  debt: fields.integer('debt'),
  growthDays: fields.list('growthDays', (entry) => ({ day: entry.text('day'), amount: entry.integer('amount') })),
  ordersCompleted: fields.integer('ordersCompleted'),
});
