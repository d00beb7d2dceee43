import { LEDGER_UNITS, type Account, type LedgerUnit } from '../../src/contract/ledger';
import { MINUTE_MS } from '../../src/contract/time';
import { clearing, merchantPayable, pending, programmeGrowth, programmePoints, unitOf } from '../core/ledger/accounts';
import { deltas } from '../core/ledger/journal';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { BalanceDocument, JournalDocument } from './documents';
import type { Ports } from './ports';
import { readAll } from './views/read-all';

type Row = CallOutput<'getBooks'>['accounts'][number];

/** A busy balance carries hundreds of marks, and the database answers with at most 1 MB. */
const BALANCES_A_READ = 25;
const MOST_UNAPPLIED = 5000;
const MOST_ROWS = 500;
/** Longer than any function that may be applying a journal while the balances are read. */
const APPLYING_MS = 5 * MINUTE_MS;

/** A merchant's books: its own accounts and every payee's one by one, the members' by kind; per unit they sum to 0. */
export async function getBooks(
  { ports, now, caller }: MemberContext,
  { merchantId }: ParsedInput<'getBooks'>,
): Promise<Outcome<CallOutput<'getBooks'>>> {
  if (!mayCall('getBooks', caller, { merchantId })) return refuse('forbidden');
  const { store } = ports;
  const unapplied = await readAll(store, 'journals', { appliedAt: null, merchantId }, MOST_UNAPPLIED);
  const balances = await readBalances(ports, merchantId);
  const journals = [...unapplied, ...(await beingApplied(ports, balances, unapplied, now))];
  const truth = addMissing(balances, journals);
  return done({
    now,
    accounts: rowsOf(merchantId, truth),
    sums: sumsOf(truth),
    journals: await store.count('journals', { merchantId }),
    unapplied: unapplied.length,
  });
}

async function readBalances({ store }: Pick<Ports, 'store'>, merchantId: string): Promise<BalanceDocument[]> {
  const balances: BalanceDocument[] = [];
  for (;;) {
    const page = await store.find('balances', {
      where: { merchantId, _id: { gt: balances.at(-1)?._id ?? '' } },
      sort: [['_id', 1]],
      limit: BALANCES_A_READ,
    });
    balances.push(...page);
    if (page.length < BALANCES_A_READ) return balances;
  }
}

/** Journals posted and applied while the balances were being read: some balances have them already, others do not. */
async function beingApplied(
  { store }: Pick<Ports, 'store'>,
  balances: readonly BalanceDocument[],
  known: readonly JournalDocument[],
  now: number,
): Promise<JournalDocument[]> {
  const knownIds = new Set(known.map(({ _id }) => _id));
  const recent = balances.flatMap(({ applied }) => applied.filter(({ at }) => at > now - APPLYING_MS));
  const ids = [...new Set(recent.map(({ id }) => id))].filter((id) => !knownIds.has(id));
  return ids.length === 0 ? [] : store.getMany('journals', ids.slice(0, 1000));
}

/** Balances with what the journals say and their marks do not. */
function addMissing(balances: readonly BalanceDocument[], journals: readonly JournalDocument[]): Map<Account, number> {
  const truth = new Map(balances.map(({ _id, balance }) => [_id as Account, balance]));
  const marks = new Map(balances.map(({ _id, applied }) => [_id, new Set(applied.map(({ id }) => id))]));
  for (const journal of journals)
    for (const [account, delta] of deltas(journal))
      if (!marks.get(account)?.has(journal._id)) truth.set(account, (truth.get(account) ?? 0) + delta);
  return truth;
}

function rowsOf(merchantId: string, truth: ReadonlyMap<Account, number>): Row[] {
  const own = [
    clearing(merchantId),
    pending(merchantId),
    merchantPayable(merchantId),
    programmePoints(merchantId),
    programmeGrowth(merchantId),
  ];
  const rows = new Map<string, Row>();
  for (const [account, balance] of [...own.map((each) => [each, 0] as const), ...truth]) {
    const name = account.startsWith('member:') ? `member:${merchantId}:*:${account.split(':')[3] ?? ''}` : account;
    rows.set(name, { account: name, unit: unitOf(account), balance: (rows.get(name)?.balance ?? 0) + balance });
  }
  return [...rows.values()].sort((a, b) => rankOf(a, own) - rankOf(b, own)).slice(0, MOST_ROWS);
}

/** The merchant's own accounts first, the members' sums next, then payees, those with the most first. */
function rankOf({ account, balance }: Row, own: readonly string[]): number {
  const place = own.indexOf(account);
  if (place >= 0) return place - 10;
  return account.startsWith('member:') ? -1 : 1 / (1 + Math.abs(balance));
}

function sumsOf(truth: ReadonlyMap<Account, number>): Record<LedgerUnit, number> {
  const sums = Object.fromEntries(LEDGER_UNITS.map((unit) => [unit, 0])) as Record<LedgerUnit, number>;
  for (const [account, balance] of truth) sums[unitOf(account)] += balance;
  return sums;
}
