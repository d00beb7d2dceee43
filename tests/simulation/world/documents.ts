import type { BalanceDocument, StockDocument } from '../../../cloudfunctions/usecases/documents';

/** Small documents for the tests of the world itself. */
export const stock = (_id: string, left = 10): StockDocument => ({
  _id,
  v: 1,
  merchantId: 'm',
  campaignId: 'c',
  sku: 's',
  name: '小白菜',
  left,
  applied: [],
});

export const balance = (_id: string, amount = 0): BalanceDocument => ({
  _id,
  v: 1,
  rev: 0,
  merchantId: 'm',
  balance: amount,
  applied: [],
});
