import type { BillKind } from '../../src/contract/reconciliation';
import type { BothSides } from '../core/reconciliation/match';
import { eventKey, journalIdOf, moneyEventOf, type MoneyEvent } from '../core/reconciliation/money-event';
import type { BillRowDocument } from './documents';
import type { Ports } from './ports';

/** An event of a merchant as bill and books have it now, in fen; null: that side does not name it. */
export interface Sides extends BothSides, MoneyEvent {
  kind: BillKind;
  /** merchant:kind:number. */
  event: string;
}

/** More rows than the events of a batch can have: nearly all have one, a payout that came back has two. */
const MOST_ROWS = 1000;

/** Looks up both sides of events of one merchant, at most 100: every row kept so far, and the journals by their numbers. */
export async function bothSides(
  { store }: Pick<Ports, 'store'>,
  merchantId: string,
  events: readonly MoneyEvent[],
): Promise<Map<string, Sides>> {
  const named = events.map((event) => ({ ...event, event: eventKey(merchantId, event) }));
  if (named.length === 0) return new Map();
  const rows = await rowsOf({ store }, [...new Set(named.map(({ event }) => event))]);
  const journals = await store.getMany('journals', [...new Set(named.map(journalIdOf))]);
  const books = new Map<string, number>();
  // A payment booked at another merchant is not in this one's books.
  for (const journal of journals) {
    const moved = journal.merchantId === merchantId ? moneyEventOf(journal) : null;
    if (moved) books.set(eventKey(merchantId, moved), moved.fen);
  }
  return new Map(
    named.map(({ event, kind, number }) => [
      event,
      { event, kind, number, billFen: billFenOf(rows.get(event)), booksFen: books.get(event) ?? null },
    ]),
  );
}

/** The rows kept of events, at most 100. */
export async function rowsOf(
  { store }: Pick<Ports, 'store'>,
  events: readonly string[],
): Promise<Map<string, BillRowDocument[]>> {
  const byEvent = new Map<string, BillRowDocument[]>();
  if (events.length === 0) return byEvent;
  for (const row of await store.find('billRows', { where: { event: { in: events } }, limit: MOST_ROWS }))
    byEvent.set(row.event, [...(byEvent.get(row.event) ?? []), row]);
  return byEvent;
}

const billFenOf = (rows: readonly BillRowDocument[] | undefined): number | null =>
  rows === undefined ? null : rows.reduce((sum, { fen }) => sum + fen, 0);
