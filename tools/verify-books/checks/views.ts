import type { Reading } from '../reading';
import type { Balance } from '../records/views';
import type { Report } from '../report';
import { partsOf } from '../rules/accounts';
import { ageText, MINUTE_MS } from '../rules/shanghai';
import { changesOf, type Unapplied } from '../unapplied';

/** What is not applied for longer than this is not merely on its way. */
const LATE_MS = 10 * MINUTE_MS;

/** Each balance is the fold of the journals that it has: those applied everywhere, and those whose mark it carries. */
export function checkViews(reading: Reading, report: Report, unapplied: Unapplied): () => void {
  const expected = new Map<string, number>();
  const journalIds = new Set<string>();
  reading.each('journals', report, (journal) => {
    journalIds.add(journal.id);
    if (journal.appliedAt === null) return;
    for (const [account, change] of changesOf(journal)) expected.set(account, (expected.get(account) ?? 0) + change);
  });
  reading.each('balances', report, (balance) => {
    report.count();
    const { account, applied } = balance;
    checkForm(balance, journalIds, report);
    const fold = (expected.get(account) ?? 0) + unapplied.marked(account, applied);
    expected.delete(account);
    if (fold !== balance.balance)
      report.find('balance', `${account} shows ${balance.balance}, its journals say ${fold}`);
  });
  return () => {
    for (const [account, fold] of expected)
      report.find('balance missing', `${account} has no balance, its journals say ${fold}`);
    tellWaiting(reading, report, unapplied);
  };
}

function checkForm({ account, merchantId, applied }: Balance, journalIds: ReadonlySet<string>, report: Report): void {
  const parts = partsOf(account);
  if (!parts) report.find('unknown account', `there is a balance of ${account}, which is no account`);
  else if (parts.merchantId !== merchantId)
    report.find('other merchant', `the balance of ${account} is listed under merchant ${merchantId}`);
  const seen = new Set<string>();
  for (const { id } of applied) {
    if (seen.has(id)) report.find('applied twice', `${account} carries the mark of ${id} twice`);
    else if (!journalIds.has(id))
      report.find('mark without journal', `${account} has applied ${id}, which is not there`);
    seen.add(id);
  }
}

function tellWaiting({ newestAt }: Reading, report: Report, unapplied: Unapplied): void {
  for (const { id, at } of unapplied.journals.values()) {
    const age = newestAt - at;
    const sentence = `${id} is not applied everywhere, ${ageText(age)} after it was posted`;
    if (age > LATE_MS) report.find('unapplied for long', sentence);
    else report.note('unapplied', sentence);
  }
}
