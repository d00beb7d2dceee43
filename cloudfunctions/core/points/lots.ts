import type { LotPart } from '../../../src/contract/ledger';
import {
  addPoints,
  points,
  pointsToNumber,
  subtractPoints,
  ZERO_POINTS,
  type Points,
} from '../../../src/contract/points';
import {
  DAY_MS,
  dayOf,
  endOfDay,
  endOfMonthAfter,
  startOfDay,
  type Day,
  type Instant,
} from '../../../src/contract/time';
import { invariant } from '../invariant';
import type { Refusal } from '../result';

/** Points earned together (rulebook section 9). Spendable while now < expiresAt. */
export interface Lot {
  /** The journal that made it; a part given back after its expiry has `~` and the new expiry behind. */
  id: string;
  earnedAt: Instant;
  expiresAt: Instant;
  left: Points;
}

/**
 * A member's points at one merchant. Lots with nothing left are dropped and the rest stand in the order of spending, so
 * that equal histories give equal bytes. There is never a debt beside spendable points: whatever comes in fills it first.
 */
export interface PointsState {
  lots: Lot[];
  /** Points held for orders not yet paid, by the order's id. */
  held: Record<string, LotPart[]>;
  /** What a correction could not take (rulebook section 7), 0 or more. */
  debt: Points;
}

export interface PointsChange {
  state: PointsState;
  /** What moved, lot by lot, for the posting; the amounts sum to what moved. */
  parts: LotPart[];
}

export type NotEnoughPoints = Refusal<'notEnoughPoints', { available: Points }>;

/** The name under which a part fills or makes a debt. */
export const DEBT_LOT = 'debt';
/** How long points last that come back after their expiry (rulebook section 6). */
export const LATE_RETURN_MS = 30 * DAY_MS;

export const NO_POINTS: PointsState = { lots: [], held: {}, debt: ZERO_POINTS };

/** When points earned at an instant expire: the end of the last day of the n-th month after (rulebook section 9). */
export const lotExpiry = (earnedAt: Instant, months: number): Instant => endOfMonthAfter(earnedAt, months);

/** What can be spent now: neither expired nor held. */
export function available(state: PointsState, now: Instant): Points {
  const spendable = addPoints(...state.lots.filter((lot) => now < lot.expiresAt).map((lot) => lot.left));
  return points(Math.max(0, pointsToNumber(subtractPoints(spendable, state.debt))));
}

/** What the member's points account shows in the ledger: all lots, those not yet swept included, less the debt. */
export const balance = (state: PointsState): Points =>
  subtractPoints(addPoints(...state.lots.map((lot) => lot.left)), state.debt);

/** What the member's held account shows. */
export const heldBalance = (state: PointsState): Points =>
  addPoints(...Object.values(state.held).flatMap((parts) => parts.map((part) => points(part.amount))));

/** The next expiry and how many points it takes; null when nothing spendable is left. */
export function expiring(state: PointsState, now: Instant): { at: Instant; points: Points } | null {
  const alive = state.lots.filter((lot) => now < lot.expiresAt);
  const next = alive[0];
  if (next === undefined) return null;
  const together = alive.filter((lot) => lot.expiresAt === next.expiresAt);
  return { at: next.expiresAt, points: addPoints(...together.map((lot) => lot.left)) };
}

/** Adds a reward: fills a debt first, the rest becomes a lot. amount: 0 or more; lotId: new for this member. */
export function earn(
  state: PointsState,
  lotId: string,
  amount: Points,
  earnedAt: Instant,
  expiresAt: Instant,
): PointsChange {
  invariant(!state.lots.some((lot) => lot.id === lotId), `lot ${lotId} was made before`);
  return bringIn(state, [{ lot: lotId, amount: pointsToNumber(amount), earnedAt, expiresAt }], earnedAt);
}

/** Spends points: the earliest expiry first, then the earliest earned, never an expired one (rulebook section 9). */
export function spend(
  state: PointsState,
  amount: Points,
  now: Instant,
): ({ ok: true } & PointsChange) | NotEnoughPoints {
  const wanted = pointsToNumber(amount);
  invariant(wanted >= 0, `cannot spend ${wanted} points`);
  const most = available(state, now);
  if (wanted > pointsToNumber(most)) return { ok: false, code: 'notEnoughPoints', available: most };
  return { ok: true, ...takeOut(state, state.lots, wanted, now) };
}

/** Sets points aside for an order: spent from the lots, but able to come back to them. */
export function hold(
  state: PointsState,
  holdId: string,
  amount: Points,
  now: Instant,
): ({ ok: true } & PointsChange) | NotEnoughPoints {
  invariant(!Object.hasOwn(state.held, holdId), `points are already held for ${holdId}`);
  const spent = spend(state, amount, now);
  if (!spent.ok || spent.parts.length === 0) return spent;
  return { ...spent, state: { ...spent.state, held: { ...state.held, [holdId]: spent.parts } } };
}

/**
 * Lets a hold's points go back to their lots with the expiry that they had; what expired meanwhile comes back expired,
 * so that placing and abandoning an order never prolongs points. Without such a hold nothing changes.
 */
export function release(state: PointsState, holdId: string, now: Instant): PointsChange {
  const freed = settleHold(state, holdId);
  return bringIn(freed.state, freed.parts, now);
}

/** Ends a hold because the order was paid: the points are gone to the programme. */
export function settleHold(state: PointsState, holdId: string): PointsChange {
  const { [holdId]: parts = [], ...held } = state.held;
  return { state: { ...state, held }, parts };
}

/**
 * Which of the parts that an order was paid with a refund gives back: the latest expiry first, then the latest earned,
 * after `alreadyGivenBack` by earlier refunds (rulebook section 6).
 */
export function partsToGiveBack(paidWith: readonly LotPart[], alreadyGivenBack: Points, amount: Points): LotPart[] {
  const latestFirst = [...paidWith].sort((a, b) => bySpending(lotOf(b), lotOf(a)));
  let skip = pointsToNumber(alreadyGivenBack);
  let wanted = pointsToNumber(amount);
  const chosen: LotPart[] = [];
  for (const part of latestFirst) {
    const skipped = Math.min(skip, part.amount);
    skip -= skipped;
    const taken = Math.min(wanted, part.amount - skipped);
    wanted -= taken;
    if (taken > 0) chosen.push({ ...part, amount: taken });
  }
  invariant(wanted === 0, 'an order gives back no more points than paid for it');
  return chosen;
}

/**
 * Gives refunded points back to the lots they came from, in the order of the parts (see partsToGiveBack), with the
 * expiry that they had; one already past expires 30 days after the refund instead (rulebook section 6). A debt is
 * filled first.
 */
export function giveBack(state: PointsState, parts: readonly LotPart[], now: Instant): PointsChange {
  const renewed = parts.map((part) => {
    const lot = lotOf(part);
    if (now < lot.expiresAt) return part;
    const expiresAt = now + LATE_RETURN_MS;
    return { ...part, lot: `${madeBy(part.lot)}~${expiresAt}`, expiresAt };
  });
  return bringIn(state, renewed, now);
}

/**
 * Takes points back: from the lot that the order made, then from the earliest expiry, then as a debt (rulebook
 * section 7). Expired lots are left to the expiry. amount: 0 or more.
 */
export function take(state: PointsState, amount: Points, preferredLot: string, now: Instant): PointsChange {
  const preferred = state.lots.filter((lot) => madeBy(lot.id) === preferredLot);
  const others = state.lots.filter((lot) => madeBy(lot.id) !== preferredLot);
  const taken = takeOut(state, [...preferred, ...others], pointsToNumber(amount), now);
  const missing = pointsToNumber(amount) - sumOf(taken.parts);
  if (missing === 0) return taken;
  const parts = [{ lot: DEBT_LOT, amount: missing }];
  return { state: applyParts(taken.state, 'out', parts), parts: [...taken.parts, ...parts] };
}

/** Removes the lots whose expiry has come: at the instant itself they are gone. */
export function expire(state: PointsState, now: Instant): PointsChange {
  const parts = state.lots.filter((lot) => lot.expiresAt <= now).map((lot) => partOf(lot, pointsToNumber(lot.left)));
  return { state: applyParts(state, 'out', parts), parts };
}

/**
 * When the daily job must take expired points away: at the first start of a Shanghai day at which a lot is over, and never
 * twice on one day, because a day has one journal for it. null without lots. lots: in the order of spending.
 */
export function expiryDueAt(lots: readonly Lot[], expiredDay: Day | null): Instant | null {
  const [first] = lots;
  if (first === undefined) return null;
  const due = dayBeginningFrom(first.expiresAt);
  return expiredDay === null ? due : Math.max(due, endOfDay(expiredDay));
}

/** The first start of a Shanghai day at or after an instant. */
function dayBeginningFrom(at: Instant): Instant {
  const start = startOfDay(dayOf(at));
  return start === at ? at : start + DAY_MS;
}

/**
 * Replays named parts of a posting into ('in') or out of ('out') the lots, as the journal recorded them and without
 * deciding anything again. Throws InvariantError where a lot or the debt would go below zero.
 */
export function applyParts(state: PointsState, direction: 'in' | 'out', parts: readonly LotPart[]): PointsState {
  const lots = new Map(state.lots.map((lot) => [lot.id, lot]));
  let debt = pointsToNumber(state.debt);
  for (const part of parts) {
    const amount = direction === 'in' ? part.amount : -part.amount;
    if (part.lot === DEBT_LOT) {
      debt -= amount;
      continue;
    }
    const lot = lots.get(part.lot) ?? lotOf(part);
    const left = pointsToNumber(lot.left) + amount;
    invariant(left >= 0, `lot ${part.lot} would go below zero`);
    lots.set(part.lot, { ...lot, left: points(left) });
  }
  invariant(debt >= 0, 'a debt is filled only as far as it goes');
  const remaining = [...lots.values()].filter((lot) => pointsToNumber(lot.left) > 0).sort(bySpending);
  return { ...state, lots: remaining, debt: points(debt) };
}

const bySpending = (a: Lot, b: Lot): number =>
  a.expiresAt - b.expiresAt || a.earnedAt - b.earnedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const sumOf = (parts: readonly LotPart[]): number => parts.reduce((sum, part) => sum + part.amount, 0);

/** The id under which a lot was made, whatever later expiry its points were given. */
const madeBy = (lotId: string): string => lotId.split('~', 1)[0] ?? lotId;

const partOf = (lot: Lot, amount: number): LotPart => ({
  lot: lot.id,
  amount,
  earnedAt: lot.earnedAt,
  expiresAt: lot.expiresAt,
});

/** The empty lot that a part names. */
function lotOf(part: LotPart): Lot {
  const { lot: id, earnedAt, expiresAt } = part;
  invariant(earnedAt !== undefined && expiresAt !== undefined, `a part of lot ${id} does not say when it was earned`);
  return { id, earnedAt, expiresAt, left: ZERO_POINTS };
}

/** Takes up to `wanted` out of the lots in the given order, passing over expired ones. */
function takeOut(state: PointsState, inOrder: readonly Lot[], wanted: number, now: Instant): PointsChange {
  const parts: LotPart[] = [];
  let missing = wanted;
  for (const lot of inOrder) {
    const amount = now < lot.expiresAt ? Math.min(missing, pointsToNumber(lot.left)) : 0;
    if (amount > 0) parts.push(partOf(lot, amount));
    missing -= amount;
  }
  return { state: applyParts(state, 'out', parts), parts };
}

/** Brings parts in, a debt first. An expired part cannot pay a debt: it could not have been taken either. */
function bringIn(state: PointsState, incoming: readonly LotPart[], now: Instant): PointsChange {
  let debt = pointsToNumber(state.debt);
  let filled = 0;
  const kept: LotPart[] = [];
  for (const part of incoming) {
    const toDebt = now < lotOf(part).expiresAt ? Math.min(debt, part.amount) : 0;
    debt -= toDebt;
    filled += toDebt;
    if (part.amount > toDebt) kept.push({ ...part, amount: part.amount - toDebt });
  }
  const parts = filled > 0 ? [{ lot: DEBT_LOT, amount: filled }, ...kept] : kept;
  return { state: applyParts(state, 'in', parts), parts };
}
