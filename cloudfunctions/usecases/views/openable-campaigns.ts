import type { CampaignView } from '../../../src/contract/views';
import type { Context } from '../context';
import type { PointDocument } from '../documents';
import { campaignViews } from './campaign-view';

const MOST_CAMPAIGNS = 50;

/** Campaigns that a leader can open or has opened at a point, the first to close first. */
export async function openableCampaigns(context: Context, point: PointDocument): Promise<CampaignView[]> {
  const campaigns = await context.ports.store.find('campaigns', {
    where: { merchantId: point.merchantId, state: 'published', closesAt: { gt: context.now } },
    sort: [['closesAt', 1]],
    limit: MOST_CAMPAIGNS,
  });
  return campaignViews(context, campaigns, point);
}
