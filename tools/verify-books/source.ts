/** A document as it is stored. */
export type StoredDocument = Readonly<Record<string, unknown>>;

/** A payment in the provider's own books; amounts in fen, instants in epoch milliseconds. */
export interface ProviderPayment {
  /** The order's number. */
  number: string;
  fen: number;
  /** The sub-merchant's number at the provider. */
  merchantNumber: string;
  /** When it was paid; null: it was not, or not yet. */
  paidAt: number | null;
}

/** A refund in the provider's own books. */
export interface ProviderRefund {
  /** The refund's number. */
  number: string;
  /** The number of the order that it gives back money of. */
  orderNumber: string;
  fen: number;
  merchantNumber: string;
  /** When the money was, or will be, back with the payer. */
  doneAt: number;
}

/** A payout in the provider's own books; the provider does not know for which merchant it is. */
export interface ProviderTransfer {
  number: string;
  fen: number;
  /** When it was paid; null: it was not, or not yet. */
  paidAt: number | null;
}

/** What a book is to the checks, and nothing else. Everything can be read more than once. */
export interface BookSource {
  /**
   * The documents of a collection, one by one, in the order in which they were first written: journals in the order in
   * which they were committed. Nothing for a collection that is not there.
   */
  documents(collection: string): Iterable<StoredDocument>;
  payments(): Iterable<ProviderPayment>;
  refunds(): Iterable<ProviderRefund>;
  transfers(): Iterable<ProviderTransfer>;
  /** The newest instant that the data speaks of: what is unfinished is as old as its distance from this. */
  newestAt(): number;
}
