export const ORDER_FILTERS = ['active', 'done', 'refunded', 'all'] as const;
export type OrderFilter = (typeof ORDER_FILTERS)[number];

let wanted: OrderFilter | undefined;

/** A tab page takes no parameters: who leads to the orders leaves word of which ones. */
export function wantOrders(filter: OrderFilter): void {
  wanted = filter;
}

/** Taken once. */
export function takeWantedOrders(): OrderFilter | undefined {
  const filter = wanted;
  wanted = undefined;
  return filter;
}
