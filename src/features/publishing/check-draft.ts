import type { CallInput } from '@/contract/calls';
import { fenToNumber, parseYuan } from '@/contract/money';
import type { Instant } from '@/contract/time';
import type { CampaignDraft, ItemDraft, TierDraft } from './draft';

/** What is wrong, in words, by the field beside which it stands: `title`, `items.0.tiers.1.price`. */
export type Faults = Readonly<Record<string, string>>;

export type PublishInput = Omit<CallInput<'publishCampaign'>, 'commandId' | 'merchantId'>;

const MOST_STOCK = 100_000;
const MOST_LIMIT = 999;
const MOST_BPS = 10_000;
const MOST_THRESHOLD = { people: 100_000, units: 1_000_000 } as const;

/** Reads a draft: what the server takes, or every fault in it. The server checks again; here it is told beside the field. */
export function checkDraft(
  draft: CampaignDraft,
  now: Instant,
): { ok: true; input: PublishInput } | { ok: false; faults: Faults } {
  const faults: Record<string, string> = {};
  const wrong = (field: string, words: string | undefined) => {
    if (words !== undefined) faults[field] = words;
  };
  wrong('title', draft.title.trim() === '' ? '给活动起个名字' : tooLong(draft.title, 40));
  wrong('summary', tooLong(draft.summary, 100));
  wrong('items', draft.items.length === 0 ? '至少选一样商品' : undefined);
  for (const [field, words] of scheduleFaults(draft, now)) wrong(field, words);
  const threshold = readThreshold(draft);
  if (threshold === undefined) wrong('threshold', draft.threshold === 'people' ? '写清满几户成团' : '写清满几件成团');
  const items = draft.items.map((item, index) =>
    readItem(item, (field, words) => wrong(`items.${index}.${field}`, words)),
  );
  if (Object.keys(faults).length > 0 || threshold === undefined) return { ok: false, faults };
  const { opensAt, closesAt, arrivesAt, pickupUntil } = draft;
  const words = { title: draft.title.trim(), summary: draft.summary.trim() };
  return { ok: true, input: { ...words, items, threshold, opensAt, closesAt, arrivesAt, pickupUntil } };
}

const tooLong = (text: string, most: number) => (text.trim().length > most ? `最多 ${most} 个字` : undefined);

/** In order: opens, closes, arrives, pickup ends (the contract's `badSchedule`). */
function scheduleFaults(draft: CampaignDraft, now: Instant): Array<[string, string | undefined]> {
  const { opensAt, closesAt, arrivesAt, pickupUntil } = draft;
  const closes = closesAt <= opensAt ? '截单要晚于开团' : closesAt <= now ? '截单时间已经过了' : undefined;
  return [
    ['closesAt', closes],
    ['arrivesAt', arrivesAt < closesAt ? '到货要在截单之后' : undefined],
    ['pickupUntil', pickupUntil <= arrivesAt ? '取货截止要晚于到货' : undefined],
  ];
}

function readThreshold({ threshold: kind, thresholdCount }: CampaignDraft): PublishInput['threshold'] | undefined {
  if (kind === 'none') return { kind };
  const count = wholeNumber(thresholdCount, 1, MOST_THRESHOLD[kind]);
  return count === undefined ? undefined : { kind, count };
}

type Wrong = (field: string, words: string | undefined) => void;

function readItem(item: ItemDraft, wrong: Wrong): PublishInput['items'][number] {
  const stock = wholeNumber(item.stock, 1, MOST_STOCK);
  const limit = item.limit.trim() === '' ? null : wholeNumber(item.limit, 1, MOST_LIMIT);
  const commission = item.commission.trim() === '' ? null : percentBps(item.commission);
  if (stock === undefined) wrong('stock', `库存写 1 到 ${MOST_STOCK} 的整数`);
  if (limit === undefined) wrong('limit', `限购写 1 到 ${MOST_LIMIT} 的整数，不限就留空`);
  if (commission === undefined) wrong('commission', '佣金写 0 到 100，最多两位小数');
  return {
    productId: item.product.productId,
    priceTiers: readTiers(item.tiers, wrong),
    stock: stock ?? 1,
    limitPerMember: limit ?? null,
    commissionBps: commission ?? null,
  };
}

/** From 1 unit, units rising, prices falling (rulebook section 3). */
export function readTiers(tiers: readonly TierDraft[], wrong: Wrong): PublishInput['items'][number]['priceTiers'] {
  let unitsBefore = 0;
  let priceBefore = Infinity;
  return tiers.map((tier, index) => {
    const fromUnits = wholeNumber(tier.fromUnits, 1, 1_000_000);
    const price = parseYuan(tier.price);
    const priceFen = price === undefined ? undefined : fenToNumber(price);
    wrong(`tiers.${index}.fromUnits`, unitsFault(fromUnits, unitsBefore, index));
    wrong(`tiers.${index}.price`, priceFault(priceFen, priceBefore));
    unitsBefore = fromUnits ?? unitsBefore;
    priceBefore = priceFen ?? priceBefore;
    return { fromUnits: fromUnits ?? 0, priceFen: priceFen ?? 0 };
  });
}

function unitsFault(units: number | undefined, before: number, index: number): string | undefined {
  if (units === undefined) return '件数写整数';
  if (index === 0) return units === 1 ? undefined : '第一档从 1 件起';
  return units > before ? undefined : `要多于上一档的 ${before} 件`;
}

function priceFault(fen: number | undefined, before: number): string | undefined {
  if (fen === undefined) return '价格写成 29.80 这样';
  if (fen === 0) return '价格要大于 0';
  return fen < before ? undefined : '要比上一档便宜';
}

function wholeNumber(text: string, min: number, max: number): number | undefined {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : undefined;
  return value !== undefined && value >= min && value <= max ? value : undefined;
}

/** Percent with at most two decimals has the form of an amount of yuan, and its hundredths are basis points. */
function percentBps(text: string): number | undefined {
  const hundredths = parseYuan(text);
  if (hundredths === undefined) return undefined;
  const bps = fenToNumber(hundredths);
  return bps <= MOST_BPS ? bps : undefined;
}
