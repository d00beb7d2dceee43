import type { Journal } from '../records/journal';
import type { Order } from '../records/order';
import type { Refund } from '../records/refund';
import type { Withdrawal } from '../records/withdrawal';

/** What moves between accounts: `from > to` with the amount, none of 0. */
export type Moves = ReadonlyMap<string, number>;

export type Move = readonly [from: string, to: string, amount: number];

/** Moves of the same direction together; a negative one goes the other way. */
export function makeMoves(...moves: readonly Move[]): Moves {
  const sums = new Map<string, number>();
  for (const [from, to, amount] of moves) {
    const direction = amount < 0 ? `${to} > ${from}` : `${from} > ${to}`;
    if (amount !== 0) sums.set(direction, (sums.get(direction) ?? 0) + Math.abs(amount));
  }
  return sums;
}

export const movesOf = ({ postings }: Journal): Moves =>
  makeMoves(...postings.map(({ from, to, amount }): Move => [from, to, amount]));

/** How moves differ from those that are due, in words. */
export function differences(moves: Moves, due: Moves): string[] {
  return [...new Set([...moves.keys(), ...due.keys()])].flatMap((direction) => {
    const moved = moves.get(direction) ?? 0;
    const wanted = due.get(direction) ?? 0;
    return moved === wanted ? [] : [`moves ${moved} ${direction}, due is ${wanted}`];
  });
}

interface Of {
  merchantId: string;
  memberId: string;
}
export const clearing = ({ merchantId }: { merchantId: string }): string => `wechat:${merchantId}:clearing`;
export const pending = ({ merchantId }: { merchantId: string }): string => `merchant:${merchantId}:pending`;
export const payable = ({ merchantId }: { merchantId: string }): string => `merchant:${merchantId}:payable`;
export const programme = ({ merchantId }: { merchantId: string }): string => `programme:${merchantId}:points`;
export const programmeGrowth = ({ merchantId }: { merchantId: string }): string => `programme:${merchantId}:growth`;
export const memberPoints = ({ merchantId, memberId }: Of): string => `member:${merchantId}:${memberId}:points`;
export const memberHeld = ({ merchantId, memberId }: Of): string => `member:${merchantId}:${memberId}:held`;
export const memberGrowth = ({ merchantId, memberId }: Of): string => `member:${merchantId}:${memberId}:growth`;

// What the rulebook's table (section 11) says that each event moves.

export const holdMoves = (order: Order): Moves => makeMoves([memberPoints(order), memberHeld(order), order.points]);

export const releaseMoves = (order: Order): Moves => makeMoves([memberHeld(order), memberPoints(order), order.points]);

/** After a cancellation: the money only. */
export const payMoves = (order: Order): Moves =>
  makeMoves(
    [clearing(order), pending(order), order.payFen],
    [memberHeld(order), programme(order), order.state === 'cancelled' ? 0 : order.points],
  );

/** From pending, but from payable when the refund was decided after the settlement. */
export const refundMoves = (order: Order, refund: Refund): Moves =>
  makeMoves(
    [refund.settled ? payable(order) : pending(order), clearing(order), refund.fen],
    [programme(order), memberPoints(order), refund.points],
  );

export function withdrawalMoves(kind: string, { role, merchantId, memberId, amountFen }: Withdrawal): Moves {
  const owed = `${role}:${merchantId}:${memberId}:payable`;
  const withdrawing = `${role}:${merchantId}:${memberId}:withdrawing`;
  if (kind === 'withdraw') return makeMoves([owed, withdrawing, amountFen]);
  return makeMoves([withdrawing, kind === 'withdrawn' ? clearing({ merchantId }) : owed, amountFen]);
}
