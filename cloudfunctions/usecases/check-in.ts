import { dayOf } from '../../src/contract/time';
import { earnId, earnJournal } from '../core/ledger/journals';
import { checkIn as checkInToday } from '../core/points/check-in';
import { earn, lotExpiry } from '../core/points/lots';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, refuse } from './context';
import type { MerchantDocument } from './documents';
import { membershipIn, pointsStateOf, saveMembership, withEarned, withPointsState } from './memberships';
import { postInTurn } from './post-journal';
import { merchantFor } from './views/merchant-for';
import { membershipView } from './views/membership-view';

/** Checks in for the day: the streak goes on or begins again, and its points are posted (rulebook section 9). */
export async function checkIn(
  context: MemberContext,
  input: ParsedInput<'checkIn'>,
): Promise<Outcome<CallOutput<'checkIn'>>> {
  const merchant = await merchantFor(context, input.merchantId);
  if (!merchant) return refuse('notFound');
  const today = await post(context, merchant);
  if (!today) return refuse('alreadyCheckedIn');
  return done(await membershipView(context, merchant));
}

/** false: today was checked in before. */
async function post(
  { ports, caller, now }: MemberContext,
  { _id: merchantId, settings }: MerchantDocument,
): Promise<boolean> {
  return ports.store.transact(async (transaction) => {
    const membership = await membershipIn(transaction, merchantId, caller._id, now);
    const day = dayOf(now);
    const before = { lastDay: membership.checkIn?.day ?? null, streak: membership.checkIn?.streak ?? 0 };
    const today = checkInToday(settings, before, day);
    if (!today.ok) return false;
    const event = { merchantId, memberId: caller._id, at: now, earned: 'checkIn', what: day };
    const lot = earnId('checkIn', merchantId, caller._id, day);
    const change = earn(pointsStateOf(membership), lot, today.points, now, lotExpiry(now, settings.pointsMonths));
    const { streak } = today.streak;
    const journal = earnJournal({ ...event, parts: change.parts, growth: 0, day, streak });
    const [turned] = await postInTurn(transaction, journal, membership);
    const checked = { ...withPointsState(turned, change.state), checkIn: { day, streak } };
    await saveMembership(transaction, withEarned(checked, today.points));
    return true;
  });
}
