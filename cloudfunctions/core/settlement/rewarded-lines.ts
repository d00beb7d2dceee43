import { subtractFen, type Fen } from '../../../src/contract/money';
import type { OrderLine } from '../../../src/contract/order';
import { invariant } from '../invariant';
import { lineKept } from '../refund/refund-line';

/**
 * By sku, in fen: what was kept of each line when an order's posted rewards were computed. Refunds that were decided but
 * not yet paid back are in the line's givenBackFen and not in here: a correction is posted with its refund's own journal,
 * so a refund that fails leaves no correction, and whichever is paid back first, the corrections sum to the same.
 */
export type RewardedFen = Record<string, Fen>;

/** At settlement: what was kept. What is under way then was decided before, and corrects nothing later. */
export const rewardedAtSettlement = (lines: readonly OrderLine[]): RewardedFen =>
  Object.fromEntries(lines.map((line) => [line.sku, lineKept(line)]));

/** After one more refund was paid back. refunded: what it gave back of each line. */
export const rewardedAfter = (rewarded: RewardedFen, refunded: readonly { sku: string; fen: Fen }[]): RewardedFen =>
  refunded.reduce<RewardedFen>(
    (before, { sku, fen }) => ({ ...before, [sku]: subtractFen(ofLine(before, sku), fen) }),
    rewarded,
  );

/** The lines as rewards are computed from them: given back is what was paid back. */
export const rewardedLines = (lines: readonly OrderLine[], rewarded: RewardedFen): OrderLine[] =>
  lines.map((line) => ({ ...line, givenBackFen: subtractFen(line.netFen, ofLine(rewarded, line.sku)) }));

function ofLine(rewarded: RewardedFen, sku: string): Fen {
  const fen = rewarded[sku];
  invariant(fen !== undefined, `nothing is known of what was rewarded for ${sku}`);
  return fen;
}
