import type { Day, Instant } from '../../src/contract/time';
import { classify, excessFen } from '../core/reconciliation/match';
import { bothSides, type Sides } from './bill-sides';
import { askAboutOrder } from './close-unpaid';
import type { BillFindingDocument, ReconciliationDocument } from './documents';
import type { Ports } from './ports';

const BATCH = 100;

/**
 * Records that bill and books do not agree on an event, and tells it once. What was settled before and does not fit any more
 * is open again; what is open is left to the review of the day.
 */
export async function openFinding(ports: Ports, merchantId: string, day: Day, sides: Sides): Promise<void> {
  const { store, log } = ports;
  const judged = judge(sides);
  if (judged === 'matched') return;
  const { event, kind, number, billFen, booksFen } = sides;
  const finding = { v: 1, merchantId, kind, number, class: judged, billFen, booksFen, closedAt: null } as const;
  const isNew = await store.insert('billFindings', { ...finding, _id: event, rev: 1, firstSeenDay: day });
  if (!isNew) {
    const before = await store.get('billFindings', event);
    if (before?.closedAt == null) return;
    if (!(await store.replace('billFindings', { ...before, ...finding, firstSeenDay: day }))) return;
  }
  log.error('billDifference', { merchantId, day, kind, number, class: judged, billFen, booksFen });
}

const judge = (sides: Sides): BillFindingDocument['class'] | 'matched' => classify(sides);

/**
 * A payment that the bill shows and the books lack: the provider is asked about its order, as after a callback, so that
 * what every report missed is booked now, and the finding closes with the next review. Never throws.
 */
export async function askAboutMissing(
  ports: Ports,
  merchantId: string,
  { kind, number }: Sides,
  now: Instant,
): Promise<void> {
  if (kind !== 'pay') return;
  try {
    const order = await ports.store.get('orders', number);
    if (order?.merchantId === merchantId) await askAboutOrder(ports, order, now);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    ports.log.warn('paymentUnknown', { orderId: number, message });
  }
}

/**
 * Looks at a batch of the merchant's open findings again: one that fits now is closed, one that differs otherwise says
 * so. Returns what is to be stored of the day.
 */
export async function reviewFindings(
  ports: Ports,
  day: ReconciliationDocument,
  now: Instant,
): Promise<Pick<ReconciliationDocument, 'cursor' | 'openExcessFen'> & { more: boolean }> {
  const { store, log } = ports;
  const { merchantId } = day;
  const open = await store.find('billFindings', {
    where: { merchantId, closedAt: null, _id: { gt: day.cursor ?? '' } },
    sort: [['_id', 1]],
    limit: BATCH,
  });
  const sides = await bothSides(ports, merchantId, open);
  let { openExcessFen } = day;
  for (const finding of open) {
    const both = sides.get(finding._id);
    if (!both) continue;
    const judged = judge(both);
    const { billFen, booksFen, kind, number } = both;
    openExcessFen += excessFen(kind, both);
    if (judged === 'matched') {
      await store.replace('billFindings', { ...finding, billFen, booksFen, closedAt: now });
      log.info('billDifferenceClosed', { merchantId, kind, number, firstSeenDay: finding.firstSeenDay });
    } else if (judged !== finding.class || billFen !== finding.billFen || booksFen !== finding.booksFen) {
      await store.replace('billFindings', { ...finding, class: judged, billFen, booksFen });
    }
  }
  return { cursor: open.at(-1)?._id ?? day.cursor, openExcessFen, more: open.length === BATCH };
}
