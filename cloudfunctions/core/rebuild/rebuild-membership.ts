import type { Journal } from '../../../src/contract/ledger';
import { points, pointsToNumber, ZERO_POINTS, type Points } from '../../../src/contract/points';
import type { Day, Instant } from '../../../src/contract/time';
import { memberGrowth, memberPoints, programmePoints } from '../ledger/accounts';
import { NO_POINTS, type PointsState } from '../points/lots';
import { replayPoints } from '../points/replay';
import type { GrowthDay } from '../tier/tier';

/** A journal with the member's place in its sequence; see JournalDocument.turns. */
export interface TurnedJournal extends Journal {
  turns: Readonly<Record<string, number>>;
}

/** Everything of a membership that follows from its journals alone. */
export interface RebuiltMembership extends PointsState {
  turn: number;
  growthDays: GrowthDay[];
  earnedInAll: Points;
  ordersCompleted: number;
  checkIn: { day: Day; streak: number } | null;
  /** The last day on which points expired. */
  expiredDay: Day | null;
}

export const NOTHING_REBUILT: RebuiltMembership = {
  ...NO_POINTS,
  turn: 0,
  growthDays: [],
  earnedInAll: ZERO_POINTS,
  ordersCompleted: 0,
  checkIn: null,
  expiredDay: null,
};

/**
 * A member's journals at one merchant in the order in which they changed the membership. Clocks differ from function to
 * function, so the turn decides and not the instant; journals that moved nothing of the member's are left out.
 */
export const inTurn = <Each extends TurnedJournal>(journals: readonly Each[], memberId: string): Each[] =>
  journals
    .filter(({ turns }) => turns[memberId] !== undefined)
    .sort((a, b) => (a.turns[memberId] ?? 0) - (b.turns[memberId] ?? 0) || a.at - b.at || (a._id < b._id ? -1 : 1));

/** Whether every turn from the first to the last is there once: a gap is a journal that was lost. */
export const isWhole = (journals: readonly TurnedJournal[], memberId: string): boolean =>
  journals.every(({ turns }, index) => turns[memberId] === index + 1);

/** Replays journals as they were recorded, deciding nothing again (rulebook section 11). journals: in turn. */
export function rebuildMembership(journals: readonly TurnedJournal[], memberId: string): RebuiltMembership {
  return journals.reduce((before, journal) => apply(before, journal, memberId), NOTHING_REBUILT);
}

function apply(before: RebuiltMembership, journal: TurnedJournal, memberId: string): RebuiltMembership {
  const { memo, kind } = journal;
  const { lots, held, debt } = replayPoints(before, journal, memberId);
  return {
    lots,
    held,
    debt,
    turn: Math.max(before.turn, journal.turns[memberId] ?? 0),
    growthDays: growthAfter(before.growthDays, journal, memberId),
    earnedInAll: points(pointsToNumber(before.earnedInAll) + earnedBy(journal, memberId)),
    ordersCompleted: before.ordersCompleted + (kind === 'settle' && memo.memberId === memberId ? 1 : 0),
    checkIn: checkInOf(journal) ?? before.checkIn,
    expiredDay: kind === 'expire' && typeof memo.day === 'string' ? memo.day : before.expiredDay,
  };
}

/** What was ever earned: rewards only, neither what comes back nor what a correction takes. */
function earnedBy({ kind, merchantId, postings }: Journal, memberId: string): number {
  if (kind !== 'settle' && kind !== 'earn') return 0;
  const [from, to] = [programmePoints(merchantId), memberPoints(merchantId, memberId)];
  return postings.reduce((sum, each) => (each.from === from && each.to === to ? sum + each.amount : sum), 0);
}

/** Days at 0 are left out, as the membership does. */
function growthAfter(days: GrowthDay[], { merchantId, postings }: Journal, memberId: string): GrowthDay[] {
  const account = memberGrowth(merchantId, memberId);
  const changes = postings.filter(({ from, to }) => from === account || to === account);
  if (changes.length === 0) return days;
  const byDay = new Map(days.map(({ day, amount }) => [day, amount]));
  for (const { from, amount, day = '' } of changes)
    byDay.set(day, (byDay.get(day) ?? 0) + (from === account ? -amount : amount));
  return [...byDay]
    .filter(([, amount]) => amount !== 0)
    .map(([day, amount]) => ({ day, amount }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

function checkInOf({ kind, memo }: Journal): RebuiltMembership['checkIn'] {
  const { earned, what, streak } = memo;
  if (kind !== 'earn' || earned !== 'checkIn' || typeof what !== 'string' || typeof streak !== 'number') return null;
  return { day: what, streak };
}

/** The instants at which a member's growth changed, for the tier of a membership that is gone. */
export interface GrowthStep {
  at: Instant;
  growthDays: GrowthDay[];
}

/** Growth after each journal that moved it. journals: in turn. */
export function growthSteps(journals: readonly TurnedJournal[], memberId: string): GrowthStep[] {
  let growthDays: GrowthDay[] = [];
  const steps: GrowthStep[] = [];
  for (const journal of journals) {
    const next = growthAfter(growthDays, journal, memberId);
    if (next !== growthDays) steps.push({ at: journal.at, growthDays: next });
    growthDays = next;
  }
  return steps;
}
