import { checkEarning } from './checks/earning';
import { checkJournals } from './checks/journals';
import { checkLots } from './checks/lots';
import { checkOrderAmounts } from './checks/order-amounts';
import { checkOrderChains } from './checks/order-chains';
import { checkOrderMoves } from './checks/order-moves';
import { checkOrderStates } from './checks/order-states';
import { checkProgress } from './checks/progress';
import { checkReconciliation } from './checks/reconciliation';
import { checkRedemptions } from './checks/redemptions';
import { checkRewards } from './checks/rewards';
import { checkStock } from './checks/stock';
import { checkSums } from './checks/sums';
import { checkTurns } from './checks/turns';
import { checkViews } from './checks/views';
import { checkWithdrawals } from './checks/withdrawals';
import { gatherFacts } from './facts';
import { OrderLedgers } from './order-ledgers';
import { guarded, Reading } from './reading';
import { type CheckResult, Report } from './report';
import type { BookSource } from './source';
import { Unapplied } from './unapplied';

/** Checks a whole book, reading each document once. Memory goes with accounts, orders and lots, not with journals. */
export function audit(source: BookSource): CheckResult[] {
  const documents = new Report('documents', 'documents');
  const journals = new Report('journals', 'journals');
  const sums = new Report('sums', 'journals and balances');
  const chains = new Report('chains', 'orders, members, payouts and redemptions');
  const orders = new Report('orders', 'orders');
  const lots = new Report('lots', 'lots');
  const views = new Report('views', 'balances');
  const reconciliation = new Report('reconciliation', 'payments, refunds and payouts');
  const stock = new Report('stock', 'skus');
  const reading = new Reading(source, documents);
  // What the others look things up in comes first, so that it is complete when they look.
  const facts = gatherFacts(reading, documents);
  const unapplied = new Unapplied(reading, documents);
  const ledgers = new OrderLedgers(reading, documents);
  checkJournals(reading, journals);
  checkOrderMoves(reading, orders, facts);
  checkProgress(reading, views, facts);
  checkEarning(reading, lots, facts);
  const conclusions: [Report, () => void][] = [
    [sums, checkSums(reading, sums, unapplied)],
    [chains, checkTurns(reading, chains)],
    [chains, checkOrderChains(chains, facts, ledgers)],
    [chains, checkWithdrawals(reading, chains, facts)],
    [chains, checkRedemptions(reading, chains)],
    [orders, checkOrderAmounts(reading, orders, facts)],
    [orders, checkOrderStates(reading, orders, facts, ledgers)],
    [orders, checkRewards(reading, orders, facts)],
    [lots, checkLots(reading, lots, facts)],
    [views, checkViews(reading, views, unapplied)],
    [reconciliation, checkReconciliation(reading, reconciliation, facts, ledgers)],
    [stock, checkStock(reading, stock, facts)],
  ];
  reading.run();
  for (const [report, conclude] of conclusions) guarded(report, 'the whole', conclude);
  const reports = [documents, journals, sums, chains, orders, lots, views, reconciliation, stock];
  return reports.map((report) => report.result());
}
