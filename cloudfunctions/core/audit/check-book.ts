import type { Account, Journal, LedgerUnit } from '../../../src/contract/ledger';

// Written apart from ledger/journal.ts on purpose: an auditor that calls the code it judges repeats its mistakes.

/** Balances by account, recomputed from the journals alone; accounts at 0 are left out. */
export function foldJournals(journals: Iterable<Pick<Journal, 'postings'>>): Map<Account, number> {
  const balances = new Map<Account, number>();
  for (const { postings } of journals)
    for (const { from, to, amount } of postings) {
      balances.set(from, (balances.get(from) ?? 0) - amount);
      balances.set(to, (balances.get(to) ?? 0) + amount);
    }
  for (const [account, balance] of balances) if (balance === 0) balances.delete(account);
  return balances;
}

/**
 * Checks what is always true of a book (rulebook section 11): every journal once, every posting above 0, the sum over
 * all balances 0 per unit, and the balances equal to the fold of the journals. Returns the findings in words.
 */
export function checkBook(journals: readonly Journal[], balances: ReadonlyMap<Account, number>): string[] {
  return [...repeated(journals), ...badPostings(journals), ...unbalanced(balances), ...divergent(journals, balances)];
}

function repeated(journals: readonly Journal[]): string[] {
  const seen = new Set<string>();
  return journals.flatMap(({ _id }) => {
    const again = seen.has(_id);
    seen.add(_id);
    return again ? [`journal ${_id} stands twice`] : [];
  });
}

const badPostings = (journals: readonly Journal[]): string[] =>
  journals.flatMap(({ _id, postings }) =>
    postings
      .filter(({ amount }) => !(Number.isSafeInteger(amount) && amount > 0))
      .map(({ amount }) => `journal ${_id} posts ${amount}`),
  );

const UNIT_BY_ENDING: Record<string, LedgerUnit> = {
  clearing: 'FEN',
  pending: 'FEN',
  payable: 'FEN',
  withdrawing: 'FEN',
  points: 'POINT',
  held: 'POINT',
  growth: 'GROWTH',
};

function unbalanced(balances: ReadonlyMap<Account, number>): string[] {
  const sums = new Map<string, bigint>();
  for (const [account, balance] of balances) {
    const unit = UNIT_BY_ENDING[account.slice(account.lastIndexOf(':') + 1)] ?? `nothing known (${account})`;
    sums.set(unit, (sums.get(unit) ?? 0n) + BigInt(balance));
  }
  return [...sums].filter(([, sum]) => sum !== 0n).map(([unit, sum]) => `all balances in ${unit} sum to ${sum}`);
}

function divergent(journals: readonly Journal[], balances: ReadonlyMap<Account, number>): string[] {
  const expected = foldJournals(journals);
  return [...new Set([...expected.keys(), ...balances.keys()])]
    .filter((account) => (expected.get(account) ?? 0) !== (balances.get(account) ?? 0))
    .map((account) => `${account} shows ${balances.get(account) ?? 0}, the journals say ${expected.get(account) ?? 0}`);
}
