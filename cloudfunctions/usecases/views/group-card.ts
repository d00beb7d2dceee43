import type { CampaignItem, Tier } from '../../../src/contract/campaign';
import type { GroupState } from '../../../src/contract/group';
import { compareFen, type Fen } from '../../../src/contract/money';
import type { Instant } from '../../../src/contract/time';
import type { GroupCard } from '../../../src/contract/views';
import { groupStateAt, thresholdReached } from '../../core/group/group-rules';
import { invariant } from '../../core/invariant';
import { nextTier, unitPrice } from '../../core/pricing/price-tiers';
import type { GroupDocument } from '../documents';
import type { Ports } from '../ports';
import { factsOf, progressCounts, readGroupFacts, type GroupFacts } from './group-facts';

/** Groups as a list shows them. memberTier: of the caller at their merchant, where that changes a price. */
export async function groupCards(
  ports: Pick<Ports, 'store'>,
  now: Instant,
  groups: readonly GroupDocument[],
  memberTier: Tier = 'basic',
): Promise<GroupCard[]> {
  const facts = await readGroupFacts(ports, groups);
  return groups.map((group) => cardOf(group, factsOf(facts, group), now, memberTier));
}

export function cardOf(group: GroupDocument, facts: GroupFacts, now: Instant, memberTier: Tier): GroupCard {
  const [first] = group.items;
  invariant(first !== undefined, `group ${group._id} has no items`);
  const state = groupStateAt(group, now);
  const counts = progressCounts(facts.progress);
  return {
    groupId: group._id,
    state,
    title: group.title,
    spec: first.spec,
    picture: first.picture,
    hero: first.hero,
    plate: first.plate,
    category: first.category,
    ...priceNow(group, first, facts, state, memberTier),
    threshold: group.threshold,
    reached: isReached(group, state, counts),
    ...counts,
    soldOut: [...facts.left.values()].every((left) => left === 0),
    opensAt: group.opensAt,
    closesAt: group.closesAt,
    arrivesAt: group.arrivesAt,
    pickupUntil: group.pickupUntil,
    items: group.items.length,
  };
}

/** A decision stands: refunds after it change the counts, but not what the group became. */
function isReached(group: GroupDocument, state: GroupState, counts: { people: number; units: number }): boolean {
  switch (state) {
    case 'formed':
    case 'arrived':
    case 'finished':
      return true;
    case 'failed':
      return false;
    case 'scheduled':
    case 'open':
    case 'closing':
    case 'cancelled':
      return thresholdReached(group.threshold, counts);
  }
}

/** Price of a unit for a member of the tier and the next lower one; once the group formed, its final price. */
export function priceNow(
  group: GroupDocument,
  item: CampaignItem,
  facts: GroupFacts,
  state: GroupState,
  memberTier: Tier,
): { priceFen: Fen; nextTier: GroupCard['nextTier'] } {
  const final = group.finalPricesFen[item.sku];
  if (final !== undefined) return { priceFen: final, nextTier: null };
  const paidUnits = facts.progress.units[item.sku] ?? 0;
  const priceFen = unitPrice(item, paidUnits, memberTier);
  const next = state === 'scheduled' || state === 'open' ? nextTier(item.priceTiers, paidUnits) : null;
  // A member price may already be below the next tier, which then is nothing to look forward to.
  return { priceFen, nextTier: next !== null && compareFen(next.priceFen, priceFen) < 0 ? next : null };
}
