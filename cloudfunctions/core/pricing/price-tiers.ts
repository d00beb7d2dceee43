import type { CampaignItem, PriceTier, Tier } from '../../../src/contract/campaign';
import { compareFen, isPositiveFen, minFen, type Fen } from '../../../src/contract/money';
import { invariant } from '../invariant';
import { ALLOWED, type Allowed, type Refusal } from '../result';

export type PriceTierFault =
  | Refusal<'noTiers'>
  | Refusal<'firstTierNotFromOne'>
  | Refusal<'unitsNotRising' | 'priceNotFalling' | 'priceNotPositive', { index: number }>;

/** Checks the price tiers of an item: from 1, units rising, price falling and at least 1 fen (rulebook section 3). */
export function validatePriceTiers(tiers: readonly PriceTier[]): Allowed | PriceTierFault {
  const [first] = tiers;
  if (first === undefined) return { ok: false, code: 'noTiers' };
  if (first.fromUnits !== 1) return { ok: false, code: 'firstTierNotFromOne' };
  for (const [index, tier] of tiers.entries()) {
    if (!isPositiveFen(tier.priceFen)) return { ok: false, code: 'priceNotPositive', index };
    const before = tiers[index - 1];
    if (before === undefined) continue;
    if (!Number.isSafeInteger(tier.fromUnits) || tier.fromUnits <= before.fromUnits)
      return { ok: false, code: 'unitsNotRising', index };
    if (compareFen(tier.priceFen, before.priceFen) >= 0) return { ok: false, code: 'priceNotFalling', index };
  }
  return ALLOWED;
}

/** The tier that a number of paid units has reached; the first one also before anything is paid. */
export function tierAt(tiers: readonly PriceTier[], paidUnits: number): PriceTier {
  const reached = tiers.filter((tier, index) => index === 0 || tier.fromUnits <= paidUnits).at(-1);
  invariant(reached !== undefined, 'an item has at least one price tier');
  return reached;
}

/**
 * The price of a unit in an order placed now: that of the tier reached by the group's paid units before this order, or
 * the price for members of the tier where that is lower (rulebook section 3).
 */
export function unitPrice(
  item: Pick<CampaignItem, 'priceTiers' | 'memberPricesFen'>,
  paidUnits: number,
  memberTier: Tier,
): Fen {
  const groupPrice = tierAt(item.priceTiers, paidUnits).priceFen;
  const memberPrice = item.memberPricesFen?.[memberTier];
  return memberPrice === undefined ? groupPrice : minFen(groupPrice, memberPrice);
}

/** The final price of a unit once the group formed with paidUnits: never more than what was paid (rulebook section 3). */
export function finalPrice(item: Pick<CampaignItem, 'priceTiers'>, paidUnits: number, paidPriceFen: Fen): Fen {
  return minFen(paidPriceFen, tierAt(item.priceTiers, paidUnits).priceFen);
}

/** The next lower price and how many more paid units it takes; null on the last tier. */
export function nextTier(tiers: readonly PriceTier[], paidUnits: number): { priceFen: Fen; unitsToGo: number } | null {
  const next = tiers.find((tier, index) => index > 0 && tier.fromUnits > paidUnits);
  return next === undefined ? null : { priceFen: next.priceFen, unitsToGo: next.fromUnits - paidUnits };
}
