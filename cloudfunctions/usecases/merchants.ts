import type { CampaignDocument, GroupDocument, MerchantDocument, PointDocument } from './documents';
import { invariant } from '../core/invariant';
import type { Store } from './ports';

/** Documents that others refer to and that are never removed. Throws InvariantError where one is missing. */
export async function getMerchant(store: Store, merchantId: string): Promise<MerchantDocument> {
  const merchant = await store.get('merchants', merchantId);
  invariant(merchant !== undefined, `merchant ${merchantId} is missing`);
  return merchant;
}

export async function getPoint(store: Store, pointId: string): Promise<PointDocument> {
  const point = await store.get('points', pointId);
  invariant(point !== undefined, `point ${pointId} is missing`);
  return point;
}

export async function getGroupOf(store: Store, groupId: string): Promise<GroupDocument> {
  const group = await store.get('groups', groupId);
  invariant(group !== undefined, `group ${groupId} is missing`);
  return group;
}

export async function getCampaignOf(store: Store, campaignId: string): Promise<CampaignDocument> {
  const campaign = await store.get('campaigns', campaignId);
  invariant(campaign !== undefined, `campaign ${campaignId} is missing`);
  return campaign;
}
