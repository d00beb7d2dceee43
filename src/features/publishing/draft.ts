import { DAY_MS, HOUR_MS, dayOf, startOfDay, type Instant } from '@/contract/time';
import type { ProductView } from '@/contract/views';

/** A campaign as it is being written: what was typed, not yet read. */
export interface CampaignDraft {
  title: string;
  summary: string;
  items: ItemDraft[];
  threshold: 'none' | 'people' | 'units';
  thresholdCount: string;
  opensAt: Instant;
  closesAt: Instant;
  arrivesAt: Instant;
  pickupUntil: Instant;
}

export interface ItemDraft {
  product: ProductView;
  tiers: TierDraft[];
  stock: string;
  /** Units a household may have; empty: no limit. */
  limit: string;
  /** Percent; empty: the leader's own rate. */
  commission: string;
}

export interface TierDraft {
  fromUnits: string;
  price: string;
}

export const MOST_TIERS = 5;
export const MOST_ITEMS = 20;

const OPENING_HOUR = 8;

/** Opens at the next eight in the morning, sells for two days, arrives on the third. */
export function newDraft(now: Instant): CampaignDraft {
  const today = startOfDay(dayOf(now));
  const first = today + OPENING_HOUR * HOUR_MS > now ? today : today + DAY_MS;
  return {
    title: '',
    summary: '',
    items: [],
    threshold: 'people',
    thresholdCount: '10',
    opensAt: first + OPENING_HOUR * HOUR_MS,
    closesAt: first + DAY_MS + 20 * HOUR_MS,
    arrivesAt: first + 2 * DAY_MS + 16 * HOUR_MS,
    pickupUntil: first + 2 * DAY_MS + 21 * HOUR_MS,
  };
}

export const newItem = (product: ProductView): ItemDraft => ({
  product,
  tiers: [{ fromUnits: '1', price: '' }],
  stock: '100',
  limit: '',
  commission: '',
});

/** The draft with a product taken up, or dropped where it was in already. */
export function withProduct(draft: CampaignDraft, product: ProductView): CampaignDraft {
  const chosen = draft.items.some((item) => item.product.productId === product.productId);
  const items = chosen
    ? draft.items.filter((item) => item.product.productId !== product.productId)
    : [...draft.items, newItem(product)].slice(0, MOST_ITEMS);
  return { ...draft, items };
}
