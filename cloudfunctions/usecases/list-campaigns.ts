import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { campaignViews } from './views/campaign-view';
import { before, keyedPage, PAGE_ROWS } from './views/keyed-page';

/** A merchant's campaigns, the newest first. */
export async function listCampaigns(
  context: MemberContext,
  { merchantId, cursor }: ParsedInput<'listCampaigns'>,
): Promise<Outcome<CallOutput<'listCampaigns'>>> {
  const { ports, now, caller } = context;
  if (!mayCall('listCampaigns', caller, { merchantId })) return refuse('forbidden');
  const campaigns = await ports.store.find('campaigns', {
    where: { merchantId, ...before(cursor) },
    sort: [['key', -1]],
    limit: PAGE_ROWS + 1,
  });
  const page = keyedPage(campaigns);
  return done({ now, rows: await campaignViews(context, page.rows), cursor: page.cursor });
}
