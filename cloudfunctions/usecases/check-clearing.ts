import type { Instant } from '../../src/contract/time';
import { journalWindow } from '../core/reconciliation/day-window';
import { heldByBill } from '../core/reconciliation/day-totals';
import { excessFen } from '../core/reconciliation/match';
import { moneyEventOf } from '../core/reconciliation/money-event';
import { clearing } from '../core/ledger/accounts';
import { bothSides } from './bill-sides';
import type { JournalDocument, ReconciliationDocument } from './documents';
import type { Ports } from './ports';
import { sortKey } from './sort-key';
import { readAll } from './views/read-all';

const BATCH = 100;
const MOST_JOURNALS = 5000;

/**
 * Compares the whole account with all bills (rulebook section 11):
 * - `billFen`: paid less refunded less paid out by every row kept, from the merchant's first day to this one;
 * - `booksFen`: minus the balance of the clearing account, without the journals that are younger than the day and that no bill
 *   kept so far names;
 * - `findingsFen`: what the bill shows more than the books over the open findings.
 * The first less the second is the third, or something was never compared. null: more is young than can be read at once.
 */
export async function checkClearing(
  ports: Ports,
  day: ReconciliationDocument,
  now: Instant,
): Promise<NonNullable<ReconciliationDocument['cumulative']> | null> {
  const { store } = ports;
  const account = clearing(day.merchantId);
  const billFen = day.billBeforeFen + heldByBill(day.totals);
  // Journals first: one that is applied in between is then marked in the balance, and so is not counted twice.
  const unapplied = await readAll(store, 'journals', { appliedAt: null, accounts: account }, MOST_JOURNALS);
  const balance = await store.get('balances', account);
  const marked = new Set(balance?.applied.map(({ id }) => id));
  const late = unapplied.filter(({ _id }) => !marked.has(_id));
  const known = new Set([...marked, ...late.map(({ _id }) => _id)]);
  const youngFrom = sortKey(journalWindow(day.day).until, '');
  const young = await readAll(store, 'journals', { accounts: account }, MOST_JOURNALS, youngFrom);
  if (unapplied.length >= MOST_JOURNALS || young.length >= MOST_JOURNALS) return null;
  const counted = young.filter(
    // One posted since the balance was read is not in it, and not to be taken out of it.
    ({ _id, appliedAt }) => known.has(_id) || (appliedAt !== null && appliedAt < now),
  );
  const all = late.reduce((sum, journal) => sum + heldBy(journal), -(balance?.balance ?? 0));
  const unbilled = await unbilledFen(ports, day.merchantId, counted);
  return { billFen, booksFen: all - unbilled, findingsFen: day.openExcessFen };
}

/** What a journal makes the provider hold more, in fen. */
function heldBy(journal: JournalDocument): number {
  const event = moneyEventOf(journal);
  return event ? excessFen(event.kind, { billFen: event.fen, booksFen: null }) : 0;
}

/** The same of all journals that no row kept names. */
async function unbilledFen(
  ports: Pick<Ports, 'store'>,
  merchantId: string,
  journals: readonly JournalDocument[],
): Promise<number> {
  let sum = 0;
  for (let start = 0; start < journals.length; start += BATCH) {
    const events = journals.slice(start, start + BATCH).flatMap((journal) => moneyEventOf(journal) ?? []);
    for (const sides of (await bothSides(ports, merchantId, events)).values())
      if (sides.billFen === null) sum -= excessFen(sides.kind, sides);
  }
  return sum;
}
