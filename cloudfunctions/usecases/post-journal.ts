import type { Journal } from '../../src/contract/ledger';
import { InvariantError } from '../core/invariant';
import { memberGrowth, memberPoints } from '../core/ledger/accounts';
import { deltas, sameJournal } from '../core/ledger/journal';
import type { JournalDocument, MembershipDocument } from './documents';
import { AlreadyExists, WriteConflict, type Transaction } from './ports';
import { sortKey } from './sort-key';

/** A journal as it is stored, not yet applied to any view. */
export const journalDocument = (journal: Journal, turns: JournalDocument['turns'] = {}): JournalDocument => ({
  ...journal,
  key: sortKey(journal.at, journal._id),
  // A member's turn may move nothing of theirs, and still belongs to what their points account tells.
  accounts: [
    ...new Set([
      ...deltas(journal).keys(),
      ...Object.keys(turns).map((memberId) => memberPoints(journal.merchantId, memberId)),
    ]),
  ],
  turns,
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

/**
 * Posts a journal of an event that what the transaction has read says did not happen yet. When another transaction
 * posts it first, this one starts again and reads that it did.
 */
export async function postNewJournal(
  transaction: Transaction,
  journal: Journal,
  turns: JournalDocument['turns'] = {},
): Promise<void> {
  try {
    await transaction.insert('journals', journalDocument(journal, turns));
  } catch (error) {
    throw error instanceof AlreadyExists ? new WriteConflict(journal._id) : error;
  }
}

/**
 * Posts a new journal that moves points or growth, as the next in the sequence of each member whom it moves them of. The
 * memberships come back with their turn raised and must be saved in the same transaction: that is what keeps two journals
 * from taking the same turn.
 */
export async function postInTurn<Memberships extends readonly MembershipDocument[]>(
  transaction: Transaction,
  journal: Journal,
  ...memberships: Memberships
): Promise<Memberships> {
  const raised = memberships.map((membership) => ({ ...membership, turn: membership.turn + 1 }));
  const turns = Object.fromEntries(raised.map(({ memberId, turn }) => [memberId, turn]));
  await postNewJournal(transaction, journal, turns);
  return raised as unknown as Memberships;
}

/** The same for a journal that may leave a member's points and growth alone: who is not moved takes no turn. */
export async function postMoving<Memberships extends readonly MembershipDocument[]>(
  transaction: Transaction,
  journal: Journal,
  ...memberships: Memberships
): Promise<Memberships> {
  const touched = new Set(deltas(journal).keys());
  const moved = memberships.filter(
    ({ merchantId, memberId }) =>
      touched.has(memberPoints(merchantId, memberId)) || touched.has(memberGrowth(merchantId, memberId)),
  );
  const turned = await postInTurn(transaction, journal, ...moved);
  return memberships.map((each) => turned.find(({ _id }) => _id === each._id) ?? each) as unknown as Memberships;
}
