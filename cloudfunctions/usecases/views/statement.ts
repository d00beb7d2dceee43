import type { Account, JournalKind } from '../../../src/contract/ledger';
import { deltas } from '../../core/ledger/journal';
import type { JournalDocument } from '../documents';
import type { Ports } from '../ports';
import type { ParsedInput } from '../context';

/** A journal as it changed one account, with the account's balance after it. */
export interface StatementRow {
  journal: JournalDocument;
  amount: number;
  balance: number;
}

/** Where a statement goes on: behind the journal with this key, at the balance before it. */
export interface StatementPlace {
  key: string | null;
  balance: number;
}

export type StatementFilter = NonNullable<ParsedInput<'listLedger'>['filter']>;

const ROWS = 30;
const BATCH = 50;
/** How many journals a page looks through for a filter that few of them pass. */
const MOST_BATCHES = 10;

/** What comes back to a balance belongs to what took it away, so that a filter shows both. */
const FILTER_OF: Readonly<Record<JournalKind, Exclude<StatementFilter, 'all'>>> = {
  settle: 'earned',
  earn: 'earned',
  hold: 'spent',
  release: 'spent',
  pay: 'spent',
  refund: 'spent',
  redeem: 'spent',
  withdraw: 'spent',
  withdrawn: 'spent',
  'withdraw-failed': 'spent',
  expire: 'expired',
  correct: 'corrected',
};

/**
 * A page of an account's statement, newest first. The balance runs backwards from the place's: every journal is counted,
 * whether the filter shows it or not. next: null at the account's first journal.
 */
export async function readStatement(
  { store }: Pick<Ports, 'store'>,
  account: Account,
  filter: StatementFilter,
  from: StatementPlace,
): Promise<{ rows: StatementRow[]; next: StatementPlace | null }> {
  const rows: StatementRow[] = [];
  let { key, balance } = from;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const journals = await store.find('journals', {
      where: { accounts: account, ...(key === null ? {} : { key: { lt: key } }) },
      sort: [['key', -1]],
      limit: BATCH,
    });
    for (const journal of journals) {
      const amount = deltas(journal).get(account) ?? 0;
      if (amount !== 0 && (filter === 'all' || FILTER_OF[journal.kind] === filter))
        rows.push({ journal, amount, balance });
      balance -= amount;
      key = journal.key;
      if (rows.length === ROWS) return { rows, next: { key, balance } };
    }
    if (journals.length < BATCH) return { rows, next: null };
  }
  return { rows, next: { key, balance } };
}
