import type { Tier } from '../../../src/contract/campaign';
import { addFen, compareFen, type Fen } from '../../../src/contract/money';
import type { RefundReason } from '../../../src/contract/order';
import { MINUTE_MS } from '../../../src/contract/time';
import type { GroupDetail, GroupItem } from '../../../src/contract/views';
import { groupStateAt, mayPlace } from '../../core/group/group-rules';
import { unitPrice } from '../../core/pricing/price-tiers';
import { earlyMinutes } from '../../core/tier/tier';
import type { Context } from '../context';
import type { GroupDocument, OrderDocument } from '../documents';
import { getMerchant, getPoint } from '../merchants';
import { purchaseId } from '../order-holds';
import { callerTier, hasMemberPrices } from './caller-tier';
import { cardOf, priceNow } from './group-card';
import { factsOf, readGroupFacts, type GroupFacts } from './group-facts';
import { participantRows } from './participants';
import { pointView } from './point-view';
import { readById } from './read-by-id';

const SHOWN_PARTICIPANTS = 3;
const FIRST_TIER: Tier = 'basic';

/** A group as whoever calls may see it, with their own prices, limits and orders. */
export async function groupDetailView(context: Context, group: GroupDocument): Promise<GroupDetail> {
  const { ports, now, caller } = context;
  const tierMatters = hasMemberPrices(group) || groupStateAt(group, now) === 'scheduled';
  const [merchant, point, facts, tier, bought, orders] = await Promise.all([
    getMerchant(ports.store, group.merchantId),
    getPoint(ports.store, group.pointId).then((document) => pointView(ports, now, document)),
    readGroupFacts(ports, [group]).then((all) => factsOf(all, group)),
    tierMatters ? callerTier(context, group.merchantId) : FIRST_TIER,
    boughtUnits(context, group),
    ordersOfCaller(context, group),
  ]);
  const [participants, myRefundFen] = await Promise.all([
    participantRows(context, group, facts.progress, facts.progress.members.length, SHOWN_PARTICIPANTS),
    refundedByGroup(context, orders),
  ]);
  const { settings } = merchant;
  const early = earlyMinutes(settings, tier);
  return {
    now,
    card: cardOf(group, facts, now, tier),
    summary: group.summary,
    items: itemViews(group, facts, tier, bought, now),
    point,
    participants,
    participantCount: facts.progress.members.length,
    mayPlace: caller !== undefined && mayPlace(group, now, early).ok,
    opensForMeAt: Math.max(0, group.opensAt - early * MINUTE_MS),
    myOrderId: newestAlive(orders)?._id ?? null,
    myRefundFen,
    rules: {
      unpaidMinutes: settings.unpaidMinutes,
      windowDays: settings.windowDays,
      freshWindowHours: settings.freshWindowHours,
      autoCollectDays: settings.autoCollectDays,
    },
  };
}

function itemViews(
  group: GroupDocument,
  facts: GroupFacts,
  tier: Tier,
  bought: ReadonlyMap<string, number>,
  now: number,
): GroupItem[] {
  const state = groupStateAt(group, now);
  return group.items.map((item) => {
    const paidUnits = facts.progress.units[item.sku] ?? 0;
    const price = priceNow(group, item, facts, state, tier);
    const forEverybody = unitPrice({ priceTiers: item.priceTiers }, paidUnits, tier);
    return {
      sku: item.sku,
      name: item.name,
      spec: item.spec,
      picture: item.picture,
      plate: item.plate,
      fresh: item.fresh,
      priceTiers: item.priceTiers,
      ...price,
      memberPriceFen: hasOwnPrice(group, item.sku, price.priceFen, forEverybody) ? price.priceFen : null,
      paidUnits,
      left: facts.left.get(item.sku) ?? 0,
      limitPerMember: item.limitPerMember,
      bought: bought.get(item.sku) ?? 0,
    };
  });
}

/** Whether a price is lower for the tier; a final price is the same for everybody. */
const hasOwnPrice = (group: GroupDocument, sku: string, priceFen: Fen, forEverybody: Fen): boolean =>
  group.finalPricesFen[sku] === undefined && compareFen(priceFen, forEverybody) < 0;

async function boughtUnits({ ports, caller }: Context, group: GroupDocument): Promise<Map<string, number>> {
  if (!caller) return new Map();
  const idOf = (sku: string) => purchaseId(group.campaignId, sku, caller._id);
  const purchases = await readById(
    ports.store,
    'purchases',
    group.items.map(({ sku }) => idOf(sku)),
  );
  return new Map(group.items.map(({ sku }) => [sku, Math.max(0, purchases.get(idOf(sku))?.units ?? 0)]));
}

async function ordersOfCaller({ ports, caller }: Context, group: GroupDocument): Promise<OrderDocument[]> {
  if (!caller) return [];
  return ports.store.find('orders', { where: { groupId: group._id, memberId: caller._id }, limit: 50 });
}

const newestAlive = (orders: readonly OrderDocument[]): OrderDocument | undefined =>
  orders
    .filter(({ state }) => state !== 'cancelled' && state !== 'refunded')
    .sort((a, b) => (a.key < b.key ? 1 : -1))[0];

/** What a group gives back by its own fate; what a member cancels or complains about is not its doing. */
const BY_THE_GROUP: readonly RefundReason[] = ['groupFailed', 'groupCancelled', 'tierDifference'];

async function refundedByGroup({ ports }: Context, orders: readonly OrderDocument[]): Promise<Fen> {
  const paid = orders.filter(({ paidAt }) => paidAt !== null).map(({ _id }) => _id);
  if (paid.length === 0) return addFen();
  const refunds = await ports.store.find('refunds', { where: { orderId: { in: paid } }, limit: 200 });
  return addFen(...refunds.filter(({ reason }) => BY_THE_GROUP.includes(reason)).map(({ fen }) => fen));
}
