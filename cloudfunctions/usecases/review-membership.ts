import type { LotPart } from '../../src/contract/ledger';
import { dayOf, type Instant } from '../../src/contract/time';
import { dailyReview } from '../core/daily/daily-review';
import { expireJournal } from '../core/ledger/journals';
import { dailyNotice } from './daily-notices';
import type { MembershipDocument } from './documents';
import { saveMembership } from './memberships';
import type { Ports, Transaction } from './ports';
import { postInTurn } from './post-journal';
import { recentMerchant } from './recent';

/**
 * The daily work of one membership, in one transaction (rulebook sections 9 and 10): points that are over expire by one
 * journal a day, the tier is looked at, the member is told. However late or often it runs, each day's work is done once.
 */
export async function reviewMembership(
  { store }: Pick<Ports, 'store'>,
  { _id, merchantId }: Pick<MembershipDocument, '_id' | 'merchantId'>,
  now: Instant,
): Promise<void> {
  const { settings } = await recentMerchant(store, merchantId, now);
  await store.transact(async (transaction) => {
    const membership = await transaction.get('memberships', _id);
    if (!membership || membership.dueAt === null || membership.dueAt > now) return;
    const { facts, expired, news } = dailyReview(membership, settings, now);
    await saveMembership(transaction, await postExpiry(transaction, { ...membership, ...facts }, expired, now));
    for (const each of news) await tell(transaction, dailyNotice(membership, each, now));
  });
}

async function postExpiry(
  transaction: Transaction,
  membership: MembershipDocument,
  expired: readonly LotPart[],
  now: Instant,
): Promise<MembershipDocument> {
  if (expired.length === 0) return membership;
  const { merchantId, memberId } = membership;
  const journal = expireJournal({ merchantId, memberId, at: now, day: dayOf(now), parts: expired });
  const [turned] = await postInTurn(transaction, journal, membership);
  return turned;
}

/** A notice that was made before, by a clock that has since gone back, is not made again. */
async function tell(transaction: Transaction, notice: ReturnType<typeof dailyNotice>): Promise<void> {
  if (!(await transaction.get('notices', notice._id))) await transaction.insert('notices', notice);
}
