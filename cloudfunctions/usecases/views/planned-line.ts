import type { CampaignItem } from '../../../src/contract/campaign';
import { ZERO_FEN } from '../../../src/contract/money';
import type { OrderLine } from '../../../src/contract/order';
import { ZERO_POINTS } from '../../../src/contract/points';
import type { CostLine } from '../../core/pricing/order-cost';

/** The line that an order would have, for what it would bring its member: commission is no part of that. */
export const plannedLine = (item: CampaignItem, cost: CostLine): OrderLine => ({
  sku: item.sku,
  name: item.name,
  spec: item.spec,
  picture: item.picture,
  plate: item.plate,
  fresh: item.fresh,
  units: cost.units,
  unitPriceFen: cost.unitPriceFen,
  finalPriceFen: cost.unitPriceFen,
  couponShareFen: cost.couponShareFen,
  pointsShare: cost.pointsShare,
  netFen: cost.netFen,
  refundedUnits: 0,
  allowanceFen: ZERO_FEN,
  givenBackFen: ZERO_FEN,
  pointsGivenBack: ZERO_POINTS,
  commissionBps: 0,
  arrivedAt: null,
  collectedAt: null,
  collectedUnits: 0,
  windowEndsAt: null,
});
