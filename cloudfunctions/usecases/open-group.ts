import type { Instant } from '../../src/contract/time';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { derivedId } from './derived-id';
import type { CampaignDocument, GroupDocument, PointDocument } from './documents';
import { newProgress } from './follow-up-order';
import { groupDetailView } from './views/group-detail';

/** A leader opens a campaign's group at their pickup point; one at a time for each campaign and point. */
export async function openGroup(
  context: MemberContext,
  input: ParsedInput<'openGroup'>,
): Promise<Outcome<CallOutput<'openGroup'>>> {
  const { ports, caller, now } = context;
  const { store } = ports;
  const groupId = derivedId('g', caller._id, input.commandId);
  const [point, campaign] = await Promise.all([
    store.get('points', input.pointId),
    store.get('campaigns', input.campaignId),
  ]);
  if (!point) return refuse('notFound');
  if (!mayCall('openGroup', caller, point)) return refuse('forbidden');
  if (!campaign || campaign.merchantId !== point.merchantId) return refuse('notFound');
  const mine = await store.get('groups', groupId);
  if (mine) return answer(context, mine, input);
  if (!point.active) return refuse('wrongState');
  if (campaign.state !== 'published' || campaign.closesAt <= now) return refuse('campaignOver');
  const before = await store.find('groups', { where: { campaignId: campaign._id, pointId: point._id }, limit: 100 });
  if (before.some((group) => group.state !== 'cancelled')) return refuse('alreadyOpened');
  const group = makeGroup(groupId, campaign, point, now);
  await store.insert('progress', newProgress(groupId, campaign.merchantId));
  if (await store.insert('groups', group)) return done(await groupDetailView(context, group));
  // The same tap twice at once: the other one was quicker.
  return answer(context, (await store.get('groups', groupId)) ?? group, input);
}

/** The group that the command opened before; one opened by the same command with other content is not what was asked. */
async function answer(
  context: MemberContext,
  group: GroupDocument,
  { campaignId, pointId }: ParsedInput<'openGroup'>,
): Promise<Outcome<CallOutput<'openGroup'>>> {
  if (group.campaignId !== campaignId || group.pointId !== pointId) return refuse('commandReused');
  return done(await groupDetailView(context, group));
}

function makeGroup(groupId: string, campaign: CampaignDocument, point: PointDocument, now: Instant): GroupDocument {
  const open = campaign.opensAt <= now;
  return {
    _id: groupId,
    v: 1,
    rev: 0,
    merchantId: campaign.merchantId,
    campaignId: campaign._id,
    leaderId: point.leaderId,
    pointId: point._id,
    createdAt: now,
    state: open ? 'open' : 'scheduled',
    title: campaign.title,
    summary: campaign.summary,
    items: campaign.items,
    opensAt: campaign.opensAt,
    closesAt: campaign.closesAt,
    arrivesAt: campaign.arrivesAt,
    pickupUntil: campaign.pickupUntil,
    threshold: campaign.threshold,
    dueAt: open ? campaign.closesAt : campaign.opensAt,
    closedAt: null,
    decidedAt: null,
    finalPricesFen: {},
    arrivals: {},
  };
}
