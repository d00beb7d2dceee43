import { ZERO_POINTS, addPoints, points, type Points } from '../../src/contract/points';
import { dayOf, endOfDay, type Day, type Instant } from '../../src/contract/time';
import { dailyDueAt } from '../core/daily/daily-review';
import type { PointsState } from '../core/points/lots';
import type { MerchantSettings } from '../core/settings';
import { growthInYear, reviewTier } from '../core/tier/tier';
import type { MembershipDocument } from './documents';
import type { Transaction } from './ports';
import { saveDocument } from './save-document';

export const membershipId = (merchantId: string, memberId: string): string => `${merchantId}:${memberId}`;

/** What a member has at a merchant before anything happened there. */
export const newMembership = (merchantId: string, memberId: string, now: Instant): MembershipDocument => ({
  _id: membershipId(merchantId, memberId),
  v: 1,
  rev: 0,
  merchantId,
  memberId,
  joinedAt: now,
  turn: 0,
  lots: [],
  held: {},
  debt: ZERO_POINTS,
  earnedInAll: ZERO_POINTS,
  growthDays: [],
  tier: 'basic',
  tierSince: now,
  reviewAt: null,
  noticeAt: null,
  expiredDay: null,
  expiryToldMonth: null,
  dueAt: null,
  ordersCompleted: 0,
  checkIn: null,
});

export const pointsStateOf = ({ lots, held, debt }: MembershipDocument): PointsState => ({ lots, held, debt });

export const withPointsState = (membership: MembershipDocument, state: PointsState): MembershipDocument => ({
  ...membership,
  ...state,
});

/** The membership in a transaction, or one that is about to be stored. */
export async function membershipIn(
  transaction: Transaction,
  merchantId: string,
  memberId: string,
  now: Instant,
): Promise<MembershipDocument> {
  return (
    (await transaction.get('memberships', membershipId(merchantId, memberId))) ??
    newMembership(merchantId, memberId, now)
  );
}

/** Writes a membership together with the journal that changed it, and when the daily job must look at it. */
export function saveMembership(transaction: Transaction, membership: MembershipDocument): Promise<void> {
  return saveDocument(transaction, 'memberships', { ...membership, dueAt: dailyDueAt(membership) });
}

/** Counts points as earned, for the total that the member is shown. */
export const withEarned = (membership: MembershipDocument, earned: Points): MembershipDocument => ({
  ...membership,
  earnedInAll: addPoints(membership.earnedInAll, earned),
});

/** Adds growth on a day, raises the tier at once where it is reached, and withdraws a notice that it makes untrue. */
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
  ]
    // A day at 0 has no journal that says so, or several that say nothing: a rebuild from them leaves it out, too.
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => (a.day < b.day ? -1 : 1));
  const decision = reviewTier(
    settings,
    {
      tier: membership.tier,
      since: membership.tierSince,
      growth: growthInYear(growthDays, today),
      noticeAt: membership.noticeAt,
    },
    now,
  );
  return decision.kind === 'up'
    ? {
        ...membership,
        growthDays,
        tier: decision.tier,
        tierSince: decision.since,
        noticeAt: null,
        reviewAt: endOfDay(today),
      }
    : { ...membership, growthDays, noticeAt: decision.kind === 'stay' ? decision.noticeAt : membership.noticeAt };
}

/** Points held for an order, 0 where none are. */
export const heldFor = (membership: MembershipDocument, orderId: string): Points =>
  points((membership.held[orderId] ?? []).reduce((sum, part) => sum + part.amount, 0));
