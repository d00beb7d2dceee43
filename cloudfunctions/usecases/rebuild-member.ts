import { dayOf, endOfDay, type Instant } from '../../src/contract/time';
import { dailyDueAt } from '../core/daily/daily-review';
import { memberPoints } from '../core/ledger/accounts';
import { growthSteps, inTurn, isWhole, rebuildMembership } from '../core/rebuild/rebuild-membership';
import { referralMonths } from '../core/rebuild/referral-of';
import { tierReached } from '../core/rebuild/tier-reached';
import type { MerchantSettings } from '../core/settings';
import type { JournalDocument, MembershipDocument } from './documents';
import { membershipId, newMembership } from './memberships';
import type { Ports } from './ports';
import { readAll } from './views/read-all';

const TRIES = 5;

/**
 * Writes everything of a membership that its journals say anew; what they do not say (when the member joined, the tier and
 * what the daily job remembers) stays as it is. Every such journal raises the membership's revision together with its own
 * insert, so that reading the membership first is enough. Returns whether the member is an inviter who was paid in points.
 */
export async function rebuildMember(
  ports: Pick<Ports, 'store' | 'log'>,
  merchantId: string,
  settings: Pick<MerchantSettings, 'tiers'>,
  memberId: string,
  now: Instant,
): Promise<{ isInviter: boolean }> {
  const { store } = ports;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await store.get('memberships', membershipId(merchantId, memberId));
    const all = await readAll(store, 'journals', { accounts: memberPoints(merchantId, memberId) }, Infinity);
    const journals = inTurn(all, memberId);
    if (!isWhole(journals, memberId)) ports.log.error('journalsMissing', { merchantId, memberId });
    const membership = { ...(before ?? lost(merchantId, memberId, settings, journals, now)), rebuiltAt: now };
    const rebuilt = { ...membership, ...rebuildMembership(journals, memberId) };
    const due = { ...rebuilt, dueAt: dailyDueAt(rebuilt) };
    const isWritten = before
      ? await store.replace('memberships', due)
      : await store.insert('memberships', { ...due, rev: 1 });
    if (isWritten) return { isInviter: referralMonths(all, memberId).size > 0 };
  }
  throw new Error(`membership ${merchantId}:${memberId} is written too often to be rebuilt`);
}

/** A membership that is gone as a whole: it began with its first journal, and has the tier that its growth reached. */
function lost(
  merchantId: string,
  memberId: string,
  settings: Pick<MerchantSettings, 'tiers'>,
  journals: readonly JournalDocument[],
  now: Instant,
): MembershipDocument {
  const joinedAt = journals[0]?.at ?? now;
  const reached = tierReached(settings, growthSteps(journals, memberId), joinedAt);
  const isLowest = reached.tier === settings.tiers[0]?.tier;
  const reviewAt = isLowest ? null : endOfDay(dayOf(now));
  return { ...newMembership(merchantId, memberId, joinedAt), ...reached, reviewAt };
}
