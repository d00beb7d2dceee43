import { HOUR_MS, MINUTE_MS } from '../../../src/contract/time';
import type { Neighbourhood } from '../neighbourhood';

/** Opens a group for an hour, in which somebody buys one thing; it is theirs, and settled, two days after. */
export interface Sale {
  priceFen: number;
  shopper: string;
  leader: string;
  pointId: string;
  /** The card that the shopper came by; who shared it is their inviter. */
  shareCode?: string;
}

/**
 * Lets a leader earn the commission of one completed order, 8 % of its price; where the shopper is new and came by a
 * neighbour's card, that neighbour 2 %.
 */
export async function earnFrom(town: Neighbourhood, sale: Sale): Promise<string> {
  const { priceFen, shopper, leader, pointId, shareCode } = sale;
  const { groupId, sku } = await town.openGroup({
    tiers: [[1, priceFen]],
    fresh: true,
    closesInMs: HOUR_MS,
    leader,
    pointId,
  });
  if (shareCode !== undefined) await town.call(shopper, 'getGroup', { groupId }, shareCode);
  const orderId = await town.buy(shopper, groupId, sku, { price: priceFen });
  await town.closeAndDecide(HOUR_MS);
  await town.call(leader, 'markArrived', { groupId });
  await town.call(leader, 'collectOrder', { commandId: town.commandId(), orderId, by: 'row' });
  await town.advance(48 * HOUR_MS + MINUTE_MS);
  await town.settleDown();
  return orderId;
}
