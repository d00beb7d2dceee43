import type { Comparison } from './comparison';
import type { Lots, ShownJournal } from './history';
import type { Moved, Point } from './purse';

/** What a journal moves, by the model. */
export interface Posting {
  from: string;
  to: string;
  unit: 'FEN' | 'POINT' | 'GROWTH';
  amount: number;
  /** Of points. */
  moved?: Moved;
  /** Of growth: the day that it counts for. */
  day?: string;
}

export const money = (from: string, to: string, amount: number): Posting => ({ from, to, unit: 'FEN', amount });

export const growth = (from: string, to: string, amount: number, day: string): Posting => ({
  from,
  to,
  unit: 'GROWTH',
  amount,
  day,
});

export const points = (from: string, to: string, moved: Moved): Posting => ({
  from,
  to,
  unit: 'POINT',
  amount: moved.points.length + moved.debt,
  moved,
});

export const withoutDebt = (taken: Point[]): Moved => ({ points: taken, debt: 0 });

/** A lot that was given a later expiry is still of the journal that made it. */
const madeBy = (lot: string): string => lot.split('~')[0] ?? lot;

/** Points by what tells them apart: who made them, when they were earned and until when they last. */
export function countPoints(points: readonly Point[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { made, earnedAt, expiresAt } of points) {
    const name = `${made} of ${earnedAt} until ${expiresAt}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

export function countLots(lots: readonly Lots[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { lot, amount, earnedAt, expiresAt } of lots) {
    const name = lot === 'debt' ? lot : `${madeBy(lot)} of ${earnedAt} until ${expiresAt}`;
    counts.set(name, (counts.get(name) ?? 0) + amount);
  }
  return counts;
}

/** Compares two counts name by name. */
export function sameCounts(
  c: Comparison,
  where: string,
  what: string,
  expected: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): void {
  for (const [name, count] of expected) c.same(where, `${what} ${name}`, count, found.get(name) ?? 0);
  for (const [name, count] of found) if (!expected.has(name)) c.same(where, `${what} ${name}`, 0, count);
}

export function sameMoved(c: Comparison, where: string, what: string, moved: Moved, found: readonly Lots[]): void {
  const expected = countPoints(moved.points);
  if (moved.debt > 0) expected.set('debt', moved.debt);
  sameCounts(c, where, what, expected, countLots(found));
}

/** Compares a journal with what it should move, posting by posting. */
export function sameJournal(c: Comparison, journal: ShownJournal, postings: readonly Posting[]): void {
  const where = `journal ${journal._id}`;
  const nameOf = ({ from, to, unit, day = '' }: { from: string; to: string; unit: string; day?: string }): string =>
    `${unit} ${from} > ${to} ${day}`.trim();
  const left = journal.postings.map((posting) => ({ name: nameOf(posting), posting }));
  for (const expected of postings) {
    const name = nameOf(expected);
    const index = left.findIndex((each) => each.name === name);
    const [found] = index < 0 ? [] : left.splice(index, 1);
    c.same(where, name, expected.amount, found?.posting.amount ?? 0);
    if (expected.moved && found) sameMoved(c, where, `${name}, points`, expected.moved, found.posting.lots ?? []);
  }
  for (const { name, posting } of left) c.same(where, name, 0, posting.amount);
}
