import type { Reading } from './reading';
import type { Journal } from './records/journal';
import type { Report } from './report';

/** What is kept of a journal of an order. */
export interface Entry {
  id: string;
  at: number;
  /** Its place among all journals. */
  place: number;
  /** What it moves into or out of the merchant's pending, in fen; out of it is negative. */
  pendingFen: number;
  /** All money that it moves from or to the provider, in fen, and all points that it moves. */
  providerFen: number;
  points: number;
}

/** The journals of one order, by what they stand for. */
export interface OrderLedger {
  merchantId: string;
  hold: Entry | null;
  release: Entry | null;
  pay: Entry | null;
  settle: Entry | null;
  /** By refund number. */
  refunds: Map<string, Entry>;
  corrects: Map<string, Entry>;
}

const ONCE = ['hold', 'release', 'pay', 'settle'] as const;
const BY_REFUND = { refund: 'refunds', correct: 'corrects' } as const;

/** The journals of every order, as they stand: nothing is judged here but that none stands twice. */
export class OrderLedgers {
  readonly all = new Map<string, OrderLedger>();
  /** By the order's merchant, for each journal of an order in the place of another one: both ids. */
  readonly repeated: { orderId: string; first: string; second: string }[] = [];

  constructor(reading: Reading, report: Report) {
    reading.each('journals', report, (journal, place) => this.add(journal, place));
  }

  of(orderId: string): OrderLedger | undefined {
    return this.all.get(orderId);
  }

  private add(journal: Journal, place: number): void {
    const { orderId, refundNo } = journal.memo;
    if (typeof orderId !== 'string') return;
    const ledger = this.all.get(orderId) ?? newLedger(journal.merchantId);
    const entry = entryOf(journal, place);
    const once = ONCE.find((kind) => kind === journal.kind);
    if (once) {
      if (ledger[once]) this.repeated.push({ orderId, first: ledger[once].id, second: entry.id });
      else ledger[once] = entry;
    } else if ((journal.kind === 'refund' || journal.kind === 'correct') && typeof refundNo === 'string') {
      const entries = ledger[BY_REFUND[journal.kind]];
      const first = entries.get(refundNo);
      if (first) this.repeated.push({ orderId, first: first.id, second: entry.id });
      else entries.set(refundNo, entry);
    } else return;
    this.all.set(orderId, ledger);
  }
}

const newLedger = (merchantId: string): OrderLedger => ({
  merchantId,
  hold: null,
  release: null,
  pay: null,
  settle: null,
  refunds: new Map(),
  corrects: new Map(),
});

function entryOf({ id, at, merchantId, postings }: Journal, place: number): Entry {
  const pending = `merchant:${merchantId}:pending`;
  const clearing = `wechat:${merchantId}:clearing`;
  const entry = { id, at, place, pendingFen: 0, providerFen: 0, points: 0 };
  for (const { from, to, unit, amount } of postings) {
    if (from === pending) entry.pendingFen -= amount;
    if (to === pending) entry.pendingFen += amount;
    if (from === clearing || to === clearing) entry.providerFen += amount;
    if (unit === 'POINT') entry.points += amount;
  }
  return entry;
}
