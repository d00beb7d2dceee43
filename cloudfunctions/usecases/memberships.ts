import { ZERO_POINTS, addPoints, points, type Points } from '../../src/contract/points';
import { dayOf, type Day, type Instant } from '../../src/contract/time';
import type { PointsState } from '../core/points/lots';
import type { MerchantSettings } from '../core/settings';
import { growthInYear, reviewTier } from '../core/tier/tier';
import type { MembershipDocument } from './documents';

export const membershipId = (merchantId: string, memberId: string): string => `${merchantId}:${memberId}`;

/** What a member has at a merchant before anything happened there. */
export const newMembership = (merchantId: string, memberId: string, now: Instant): MembershipDocument => ({
  _id: membershipId(merchantId, memberId),
  v: 1,
  rev: 0,
  merchantId,
  memberId,
  joinedAt: now,
  lots: [],
  held: {},
  debt: ZERO_POINTS,
  earnedInAll: ZERO_POINTS,
  growthDays: [],
  tier: 'basic',
  tierSince: now,
  ordersCompleted: 0,
  checkIn: null,
});

export const pointsStateOf = ({ lots, held, debt }: MembershipDocument): PointsState => ({ lots, held, debt });

export const withPointsState = (membership: MembershipDocument, state: PointsState): MembershipDocument => ({
  ...membership,
  ...state,
});

/** Counts points as earned, for the total that the member is shown. */
export const withEarned = (membership: MembershipDocument, earned: Points): MembershipDocument => ({
  ...membership,
  earnedInAll: addPoints(membership.earnedInAll, earned),
});

/** Adds growth on a day and raises the tier at once where it is reached. */
export function withGrowth(
  membership: MembershipDocument,
  settings: Pick<MerchantSettings, 'tiers'>,
  growth: { day: Day; amount: number },
  now: Instant,
): MembershipDocument {
  const today = dayOf(now);
  const before = membership.growthDays.find(({ day }) => day === growth.day)?.amount ?? 0;
  const growthDays = [
    ...membership.growthDays.filter(({ day }) => day !== growth.day),
    { day: growth.day, amount: before + growth.amount },
  ].sort((a, b) => (a.day < b.day ? -1 : 1));
  const decision = reviewTier(
    settings,
    {
      tier: membership.tier,
      since: membership.tierSince,
      growth: growthInYear(growthDays, today),
      noticeAt: null,
    },
    now,
  );
  return decision.kind === 'up'
    ? { ...membership, growthDays, tier: decision.tier, tierSince: decision.since }
    : { ...membership, growthDays };
}

/** Points held for an order, 0 where none are. */
export const heldFor = (membership: MembershipDocument, orderId: string): Points =>
  points((membership.held[orderId] ?? []).reduce((sum, part) => sum + part.amount, 0));
