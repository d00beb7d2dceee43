import type {
  BookSource,
  ProviderPayment,
  ProviderRefund,
  ProviderTransfer,
  StoredDocument,
} from '../../tools/verify-books/source';
import type { Town } from './town';

/** A town's books and its provider's, as the auditor reads them. */
export class MemorySource implements BookSource {
  private readonly collections: Readonly<Record<string, readonly StoredDocument[]>>;

  constructor(private readonly town: Town) {
    this.collections = town.data.dump() as unknown as Record<string, StoredDocument[]>;
  }

  documents(collection: string): Iterable<StoredDocument> {
    return this.collections[collection] ?? [];
  }

  payments(): Iterable<ProviderPayment> {
    return [...this.town.provider.payments.values()].map(({ orderId, fen, subMchId, paidAt }) => ({
      number: orderId,
      fen,
      merchantNumber: subMchId,
      paidAt,
    }));
  }

  refunds(): Iterable<ProviderRefund> {
    return [...this.town.provider.refunds.values()].map(({ refundNo, orderId, fen, subMchId, doneAt }) => ({
      number: refundNo,
      orderNumber: orderId,
      fen,
      merchantNumber: subMchId,
      doneAt,
    }));
  }

  transfers(): Iterable<ProviderTransfer> {
    return [...this.town.provider.transfers.values()].map(({ billNo, fen, state, endedAt }) => ({
      number: billNo,
      fen,
      paidAt: state === 'paid' ? endedAt : null,
    }));
  }

  newestAt(): number {
    return this.town.now;
  }
}
