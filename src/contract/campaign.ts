import type { Fen } from './money';
import type { Instant } from './time';

/** A sku's price from a number of paid units of the group on (rulebook section 3). */
export interface PriceTier {
  /** Rising from 1. */
  fromUnits: number;
  /** Falling. */
  priceFen: Fen;
}

/** When a group counts as reached. */
export type Threshold = { kind: 'none' } | { kind: 'people'; count: number } | { kind: 'units'; count: number };

export const TIERS = ['basic', 'silver', 'gold', 'diamond'] as const;
/** 普通 银卡 金卡 钻石 */
export type Tier = (typeof TIERS)[number];

/** What a campaign offers of one sku. */
export interface CampaignItem {
  sku: string;
  productId: string;
  name: string;
  /** What one unit is: `2 斤装`. */
  spec: string;
  /** Key of the picture: a cloud file id or a path of the package. */
  picture: string;
  /** A wide picture, 5:4, for the first card and the head of the group's page. */
  hero: string;
  /** Name of the colour behind the picture, see the design tokens. */
  plate: string;
  category: string;
  /** At least one, the first from 1 unit. */
  priceTiers: PriceTier[];
  /** Price for members of a tier, the same for everyone in it; never above the group's price, see core/pricing. */
  memberPricesFen?: Partial<Record<Tier, Fen>>;
  /** Units offered in all. */
  stock: number;
  /** Units a member may have over all groups of the campaign; null: no limit. */
  limitPerMember: number | null;
  /** Commission in bps; null: the leader's rate. */
  commissionBps: number | null;
  /** Fresh goods have the shorter after-sale window. */
  fresh: boolean;
}

export const CAMPAIGN_STATES = ['published', 'withdrawn', 'ended'] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

export interface CampaignTerms {
  title: string;
  /** One sentence under the title. */
  summary: string;
  items: CampaignItem[];
  opensAt: Instant;
  closesAt: Instant;
  /** When the goods are promised at the pickup point. */
  arrivesAt: Instant;
  /** Until when the leader hands out on that day. */
  pickupUntil: Instant;
  threshold: Threshold;
}
