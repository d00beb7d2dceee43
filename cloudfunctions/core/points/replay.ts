import type { Journal, Posting } from '../../../src/contract/ledger';
import { memberHeld, memberPoints } from '../ledger/accounts';
import { invariant } from '../invariant';
import { applyParts, settleHold, type PointsState } from './lots';

/**
 * Applies a journal to a member's points as it was recorded; journals that do not touch the member change nothing.
 * Folding all journals in the order in which they were committed rebuilds the state (rulebook section 11).
 */
export function replayPoints(state: PointsState, journal: Journal, memberId: string): PointsState {
  const account = memberPoints(journal.merchantId, memberId);
  const held = memberHeld(journal.merchantId, memberId);
  return journal.postings.reduce((before, posting) => replayPosting(before, journal, posting, account, held), state);
}

function replayPosting(
  state: PointsState,
  journal: Journal,
  posting: Posting,
  account: string,
  held: string,
): PointsState {
  const parts = posting.lots ?? [];
  let next = state;
  if (posting.from === held) next = settleHold(next, holdOf(journal)).state;
  if (posting.from === account) next = applyParts(next, 'out', parts);
  if (posting.to === account) next = applyParts(next, 'in', parts);
  if (posting.to === held) next = { ...next, held: { ...next.held, [holdOf(journal)]: parts } };
  return next;
}

function holdOf(journal: Journal): string {
  const { orderId } = journal.memo;
  invariant(typeof orderId === 'string', `journal ${journal._id} does not name its order`);
  return orderId;
}
