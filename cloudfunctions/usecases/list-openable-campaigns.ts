import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done } from './context';
import { leadingOf } from './leading';
import { openableCampaigns } from './views/openable-campaigns';

/** What the caller's merchant offers to be opened. */
export async function listOpenableCampaigns(
  context: MemberContext,
  { merchantId }: ParsedInput<'listOpenableCampaigns'>,
): Promise<Outcome<CallOutput<'listOpenableCampaigns'>>> {
  const found = await leadingOf(context, 'listOpenableCampaigns', merchantId);
  if (!found.ok) return found;
  return done({ now: context.now, campaigns: await openableCampaigns(context, found.leading.point) });
}
