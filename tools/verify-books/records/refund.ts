import { type Fields } from '../fields';
import { type LotPart, readLotPart } from './journal';

export interface Refund {
  id: string;
  orderId: string;
  merchantId: string;
  reason: string;
  state: string;
  lines: { sku: string; units: number; fen: number; points: number }[];
  fen: number;
  points: number;
  lots: LotPart[];
  /** A late payment is given back, which never was value of the order. */
  late: boolean;
  /** The order was settled when this was decided. */
  settled: boolean;
  createdAt: number;
  dueAt: number | null;
  restock: boolean;
  followUpAt: number | null;
}

const readLine = (fields: Fields): Refund['lines'][number] => ({
  sku: fields.text('sku'),
  units: fields.integer('units'),
  fen: fields.integer('fen'),
  points: fields.integer('points'),
});

export const readRefund = (fields: Fields): Refund => ({
  id: fields.text('_id'),
  orderId: fields.text('orderId'),
  merchantId: fields.text('merchantId'),
  reason: fields.text('reason'),
  state: fields.text('state'),
  lines: fields.list('lines', readLine),
  fen: fields.integer('fen'),
  points: fields.integer('points'),
  lots: fields.list('lots', readLotPart),
  late: fields.flag('late'),
  settled: fields.flag('settled'),
  createdAt: fields.instant('createdAt'),
  dueAt: fields.instantOrNull('dueAt'),
  restock: fields.flag('restock'),
  followUpAt: fields.instantOrNull('followUpAt'),
});

/**
 * Only units refunded before the group decides return to stock and leave what the group shows (rulebook section 3). Which
 * side of the decision a refund is on follows from its reason and not from an instant, for the clocks of two functions
 * differ: members cancel while the group is open, a cancelled group never decides, and everything else comes later.
 */
export const isBeforeDecision = ({ reason }: Pick<Refund, 'reason'>): boolean =>
  reason === 'memberCancelled' || reason === 'groupCancelled';
