import { type Fields } from '../fields';

/** Says that an event was applied to a view. */
export interface Mark {
  id: string;
  at: number;
  /** Units that it moved. */
  n: number;
}

export interface Balance {
  account: string;
  merchantId: string;
  balance: number;
  applied: Mark[];
}

export interface Stock {
  id: string;
  left: number;
  applied: Mark[];
}

export interface Purchase {
  id: string;
  units: number;
  applied: Mark[];
}

export interface Progress {
  groupId: string;
  units: Map<string, number>;
  orders: number;
  amountFen: number;
  members: string[];
  applied: Mark[];
}

export interface ReferralMonth {
  id: string;
  used: number;
}

export const readMark = (fields: Fields): Mark => ({
  id: fields.text('id'),
  at: fields.instant('at'),
  n: fields.integer('n'),
});

export const readBalance = (fields: Fields): Balance => ({
  account: fields.text('_id'),
  merchantId: fields.text('merchantId'),
  balance: fields.number('balance'),
  applied: fields.list('applied', readMark),
});

export const readStock = (fields: Fields): Stock => ({
  id: fields.text('_id'),
  left: fields.number('left'),
  applied: fields.list('applied', readMark),
});

export const readPurchase = (fields: Fields): Purchase => ({
  id: fields.text('_id'),
  units: fields.number('units'),
  applied: fields.list('applied', readMark),
});

export const readProgress = (fields: Fields): Progress => ({
  groupId: fields.text('_id'),
  units: fields.table('units', (units, sku) => units.integer(sku)),
  orders: fields.integer('orders'),
  amountFen: fields.integer('amountFen'),
  members: fields.texts('members'),
  applied: fields.list('applied', readMark),
});

export const readReferralMonth = (fields: Fields): ReferralMonth => ({
  id: fields.text('_id'),
  used: fields.integer('used'),
});
