import { type DataFile, textOf } from './data-file';
import { Fields, ShapeError } from './fields';
import type { BookSource, ProviderPayment, ProviderRefund, ProviderTransfer, StoredDocument } from './source';

type Unreadable = (name: string, problem: string) => void;

/** Fields by which a collection says how new it is. */
const INSTANTS: readonly (readonly [collection: string, field: string])[] = [
  ['journals', 'at'],
  ['journals', 'appliedAt'],
  ['orders', 'placedAt'],
  ['orders', 'paidAt'],
  ['refunds', 'createdAt'],
  ['withdrawals', 'askedAt'],
  ['jobState', 'lastRunAt'],
];

/** The book in a data file of the local cloud, with the records of its payment sandbox. */
export class SqliteSource implements BookSource {
  /** Number of its table, by name. */
  private readonly collections: Map<string, number>;
  private newest: number | undefined;

  /** unreadable: is told of everything that can't be read, once for each time that it is come across. */
  constructor(
    private readonly file: DataFile,
    private readonly unreadable: Unreadable,
  ) {
    const rows = file.rows('SELECT CAST(name AS BLOB), id FROM collections');
    this.collections = new Map(rows.map(([name, id]) => [textOf(name), Number(id)]));
  }

  names(): string[] {
    return [...this.collections.keys()];
  }

  *documents(collection: string): Iterable<StoredDocument> {
    const id = this.collections.get(collection);
    if (id === undefined) return;
    const sql = `SELECT CAST(id AS BLOB), CAST(body AS BLOB) FROM documents_${id} ORDER BY rowid`;
    for (const [key, body] of this.file.stream(sql)) {
      const name = `${collection}/${textOf(key)}`;
      const value = this.parse(name, body);
      if (value === undefined) continue;
      if (isDocument(value) && value._id === textOf(key)) yield value;
      else this.unreadable(name, 'its content is that of another document, or of none');
    }
  }

  /** undefined: it can't be read, which was told. */
  private parse(name: string, body: unknown): unknown {
    try {
      if (!(body instanceof Buffer)) throw new Error('there is no content');
      return JSON.parse(UTF8.decode(body)) as unknown;
    } catch (error) {
      this.unreadable(name, (error as Error).message);
      return undefined;
    }
  }

  private *settings<Item>(prefix: string, read: (fields: Fields) => Item): Iterable<Item> {
    // ';' comes after ':' in the order of texts.
    const sql = 'SELECT CAST(key AS BLOB), CAST(value AS BLOB) FROM settings WHERE key >= ? AND key < ? ORDER BY key';
    for (const [key, value] of this.file.stream(sql, `${prefix}:`, `${prefix};`)) {
      const name = `settings/${textOf(key)}`;
      const parsed = this.parse(name, value);
      if (parsed === undefined) continue;
      try {
        yield read(Fields.of(parsed));
      } catch (error) {
        if (!(error instanceof ShapeError)) throw error;
        this.unreadable(name, error.message);
      }
    }
  }

  payments(): Iterable<ProviderPayment> {
    return this.settings('pay:bill', (bill) => ({
      number: bill.text('outTradeNo'),
      fen: bill.integer('totalFee'),
      merchantNumber: bill.text('subMchId'),
      paidAt: bill.instantOrNull('paidAt'),
    }));
  }

  *refunds(): Iterable<ProviderRefund> {
    const merchantOf = new Map<string, string>();
    for (const { number, merchantNumber } of this.payments()) merchantOf.set(number, merchantNumber);
    yield* this.settings('pay:refund', (refund) => ({
      number: refund.text('outRefundNo'),
      orderNumber: refund.text('outTradeNo'),
      fen: refund.integer('refundFee'),
      merchantNumber: merchantOf.get(refund.text('outTradeNo')) ?? '',
      doneAt: refund.instant('settlesAt'),
    }));
  }

  transfers(): Iterable<ProviderTransfer> {
    return this.settings('pay:transfer', (bill) => ({
      number: bill.text('outBillNo'),
      fen: bill.integer('fen'),
      paidAt: paidAt(bill, this.newestAt()),
    }));
  }

  newestAt(): number {
    this.newest ??= Math.max(0, ...INSTANTS.map(([collection, field]) => this.newestOf(collection, field)));
    return this.newest;
  }

  private newestOf(collection: string, field: string): number {
    const id = this.collections.get(collection);
    if (id === undefined) return 0;
    const value = `json_extract(body, '$.${field}')`;
    const sql = `SELECT max(CASE WHEN json_valid(body) AND typeof(${value}) = 'integer' THEN ${value} END) FROM documents_${id}`;
    return Number(this.file.rows(sql)[0]?.[0] ?? 0);
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

const isDocument = (value: unknown): value is StoredDocument =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A transfer on its way is paid once the time for that has come. */
function paidAt(bill: Fields, newestAt: number): number | null {
  if (bill.text('state') === 'SUCCESS') return bill.instant('updatedAt');
  const next = bill.objectOrNull('next');
  if (next?.text('state') !== 'SUCCESS') return null;
  return next.instant('at') <= newestAt ? next.instant('at') : null;
}
