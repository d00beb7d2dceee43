import type { Account, Journal, JournalKind, Posting } from '../../../src/contract/ledger';
import type { Instant } from '../../../src/contract/time';
import { canonicalJson, sha256Hex } from '../canonical';
import { InvariantError } from '../invariant';
import { hasLots, merchantOf, unitOf } from './accounts';

/**
 * Makes a journal of the postings as they are (rulebook section 11). Throws InvariantError for a posting that could not
 * stand in the ledger, see checkJournal.
 */
export function makeJournal(input: {
  id: string;
  kind: JournalKind;
  merchantId: string;
  at: Instant;
  postings: readonly Posting[];
  memo: Journal['memo'];
}): Journal {
  const { id, kind, merchantId, at, memo } = input;
  const content = { kind, merchantId, postings: [...input.postings], memo };
  const journal: Journal = { _id: id, v: 1, ...content, at, hash: journalHash(content) };
  const findings = postingsFindings(journal);
  if (findings.length > 0) throw new InvariantError(findings.join('; '));
  return journal;
}

/** SHA-256 of what a journal says: not of when it was said, so that a repeat made later is still the same. */
export function journalHash(journal: Pick<Journal, 'kind' | 'merchantId' | 'postings' | 'memo'>): string {
  const { kind, merchantId, memo } = journal;
  const postings = journal.postings.map(({ from, to, unit, amount, lots, day }) => ({
    from,
    to,
    unit,
    amount,
    day,
    lots: lots?.map(({ lot, amount: part, earnedAt, expiresAt }) => ({ lot, amount: part, earnedAt, expiresAt })),
  }));
  return sha256Hex(canonicalJson({ kind, merchantId, postings, memo }));
}

/** What a journal changes, by account, in the account's own unit. */
export function deltas(journal: Pick<Journal, 'postings'>): Map<Account, number> {
  const changes = new Map<Account, number>();
  for (const { from, to, amount } of journal.postings) {
    changes.set(from, (changes.get(from) ?? 0) - amount);
    changes.set(to, (changes.get(to) ?? 0) + amount);
  }
  return changes;
}

/** Whether two journals are one: the same id and the same content. The same id with other content is to be refused. */
export const sameJournal = (a: Journal, b: Journal): boolean => a._id === b._id && a.hash === b.hash;

/** What is wrong with a journal, in words; empty when it may stand in the ledger. */
export function checkJournal(journal: Journal): string[] {
  const findings = postingsFindings(journal);
  if (journal.hash !== journalHash(journal)) findings.push(`${journal._id}: the hash does not fit the content`);
  return findings;
}

const postingsFindings = ({ _id, merchantId, postings }: Journal): string[] =>
  postings.flatMap((posting, index) =>
    postingFindings(posting, merchantId).map((finding) => `${_id} posting ${index}: ${finding}`),
  );

function postingFindings(posting: Posting, merchantId: string): string[] {
  const { from, to, unit, amount, lots, day } = posting;
  const findings: string[] = [];
  if (!Number.isSafeInteger(amount) || amount <= 0) findings.push(`amount ${amount} is not an integer above 0`);
  if (from === to) findings.push(`${from} pays itself`);
  for (const account of [from, to]) {
    if (unitOf(account) !== unit) findings.push(`${account} does not count in ${unit}`);
    if (merchantOf(account) !== merchantId) findings.push(`${account} is not of merchant ${merchantId}`);
  }
  if (hasLots(from) || hasLots(to)) findings.push(...lotFindings(lots ?? [], amount));
  else if (lots !== undefined) findings.push('lots are named where no member has any');
  if ((unit === 'GROWTH') !== (day !== undefined)) findings.push('growth counts for a day, nothing else does');
  return findings;
}

function lotFindings(lots: NonNullable<Posting['lots']>, amount: number): string[] {
  const findings = lots
    .filter((part) => !Number.isSafeInteger(part.amount) || part.amount <= 0)
    .map((part) => `part ${part.amount} of lot ${part.lot} is not an integer above 0`);
  const sum = lots.reduce((all, part) => all + part.amount, 0);
  if (sum !== amount) findings.push(`lots sum to ${sum}, not to ${amount}`);
  return findings;
}
