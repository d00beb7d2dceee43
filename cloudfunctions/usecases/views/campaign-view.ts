import type { CampaignView } from '../../../src/contract/views';
import { commissionRate } from '../../core/reward/rewards';
import type { Context } from '../context';
import type { CampaignDocument, MerchantDocument, PointDocument, StockDocument } from '../documents';
import { stockId } from '../order-holds';
import type { Ports } from '../ports';
import { readById, theOne } from './read-by-id';

type Stores = Pick<Ports, 'store'>;

/**
 * Campaigns as staff and leaders see them. point: of the leader who looks; it decides their commission and says which
 * campaigns they have opened.
 */
export async function campaignViews(
  { ports }: Pick<Context, 'ports'>,
  campaigns: readonly CampaignDocument[],
  point?: PointDocument,
): Promise<CampaignView[]> {
  const stockIds = campaigns.flatMap(({ _id, items }) => items.map(({ sku }) => stockId(_id, sku)));
  const [merchants, stocks, opened, groups] = await Promise.all([
    readById(
      ports.store,
      'merchants',
      campaigns.map(({ merchantId }) => merchantId),
    ),
    readById(ports.store, 'stocks', stockIds),
    openedGroups(ports, campaigns, point),
    Promise.all(campaigns.map(({ _id }) => ports.store.count('groups', { campaignId: _id }))),
  ]);
  return campaigns.map((campaign, index) => ({
    campaignId: campaign._id,
    merchantId: campaign.merchantId,
    state: campaign.state,
    title: campaign.title,
    summary: campaign.summary,
    items: itemViews(campaign, stocks, theOne(merchants, campaign.merchantId), point),
    opensAt: campaign.opensAt,
    closesAt: campaign.closesAt,
    arrivesAt: campaign.arrivesAt,
    pickupUntil: campaign.pickupUntil,
    threshold: campaign.threshold,
    groups: groups[index] ?? 0,
    openedGroupId: opened.get(campaign._id) ?? null,
  }));
}

const itemViews = (
  campaign: CampaignDocument,
  stocks: ReadonlyMap<string, StockDocument>,
  { settings }: MerchantDocument,
  point: PointDocument | undefined,
): CampaignView['items'] =>
  campaign.items.map((item) => ({
    sku: item.sku,
    name: item.name,
    spec: item.spec,
    picture: item.picture,
    plate: item.plate,
    priceTiers: item.priceTiers,
    stock: item.stock,
    left: Math.max(0, stocks.get(stockId(campaign._id, item.sku))?.left ?? 0),
    limitPerMember: item.limitPerMember,
    commissionBps: commissionRate(settings, item.commissionBps, point?.commissionBps ?? null),
  }));

/** By campaign, the group that the point has opened of it; a cancelled one can be opened again. */
async function openedGroups(
  { store }: Stores,
  campaigns: readonly CampaignDocument[],
  point: PointDocument | undefined,
): Promise<Map<string, string>> {
  if (point === undefined || campaigns.length === 0) return new Map();
  const groups = await store.find('groups', {
    where: { campaignId: { in: campaigns.map(({ _id }) => _id) }, pointId: point._id },
    limit: 100,
  });
  return new Map(groups.filter(({ state }) => state !== 'cancelled').map(({ campaignId, _id }) => [campaignId, _id]));
}
