import type { Instant } from '../../src/contract/time';
import { eventKey } from '../core/reconciliation/money-event';
import { sumRows, type SummedRow } from '../core/reconciliation/sum-rows';
import type { BillRowDocument, MerchantDocument, ReconciliationDocument } from './documents';
import { getMerchant } from './merchants';
import type { Ports } from './ports';
import { readById } from './views/read-by-id';

const BATCH = 100;
/** Rows that one piece of work keeps; a longer bill is read again and goes on behind them. */
const MOST_ROWS = 2000;
/** Owner of what is no merchant's. */
const NOBODY = '-';

/**
 * Reads the provider's bill of the day and keeps its rows, so that events are found by number whatever day they were booked
 * on. Returns what is to be stored of the day: it goes on with its rows once all are kept; null: the bill is not there yet.
 */
export async function keepBill(
  ports: Ports,
  day: ReconciliationDocument,
  now: Instant,
): Promise<Pick<ReconciliationDocument, 'state' | 'cursor'> | null> {
  const merchant = await getMerchant(ports.store, day.merchantId);
  const bill = await ports.payments.bill(day.day, merchant.subMchId);
  if (bill === 'notReady') return null;
  const rows = sumRows(bill).filter((row) => day.cursor === null || placeOf(row) > day.cursor);
  const part = rows.slice(0, MOST_ROWS);
  for (let start = 0; start < part.length; start += BATCH)
    await keepRows(ports, merchant, day.day, part.slice(start, start + BATCH), now);
  const last = part.at(-1);
  return part.length < rows.length && last
    ? { state: 'waiting', cursor: placeOf(last) }
    : { state: 'rows', cursor: null };
}

const placeOf = ({ kind, number }: SummedRow): string => `${kind}:${number}`;

async function keepRows(
  ports: Ports,
  merchant: MerchantDocument,
  day: string,
  rows: readonly SummedRow[],
  now: Instant,
): Promise<void> {
  const own = await ownRows(ports, merchant, day, rows, now);
  const documents = own.map((row): BillRowDocument => {
    const { kind, number, fen, feeFen } = row;
    const event = eventKey(merchant._id, row);
    return { _id: `${event}:${day}`, v: 1, merchantId: merchant._id, day, kind, number, event, fen, feeFen };
  });
  const kept = await readById(
    ports.store,
    'billRows',
    documents.map(({ _id }) => _id),
  );
  await ports.store.insertMissing(
    'billRows',
    documents.filter(({ _id }) => !kept.has(_id)),
  );
}

/**
 * The rows that are this merchant's to explain. Transfers are the whole deployment's, and two merchants may be one to the
 * provider: what is known as another's is left to it, unless that one's money does not belong on this bill at all.
 */
async function ownRows(
  ports: Ports,
  merchant: MerchantDocument,
  day: string,
  rows: readonly SummedRow[],
  now: Instant,
): Promise<SummedRow[]> {
  const { store } = ports;
  const owners = await ownersOf(store, rows);
  const others = await readById(store, 'merchants', new Set(owners.values()));
  const own: SummedRow[] = [];
  for (const row of rows) {
    const owner = owners.get(placeOf(row));
    if (row.kind === 'transfer') {
      if (owner === merchant._id) own.push(row);
      else if (owner === undefined) await reportUnknownTransfer(ports, row, day, now);
    } else if (owner === undefined || owner === merchant._id || others.get(owner)?.subMchId !== merchant.subMchId) {
      own.push(row);
    }
  }
  return own;
}

/** By row, the merchant whose order, refund or withdrawal has the row's number. */
async function ownersOf(store: Ports['store'], rows: readonly SummedRow[]): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  for (const [kind, collection] of [
    ['pay', 'orders'],
    ['refund', 'refunds'],
    ['transfer', 'withdrawals'],
  ] as const) {
    const numbers = rows.filter((row) => row.kind === kind).map(({ number }) => number);
    const known = await readById<'orders' | 'refunds' | 'withdrawals'>(store, collection, numbers);
    for (const [number, { merchantId }] of known) owners.set(`${kind}:${number}`, merchantId);
  }
  return owners;
}

/** Money left the account that pays out, and no merchant of this deployment asked for it: told once. */
async function reportUnknownTransfer(
  { store, log }: Ports,
  { kind, number, fen }: SummedRow,
  day: string,
  now: Instant,
): Promise<void> {
  const isNew = await store.insert('billFindings', {
    _id: eventKey(NOBODY, { kind, number }),
    v: 1,
    rev: 1,
    merchantId: NOBODY,
    kind,
    number,
    class: 'missingInBooks',
    billFen: fen,
    booksFen: null,
    firstSeenDay: day,
    // Nobody's books will ever have it, so there is nothing to look at again.
    closedAt: now,
  });
  if (isNew) log.error('transferUnknown', { number, fen, day });
}
