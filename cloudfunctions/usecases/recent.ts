import type { Instant } from '../../src/contract/time';
import type { MerchantDocument, PointDocument } from './documents';
import { getMerchant, getPoint } from './merchants';
import type { Store } from './ports';

/** How long a function instance goes by what it read of a merchant or a point: their changes take this long to be felt. */
const REMEMBER_MS = 30_000;
const MOST = 500;

interface Remembered {
  document: MerchantDocument | PointDocument;
  at: Instant;
}
/** By store, so that what one environment holds is never taken for another's. */
const memories = new WeakMap<Store, Map<string, Remembered>>();

async function remembered<Document extends MerchantDocument | PointDocument>(
  store: Store,
  key: string,
  now: Instant,
  read: () => Promise<Document>,
): Promise<Document> {
  const memory = memories.get(store) ?? new Map<string, Remembered>();
  memories.set(store, memory);
  const known = memory.get(key);
  if (known && now >= known.at && now < known.at + REMEMBER_MS) return known.document as Document;
  const document = await read();
  if (memory.size >= MOST) memory.clear();
  memory.set(key, { document, at: now });
  return document;
}

/** The merchant as it was at most 30 s ago, for the busy path of placing and paying. */
export const recentMerchant = (store: Store, merchantId: string, now: Instant): Promise<MerchantDocument> =>
  remembered(store, `merchant:${merchantId}`, now, () => getMerchant(store, merchantId));

/** The pickup point as it was at most 30 s ago. */
export const recentPoint = (store: Store, pointId: string, now: Instant): Promise<PointDocument> =>
  remembered(store, `point:${pointId}`, now, () => getPoint(store, pointId));
