import { journalWindow } from '../core/reconciliation/day-window';
import { addToTotals, type DayEvent } from '../core/reconciliation/day-totals';
import { classify } from '../core/reconciliation/match';
import { moneyEventOf } from '../core/reconciliation/money-event';
import { clearing } from '../core/ledger/accounts';
import type { Instant } from '../../src/contract/time';
import { askAboutMissing, openFinding } from './bill-findings';
import { bothSides, type Sides } from './bill-sides';
import type { ReconciliationDocument } from './documents';
import type { Ports } from './ports';
import { sortKey } from './sort-key';

const ROWS = 100;
/** A journal with many lots is large, and the database answers with at most 1 MB. */
const JOURNALS = 50;

type Part = Pick<ReconciliationDocument, 'cursor' | 'totals'> & { more: boolean };

/** Compares a batch of the rows of the day's bill with the books. Returns what is to be stored of the day. */
export async function matchRows(ports: Ports, day: ReconciliationDocument, now: Instant): Promise<Part> {
  const { merchantId } = day;
  const rows = await ports.store.find('billRows', {
    where: { merchantId, day: day.day, _id: { gt: day.cursor ?? '' } },
    sort: [['_id', 1]],
    limit: ROWS,
  });
  const sides = await bothSides(ports, merchantId, rows);
  const events: DayEvent[] = [];
  for (const { event, fen } of rows) {
    const both = sides.get(event);
    if (!both) continue;
    events.push({ ...both, dayFen: fen });
    await report(ports, day, both, now);
  }
  const feesFen = rows.reduce((sum, row) => sum + row.feeFen, 0);
  const totals = addToTotals(day.totals, events, feesFen);
  return { cursor: rows.at(-1)?._id ?? day.cursor, totals, more: rows.length === ROWS };
}

/** Looks for journals of the day that no bill names; those that one names are, or will be, compared with its rows. */
export async function matchJournals(ports: Ports, day: ReconciliationDocument, now: Instant): Promise<Part> {
  const { merchantId } = day;
  const { from, until } = journalWindow(day.day);
  const journals = await ports.store.find('journals', {
    where: {
      accounts: clearing(merchantId),
      key: { gt: day.cursor ?? sortKey(from, ''), lt: sortKey(until, '') },
    },
    sort: [['key', 1]],
    limit: JOURNALS,
  });
  const booked = journals.flatMap((journal) => moneyEventOf(journal) ?? []);
  const events: DayEvent[] = [];
  for (const both of (await bothSides(ports, merchantId, booked)).values()) {
    if (both.billFen !== null) continue;
    events.push({ ...both, dayFen: null });
    await report(ports, day, both, now);
  }
  const totals = addToTotals(day.totals, events, 0);
  return { cursor: journals.at(-1)?.key ?? day.cursor, totals, more: journals.length === JOURNALS };
}

async function report(ports: Ports, day: ReconciliationDocument, sides: Sides, now: Instant): Promise<void> {
  const judged = classify(sides);
  if (judged === 'matched') return;
  await openFinding(ports, day.merchantId, day.day, sides);
  if (judged === 'missingInBooks') await askAboutMissing(ports, day.merchantId, sides, now);
}
