import type { CampaignItem } from '../../src/contract/campaign';
import { fenToNumber } from '../../src/contract/money';
import type { CanonicalValue } from '../core/canonical';
import { validatePriceTiers } from '../core/pricing/price-tiers';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { derivedId, inputHash } from './derived-id';
import type { CampaignDocument, ProductDocument, StockDocument } from './documents';
import { stockId } from './order-holds';
import { sortKey } from './sort-key';
import { campaignViews } from './views/campaign-view';

type Input = ParsedInput<'publishCampaign'>;
type Refusal = Extract<Outcome<never>, { ok: false }>;

/** A merchant publishes a campaign that its leaders can open groups of. */
export async function publishCampaign(
  context: MemberContext,
  input: Input,
): Promise<Outcome<CallOutput<'publishCampaign'>>> {
  const { ports, caller, now } = context;
  const { store } = ports;
  if (!mayCall('publishCampaign', caller, { merchantId: input.merchantId })) return refuse('forbidden');
  const campaignId = derivedId('c', caller._id, input.commandId);
  const hash = hashOf(input);
  const before = await store.get('campaigns', campaignId);
  if (before && before.inputHash !== hash) return refuse('commandReused');
  const refused = before ? undefined : check(input, now);
  if (refused) return refused;
  const products = await store.getMany(
    'products',
    input.items.map(({ productId }) => productId),
  );
  const items = input.items.map((item) =>
    campaignItem(
      item,
      products.find(({ _id }) => _id === item.productId),
    ),
  );
  const known = items.filter((item) => item !== undefined);
  const mine = products.every((product) => product.merchantId === input.merchantId);
  if (known.length < items.length || !mine) return refuse('notFound');
  const campaign: CampaignDocument = before ?? {
    _id: campaignId,
    v: 1,
    rev: 1,
    key: sortKey(now, campaignId),
    merchantId: input.merchantId,
    inputHash: hash,
    state: 'published',
    title: input.title,
    summary: input.summary,
    items: known,
    opensAt: input.opensAt,
    closesAt: input.closesAt,
    arrivesAt: input.arrivesAt,
    pickupUntil: input.pickupUntil,
    threshold: input.threshold,
    createdAt: now,
    createdBy: caller._id,
  };
  // Stock comes first: a campaign that leaders can see always has it.
  await store.insertMissing(
    'stocks',
    campaign.items.map((item) => stockOf(campaign, item)),
  );
  if (!before) await store.insert('campaigns', campaign);
  const [view] = await campaignViews(context, [campaign]);
  return view ? done(view) : refuse('notFound');
}

/** The command's content in plain values: amounts are numbers on the wire. */
const hashOf = ({ commandId: _, ...content }: Input): string =>
  inputHash(JSON.parse(JSON.stringify(content)) as CanonicalValue);

function check(input: Input, now: number): Refusal | undefined {
  if (input.items.some((item) => !validatePriceTiers(item.priceTiers).ok)) return refuse('badTiers');
  if (new Set(input.items.map(({ productId }) => productId)).size < input.items.length) return refuse('badTiers');
  const { opensAt, closesAt, arrivesAt, pickupUntil } = input;
  const inOrder = opensAt < closesAt && closesAt <= arrivesAt && arrivesAt < pickupUntil;
  return inOrder && closesAt > now ? undefined : refuse('badSchedule');
}

function campaignItem(item: Input['items'][number], product: ProductDocument | undefined): CampaignItem | undefined {
  if (!product) return undefined;
  const { name, spec, picture, hero, plate, category, fresh } = product;
  return {
    // One sku a product: the price tiers are the product's own within the campaign.
    sku: product._id,
    productId: product._id,
    name,
    spec,
    picture,
    hero,
    plate,
    category,
    fresh,
    priceTiers: item.priceTiers.map((tier) => ({ fromUnits: tier.fromUnits, priceFen: tier.priceFen })),
    memberPricesFen: Object.fromEntries(
      Object.entries(item.memberPricesFen ?? {}).filter(([, price]) => price !== undefined && fenToNumber(price) > 0),
    ),
    stock: item.stock,
    limitPerMember: item.limitPerMember,
    commissionBps: item.commissionBps,
  };
}

const stockOf = (campaign: CampaignDocument, item: CampaignItem): StockDocument => ({
  _id: stockId(campaign._id, item.sku),
  v: 1,
  merchantId: campaign.merchantId,
  campaignId: campaign._id,
  sku: item.sku,
  name: item.name,
  left: item.stock,
  applied: [],
});
