import type { Account } from '../../../src/contract/ledger';
import { deltas } from '../../core/ledger/journal';
import type { Ports } from '../ports';
import { readAll } from './read-all';

const MOST_JOURNALS = 2000;

/**
 * What an account holds by its journals, though its balance may not have the last ones yet: the balance and every
 * unapplied journal that is not marked in it.
 */
export async function accountTruth({ store }: Pick<Ports, 'store'>, account: Account): Promise<number> {
  // Journals first: one that is applied in between is then marked in the balance, and so is not counted twice.
  const unapplied = await readAll(store, 'journals', { appliedAt: null, accounts: account }, MOST_JOURNALS);
  const balance = await store.get('balances', account);
  const marked = new Set(balance?.applied.map(({ id }) => id));
  return unapplied
    .filter(({ _id }) => !marked.has(_id))
    .reduce((sum, journal) => sum + (deltas(journal).get(account) ?? 0), balance?.balance ?? 0);
}

/** What was paid out of a `withdrawing` account: its confirmed withdrawals. */
export async function paidOut({ store }: Pick<Ports, 'store'>, account: Account): Promise<number> {
  const journals = await readAll(store, 'journals', { accounts: account }, MOST_JOURNALS);
  return journals
    .filter(({ kind }) => kind === 'withdrawn')
    .reduce((sum, journal) => sum - (deltas(journal).get(account) ?? 0), 0);
}
