import type { Account } from '../../src/contract/ledger';
import { MINUTE_MS, type Instant } from '../../src/contract/time';
import { merchantOf } from '../core/ledger/accounts';
import { deltas } from '../core/ledger/journal';
import type { BalanceDocument, JournalDocument, Mark } from './documents';
import type { Ports, Store } from './ports';

/** Journals folded in one go; a balance is written once for all of them. */
const BATCH = 200;
/** A mark outlives its journal's application by this: functions live at most a minute, so none can still be applying it. */
const KEEP_MARKS_MS = 10 * MINUTE_MS;
/** Marks that may gather on a balance before the old ones are looked up and dropped. */
const MANY_MARKS = 400;
const TRIES = 5;

/**
 * Brings the balances up to date with the oldest journals that not every view has. Returns how many journals it applied:
 * BATCH means that more may wait.
 */
export async function foldJournals(
  { store }: Pick<Ports, 'store'>,
  now: Instant,
): Promise<{ applied: number; more: boolean }> {
  const journals = await store.find('journals', { where: { appliedAt: null }, sort: [['at', 1]], limit: BATCH });
  const touched = new Map<Account, { journal: JournalDocument; delta: number }[]>();
  for (const journal of journals)
    for (const [account, delta] of deltas(journal)) {
      const changes = touched.get(account) ?? [];
      changes.push({ journal, delta });
      touched.set(account, changes);
    }
  for (const [account, changes] of touched) await applyTo(store, account, changes, now);
  for (const journal of journals)
    await store.update('journals', journal._id, { appliedAt: null }, { set: { appliedAt: now } });
  return { applied: journals.length, more: journals.length === BATCH };
}

/** Adds to a balance what it does not have yet; twice does nothing, and two at once see each other by the revision. */
async function applyTo(
  store: Store,
  account: Account,
  changes: { journal: JournalDocument; delta: number }[],
  now: Instant,
): Promise<void> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const balance = await store.get('balances', account);
    const has = new Set(balance?.applied.map(({ id }) => id));
    const missing = changes.filter(({ journal }) => !has.has(journal._id));
    if (balance && missing.length === 0) return;
    const marks = missing.map(({ journal }): Mark => ({ id: journal._id, at: now, n: 1 }));
    const sum = missing.reduce((total, { delta }) => total + delta, 0);
    if (!balance) {
      if (await store.insert('balances', firstBalance(account, sum, marks))) return;
      continue;
    }
    const kept = await withoutOldMarks(store, balance.applied, now);
    if (await store.replace('balances', { ...balance, balance: balance.balance + sum, applied: [...kept, ...marks] }))
      return;
  }
  throw new Error(`balance ${account} is written too often to be folded`);
}

const firstBalance = (account: Account, balance: number, applied: Mark[]): BalanceDocument => ({
  _id: account,
  v: 1,
  rev: 1,
  merchantId: merchantOf(account),
  balance,
  applied,
});

/** Drops marks of journals that were applied everywhere long enough ago. */
async function withoutOldMarks(store: Store, marks: Mark[], now: Instant): Promise<Mark[]> {
  if (marks.length < MANY_MARKS) return marks;
  const old = marks.filter(({ at }) => at <= now - KEEP_MARKS_MS).map(({ id }) => id);
  const journals = await store.getMany('journals', old.slice(0, 1000));
  const done = new Set(
    journals.filter(({ appliedAt }) => appliedAt !== null && appliedAt <= now - KEEP_MARKS_MS).map(({ _id }) => _id),
  );
  return marks.filter(({ id }) => !done.has(id));
}
