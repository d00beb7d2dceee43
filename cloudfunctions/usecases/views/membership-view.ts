import { fen } from '../../../src/contract/money';
import { pointsToNumber, subtractPoints } from '../../../src/contract/points';
import { dayOf, type Instant } from '../../../src/contract/time';
import type { Membership } from '../../../src/contract/views';
import { invariant } from '../../core/invariant';
import { inviterPayable } from '../../core/ledger/accounts';
import { checkIn, checkInReward } from '../../core/points/check-in';
import { available, expiring, heldBalance } from '../../core/points/lots';
import type { MerchantSettings } from '../../core/settings';
import { earlyMinutes, growthInYear, tierProgress } from '../../core/tier/tier';
import type { MemberContext } from '../context';
import type { MembershipDocument, MerchantDocument } from '../documents';
import { membershipId, newMembership, pointsStateOf } from '../memberships';
import { accountTruth } from './account-truth';
import { couponFace } from './coupon-face';
import { expectedRewards, ordersOfInviter, ordersOfMember } from './expected-rewards';

/** What the caller has at a merchant. */
export async function membershipView(
  { ports, now, caller: member }: MemberContext,
  merchant: MerchantDocument,
): Promise<Membership> {
  const { store } = ports;
  const merchantId = merchant._id;
  const [found, coupons, payable, own, invited] = await Promise.all([
    store.get('memberships', membershipId(merchantId, member._id)),
    store.find('coupons', {
      where: { memberId: member._id, merchantId, expiresAt: { gt: now } },
      sort: [['expiresAt', 1]],
      limit: 200,
    }),
    accountTruth(ports, inviterPayable(merchantId, member._id)),
    expectedRewards(ports, ordersOfMember(merchantId, member._id)),
    expectedRewards(ports, ordersOfInviter(merchantId, member._id)),
  ]);
  const membership = found ?? newMembership(merchantId, member._id, now);
  const { settings } = merchant;
  return {
    now,
    merchantId,
    merchantName: merchant.name,
    ...tierPart(membership, settings, now),
    ...pointsPart(membership, now),
    expectedPoints: own.points,
    referral: {
      payableFen: fen(payable),
      expectedFen: invited.referralFen,
      unit: settings.referral.unit,
      bps: settings.referral.bps,
      days: settings.referral.days,
    },
    checkIn: checkInPart(membership, settings, now),
    coupons: coupons
      .filter(({ state }) => state === 'usable')
      .slice(0, 100)
      .map(couponFace),
    ordersCompleted: membership.ordersCompleted,
  };
}

/** The tier is the stored one: growth may have sunk below it while the member still keeps it (rulebook section 10). */
function tierPart({ tier, growthDays }: MembershipDocument, settings: MerchantSettings, now: Instant) {
  const terms = settings.tiers.find((each) => each.tier === tier);
  invariant(terms !== undefined, `no terms for tier ${tier}`);
  const growth = growthInYear(growthDays, dayOf(now));
  const { multiplierBps, next } = tierProgress(settings, Math.max(growth, terms.growth));
  return {
    tier,
    multiplierBps,
    growth,
    nextTier: next === null ? null : { tier: next.tier, growth: next.growth, toGo: next.growth - growth },
    tierGrowth: terms.growth,
    earlyMinutes: earlyMinutes(settings, tier),
  };
}

function pointsPart(membership: MembershipDocument, now: Instant) {
  const state = pointsStateOf(membership);
  return {
    // There is never a debt beside spendable points, so this is the one or, below zero, the other.
    points: subtractPoints(available(state, now), state.debt),
    held: heldBalance(state),
    debt: state.debt,
    expiring: expiring(state, now),
    earnedInAll: membership.earnedInAll,
  };
}

/** streak: the days in a row that a check-in now would go on from, or that today's has reached. */
function checkInPart(membership: MembershipDocument, settings: MerchantSettings, now: Instant): Membership['checkIn'] {
  const last = membership.checkIn;
  const next = checkIn(settings, { lastDay: last?.day ?? null, streak: last?.streak ?? 0 }, dayOf(now));
  const rewards = settings.pointsRewards.checkIn.map(pointsToNumber);
  if (next.ok) return { streak: next.streak.streak - 1, today: false, rewards, next: pointsToNumber(next.points) };
  const streak = last?.streak ?? 0;
  return { streak, today: true, rewards, next: pointsToNumber(checkInReward(settings, streak + 1)) };
}
