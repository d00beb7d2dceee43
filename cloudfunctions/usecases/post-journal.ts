import type { Journal } from '../../src/contract/ledger';
import { InvariantError } from '../core/invariant';
import { deltas, sameJournal } from '../core/ledger/journal';
import type { JournalDocument } from './documents';
import type { Transaction } from './ports';
import { sortKey } from './sort-key';

/** A journal as it is stored, not yet applied to any view. */
export const journalDocument = (journal: Journal): JournalDocument => ({
  ...journal,
  key: sortKey(journal.at, journal._id),
  accounts: [...deltas(journal).keys()],
  appliedAt: null,
});

/**
 * Posts a journal within a transaction: its insert is the commit point of the event. false: the event was posted before,
 * with the same content. Throws InvariantError when it was posted with other content.
 */
export async function postJournal(transaction: Transaction, journal: Journal): Promise<boolean> {
  const before = await transaction.get('journals', journal._id);
  if (before === undefined) {
    await transaction.insert('journals', journalDocument(journal));
    return true;
  }
  if (!sameJournal(before, journal)) throw new InvariantError(`${journal._id} was posted before with other content`);
  return false;
}
