import type { Reading } from '../reading';
import type { Report } from '../report';
import { partsOf, type Unit } from '../rules/accounts';
import type { Unapplied } from '../unapplied';

const UNITS: readonly Unit[] = ['FEN', 'POINT', 'GROWTH'];

/**
 * Per unit, everything sums to 0 (rulebook section 11): over all journals, account by account, and over all balances,
 * less what journals under way have been added to one side only.
 */
export function checkSums(reading: Reading, report: Report, unapplied: Unapplied): () => void {
  const journals = new Map<string, number>();
  const balances = new Map<string, number>();
  const add = (sums: Map<string, number>, account: string, amount: number): void => {
    const unit = partsOf(account)?.unit ?? `no known unit (${account})`;
    sums.set(unit, (sums.get(unit) ?? 0) + amount);
  };
  reading.each('journals', report, ({ postings }) => {
    report.count();
    for (const { from, to, amount } of postings) {
      add(journals, from, -amount);
      add(journals, to, amount);
    }
  });
  reading.each('balances', report, ({ account, balance, applied }) => {
    report.count();
    add(balances, account, balance - unapplied.marked(account, applied));
  });
  return () => {
    for (const unit of new Set([...UNITS, ...journals.keys(), ...balances.keys()])) {
      const posted = journals.get(unit) ?? 0;
      const shown = balances.get(unit) ?? 0;
      if (posted !== 0) report.find('journals', `all journals in ${unit} sum to ${posted}, not to 0`);
      if (shown !== 0) report.find('balances', `all balances in ${unit} sum to ${shown}, not to 0`);
    }
  };
}
