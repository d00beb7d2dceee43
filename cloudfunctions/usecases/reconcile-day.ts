import { dayOf, endOfDay, MINUTE_MS, type Day, type Instant } from '../../src/contract/time';
import { reconcileFrom } from '../core/reconciliation/day-window';
import { heldByBill, NO_TOTALS } from '../core/reconciliation/day-totals';
import { reviewFindings } from './bill-findings';
import { checkClearing } from './check-clearing';
import type { MerchantDocument, ReconciliationDocument } from './documents';
import { keepBill } from './keep-bill';
import { matchJournals, matchRows } from './match-bill';
import type { Ports } from './ports';

/** Days that one tick looks at, and pieces of work that it does on them. */
const DAYS = 5;
const PIECES = 20;
/** Waits for a bill that is not there yet, and after a failure. */
const WAIT_MS = 10 * MINUTE_MS;
/** Something may move between the steps of a day; that the whole account does not agree counts when it stays so. */
const MOST_TRIES = 3;

export const reconciliationId = (merchantId: string, day: Day): string => `${merchantId}:${day}`;

/** A day to be reconciled once the provider has its bill. billBeforeFen: what all earlier bills say is held. */
const newReconciliation = (merchantId: string, day: Day, billBeforeFen: number): ReconciliationDocument => ({
  _id: reconciliationId(merchantId, day),
  v: 1,
  rev: 1,
  merchantId,
  day,
  state: 'waiting',
  cursor: null,
  totals: NO_TOTALS,
  billBeforeFen,
  openExcessFen: 0,
  cumulative: null,
  tries: 0,
  dueAt: reconcileFrom(day),
  doneAt: null,
});

/** Begins the reconciliation of a merchant with the day of its founding; each day, once done, brings the next. */
export async function beginReconciling({ store }: Pick<Ports, 'store'>, merchant: MerchantDocument): Promise<void> {
  await store.insert('reconciliations', newReconciliation(merchant._id, dayOf(merchant.createdAt), 0));
}

/**
 * What the job does from ten in the morning: every merchant's yesterday, and first any earlier day that is not done, in
 * bounded pieces (rulebook section 11). One merchant's failure stops no other's.
 */
export async function reconcileDueDays(ports: Ports, now: Instant): Promise<{ did: number; more: boolean }> {
  const { store, log } = ports;
  const due = await store.find('reconciliations', {
    where: { dueAt: { lte: now } },
    sort: [['dueAt', 1]],
    limit: DAYS,
  });
  let pieces = 0;
  let more = due.length === DAYS;
  for (const day of due) {
    let current: ReconciliationDocument | undefined = day;
    try {
      for (; current && pieces < PIECES; pieces += 1) current = await step(ports, current, now);
      // Saved only here: whoever does a tick's pieces again after a crash finds the same once more.
      if (current && (await store.replace('reconciliations', current))) more = true;
    } catch (error) {
      const id = (current ?? day)._id;
      const message = error instanceof Error ? error.message : String(error);
      log.error('jobItemFailed', { collection: 'reconciliations', id, message });
      await store.update('reconciliations', id, { dueAt: { lte: now } }, { set: { dueAt: now + WAIT_MS } });
    }
  }
  return { did: pieces, more };
}

/** One piece of a day's work. Returns what goes on now: the day, or once it is done the next one; undefined: nothing. */
async function step(
  ports: Ports,
  day: ReconciliationDocument,
  now: Instant,
): Promise<ReconciliationDocument | undefined> {
  switch (day.state) {
    case 'waiting': {
      const kept = await keepBill(ports, day, now);
      if (kept) return { ...day, ...kept };
      ports.log.info('billNotReady', { merchantId: day.merchantId, day: day.day });
      await ports.store.replace('reconciliations', { ...day, dueAt: now + WAIT_MS });
      return undefined;
    }
    case 'rows': {
      const { more, ...part } = await matchRows(ports, day, now);
      return { ...day, ...part, ...(more ? {} : { state: 'journals', cursor: null }) };
    }
    case 'journals': {
      const { more, ...part } = await matchJournals(ports, day, now);
      return { ...day, ...part, ...(more ? {} : { state: 'findings', cursor: null }) };
    }
    case 'findings': {
      const { more, ...part } = await reviewFindings(ports, day, now);
      return more ? { ...day, ...part } : finish(ports, { ...day, ...part }, now);
    }
    case 'done':
      return undefined;
  }
}

/** Compares the whole account where the day is the newest that can have a bill, and brings the next day, if that is due. */
async function finish(
  ports: Ports,
  day: ReconciliationDocument,
  now: Instant,
): Promise<ReconciliationDocument | undefined> {
  const { store, log } = ports;
  const { merchantId } = day;
  const billFen = day.billBeforeFen + heldByBill(day.totals);
  const next = newReconciliation(merchantId, dayOf(endOfDay(day.day)), billFen);
  const isNewest = now < reconcileFrom(next.day);
  const cumulative = isNewest ? await checkClearing(ports, day, now) : null;
  if (cumulative && cumulative.billFen - cumulative.booksFen !== cumulative.findingsFen) {
    const tries = day.tries + 1;
    if (tries < MOST_TRIES) {
      const again = { ...day, cursor: null, openExcessFen: 0, tries, dueAt: now + MINUTE_MS };
      await store.replace('reconciliations', again);
      return undefined;
    }
    log.error('clearingDiffers', { merchantId, day: day.day, ...cumulative });
  }
  await store.insert('reconciliations', next);
  const done: ReconciliationDocument = { ...day, state: 'done', cursor: null, cumulative, dueAt: null, doneAt: now };
  // Another run of the job has gone on with the day meanwhile, and does the rest.
  if (!(await store.replace('reconciliations', done))) return undefined;
  log.info('dayReconciled', { merchantId, day: day.day, ...day.totals.counts });
  return reconcileFrom(next.day) <= now ? next : undefined;
}
