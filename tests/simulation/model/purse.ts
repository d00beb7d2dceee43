import { DAY_MS } from './calendar';

/** One point. */
export interface Point {
  /** The journal that made it. */
  made: string;
  earnedAt: number;
  /** It can be spent before this. */
  expiresAt: number;
}

/** What moved: points, and how many went into a debt or made one. */
export interface Moved {
  points: Point[];
  debt: number;
}

/** Points that come back past their end last for this long (rulebook section 6). */
const LATE_RETURN_MS = 30 * DAY_MS;

/** The order of spending: the earliest expiry, then the earliest earned (rulebook section 9); then any, but always the same. */
const bySpending = (a: Point, b: Point): number =>
  a.expiresAt - b.expiresAt || a.earnedAt - b.earnedAt || (a.made < b.made ? -1 : a.made > b.made ? 1 : 0);

/** A member's points at one merchant, every point by itself. */
export class Purse {
  points: Point[] = [];
  readonly held = new Map<string, Point[]>();
  debt = 0;
  /** What was ever earned. */
  earned = 0;

  available(at: number): number {
    return Math.max(0, this.points.filter((point) => at < point.expiresAt).length - this.debt);
  }

  /** Points of a reward, all alike. */
  earn(made: string, count: number, earnedAt: number, expiresAt: number): Moved {
    this.earned += count;
    return this.bringIn(
      Array.from({ length: count }, () => ({ made, earnedAt, expiresAt })),
      earnedAt,
    );
  }

  /** Takes as many as there are, up to `count`, in the order of spending. */
  spend(count: number, at: number): Point[] {
    return this.takeFirst(this.points.filter((point) => at < point.expiresAt).sort(bySpending), count);
  }

  hold(orderId: string, count: number, at: number): Point[] {
    const points = this.spend(count, at);
    this.held.set(orderId, points);
    return points;
  }

  /** An order is cancelled: what it held comes back as it was, whatever has expired meanwhile. */
  release(orderId: string, at: number): Moved {
    return this.bringIn(this.payWithHeld(orderId), at);
  }

  /** An order is paid: what it held is gone. */
  payWithHeld(orderId: string): Point[] {
    const points = this.held.get(orderId) ?? [];
    this.held.delete(orderId);
    return points;
  }

  /** Points of a refund come back (rulebook section 6). */
  giveBack(points: readonly Point[], at: number): Moved {
    const renewed = points.map((point) =>
      at < point.expiresAt ? point : { ...point, expiresAt: at + LATE_RETURN_MS },
    );
    return this.bringIn(renewed, at);
  }

  /** A correction: from what the order made, then the earliest expiry, then as a debt (rulebook section 7). */
  takeBack(count: number, made: string, at: number): Moved {
    const alive = this.points.filter((point) => at < point.expiresAt).sort(bySpending);
    const own = alive.filter((point) => point.made === made);
    const others = alive.filter((point) => point.made !== made);
    const points = this.takeFirst([...own, ...others], count);
    this.debt += count - points.length;
    return { points, debt: count - points.length };
  }

  /** What was over by an instant is gone. */
  expire(by: number): Point[] {
    const over = this.points.filter((point) => point.expiresAt <= by);
    this.points = this.points.filter((point) => point.expiresAt > by);
    return over;
  }

  private takeFirst(points: readonly Point[], count: number): Point[] {
    const taken = points.slice(0, count);
    const gone = new Set(taken);
    this.points = this.points.filter((point) => !gone.has(point));
    return taken;
  }

  /** One after the other; a debt is filled first, but not by a point that is over. */
  private bringIn(points: readonly Point[], at: number): Moved {
    const moved: Moved = { points: [], debt: 0 };
    for (const point of points) {
      if (this.debt > 0 && at < point.expiresAt) {
        this.debt -= 1;
        moved.debt += 1;
      } else moved.points.push(point);
    }
    // Each comes in as a point of its own, though the order may remember the one that it was paid with.
    this.points.push(...moved.points.map((point) => ({ ...point })));
    return moved;
  }
}

/** The points that a refund gives back of those an order was paid with: the latest expiry first, after earlier refunds. */
export const comingBack = (paidWith: readonly Point[], before: number, count: number): Point[] =>
  [...paidWith].sort((a, b) => bySpending(b, a)).slice(before, before + count);
