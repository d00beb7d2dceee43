import { isZeroPoints } from '../../src/contract/points';
import { dayOf, type Instant } from '../../src/contract/time';
import { earnId, earnJournal } from '../core/ledger/journals';
import { earn, lotExpiry } from '../core/points/lots';
import { NEW_NICKNAME } from './become-member';
import type { MemberDocument } from './documents';
import { membershipIn, pointsStateOf, saveMembership, withEarned, withPointsState } from './memberships';
import type { Ports } from './ports';
import { postInTurn } from './post-journal';
import { recentMerchant, recentPoint } from './recent';

/** A profile with a name of one's own and a picture is complete. */
const isComplete = ({ nickname, avatar }: MemberDocument): boolean =>
  nickname !== '' && nickname !== NEW_NICKNAME && avatar !== '';

/** Points for a completed profile, once at the merchant of the chosen pickup point (rulebook section 9). */
export async function rewardProfile({ store }: Ports, member: MemberDocument, now: Instant): Promise<void> {
  if (!isComplete(member) || member.pointId === null) return;
  const { merchantId } = await recentPoint(store, member.pointId, now);
  const { settings } = await recentMerchant(store, merchantId, now);
  const reward = settings.pointsRewards.profile;
  const memberId = member._id;
  const id = earnId('profile', merchantId, memberId, 'once');
  if (isZeroPoints(reward) || (await store.get('journals', id))) return;
  await store.transact(async (transaction) => {
    if (await transaction.get('journals', id)) return;
    const membership = await membershipIn(transaction, merchantId, memberId, now);
    const change = earn(pointsStateOf(membership), id, reward, now, lotExpiry(now, settings.pointsMonths));
    const event = { merchantId, memberId, at: now, earned: 'profile', what: 'once', day: dayOf(now) };
    const journal = earnJournal({ ...event, parts: change.parts, growth: 0 });
    const [turned] = await postInTurn(transaction, journal, membership);
    await saveMembership(transaction, withEarned(withPointsState(turned, change.state), reward));
  });
}
