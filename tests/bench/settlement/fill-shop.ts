import type { Engine } from '../../../localcloud/engine/types';
import {
  collectedOrder,
  groupDocument,
  groupIdOf,
  merchantDocument,
  pickupCodeDocument,
  type ShopShape,
} from './shop-documents';

const FILL_BATCH = 500;

/** Fills a shop with orders whose windows are over: from the n-th on, count of them. */
export function fillOrders(engine: Engine, shape: ShopShape, from: number, count: number): void {
  for (let n = from; n < from + count; n += FILL_BATCH) {
    const orders = Array.from({ length: Math.min(FILL_BATCH, from + count - n) }, (_, i) =>
      collectedOrder(n + i, shape),
    );
    engine.insert('orders', orders as unknown as Record<string, unknown>[]);
    engine.insert('pickupCodes', orders.map(pickupCodeDocument) as unknown as Record<string, unknown>[]);
  }
}

/** The merchant, and the groups of the first `orders` orders. */
export function fillShop(engine: Engine, shape: ShopShape, orders: number): void {
  engine.insert('merchants', [merchantDocument() as unknown as Record<string, unknown>]);
  for (let n = 0; n < orders; n += shape.groupSize) {
    const leader = (n / shape.groupSize) % shape.leaders;
    engine.insert('groups', [groupDocument(groupIdOf(n, shape), leader) as unknown as Record<string, unknown>]);
  }
}
