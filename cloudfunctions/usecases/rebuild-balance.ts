import type { Account } from '../../src/contract/ledger';
import { MINUTE_MS, type Instant } from '../../src/contract/time';
import { merchantOf } from '../core/ledger/accounts';
import { deltas } from '../core/ledger/journal';
import type { JournalDocument, Mark } from './documents';
import type { Ports } from './ports';
import { readAll } from './views/read-all';

/** As long as foldJournals keeps marks: longer than any function that may be applying a journal lives. */
const MAY_BE_APPLIED_MS = 10 * MINUTE_MS;
const TRIES = 5;

/** What was summed up already: every journal of the account up to a key, which no journal can come before any more. */
export interface Walked {
  key: string;
  sum: number;
}

/**
 * Writes an account's balance anew from its journals while the job goes on folding. The balance is read first: whatever
 * is folded into it afterwards raises its revision, and this begins again. Journals that the job has yet to fold, or may be
 * folding, are counted and marked, so that it finds them there.
 */
export async function rebuildBalance(
  { store }: Pick<Ports, 'store'>,
  account: Account,
  walked: Walked,
  now: Instant,
): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await store.get('balances', account);
    const open = walked.key === '' ? [] : await openJournals(store, account);
    const rest = await readAll(store, 'journals', { accounts: account }, Infinity, walked.key);
    const balance = rest.reduce((sum, journal) => sum + (deltas(journal).get(account) ?? 0), walked.sum);
    const unsettled = [
      ...open.filter(({ key }) => key <= walked.key),
      ...rest.filter(({ appliedAt }) => appliedAt === null || appliedAt > now - MAY_BE_APPLIED_MS),
    ];
    const applied = unsettled.map(({ _id }): Mark => ({ id: _id, at: now, n: 1 }));
    const rebuilt = { balance, applied, rebuiltAt: now };
    const isWritten = before
      ? await store.replace('balances', { ...before, ...rebuilt })
      : await store.insert('balances', { _id: account, v: 1, rev: 1, merchantId: merchantOf(account), ...rebuilt });
    if (isWritten) return;
  }
  throw new Error(`balance ${account} is written too often to be rebuilt`);

  async function openJournals(from: Ports['store'], of: Account): Promise<JournalDocument[]> {
    const unapplied = await readAll(from, 'journals', { appliedAt: null, accounts: of }, Infinity);
    const recent = { appliedAt: { gt: now - MAY_BE_APPLIED_MS }, accounts: of };
    const applied = await readAll(from, 'journals', recent, Infinity);
    // One that was applied between the two stands in both.
    return [...new Map([...unapplied, ...applied].map((journal) => [journal._id, journal])).values()];
  }
}
