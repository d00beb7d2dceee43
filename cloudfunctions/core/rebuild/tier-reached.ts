import type { Tier } from '../../../src/contract/campaign';
import { dayOf, type Instant } from '../../../src/contract/time';
import type { MerchantSettings } from '../settings';
import { growthInYear, reviewTier } from '../tier/tier';
import type { GrowthStep } from './rebuild-membership';

/**
 * The tier that a member's growth reached, and when, by the settings of today: for a membership that is gone as a whole.
 * Only upward: what has sunk since is left to the daily job, which gives its notice before it lowers anything.
 */
export function tierReached(
  settings: Pick<MerchantSettings, 'tiers'>,
  steps: readonly GrowthStep[],
  joinedAt: Instant,
): { tier: Tier; tierSince: Instant } {
  let tier: Tier = settings.tiers[0]?.tier ?? 'basic';
  let since = joinedAt;
  for (const { at, growthDays } of steps) {
    const growth = growthInYear(growthDays, dayOf(at));
    const decision = reviewTier(settings, { tier, since, growth, noticeAt: null }, at);
    if (decision.kind === 'up') ({ tier, since } = decision);
  }
  return { tier, tierSince: since };
}
