import { DAY_MS, HOUR_MS } from './calendar';
import type { Settings } from './history';
import { floorOf } from './numbers';

/** A line of an order, under the letters of the rulebook's section 6. */
export class Line {
  /** Units refunded so far. */
  k = 0;
  /** The merchant's goodwill. */
  a = 0;
  /** The final price. */
  f: number;
  arrivedAt: number | null = null;
  handedOut = 0;
  collectedAt: number | null = null;
  windowEndsAt: number | null = null;

  constructor(
    readonly sku: string,
    readonly n: number,
    /** What was paid for a unit. */
    readonly p: number,
    readonly net0: number,
    readonly pointsShare: number,
    private readonly fresh: boolean,
    private readonly settings: Settings,
  ) {
    this.f = p;
  }

  /** Given back in all, in fen. */
  givenBack(): number {
    const net1 = Math.max(0, this.net0 - this.n * (this.p - this.f));
    return Math.min(this.net0, this.net0 - net1 + floorOf(net1, this.k, this.n) + this.a);
  }

  pointsGivenBack(): number {
    return floorOf(this.pointsShare, this.k, this.n);
  }

  kept(): number {
    return this.net0 - this.givenBack();
  }

  isGone(): boolean {
    return this.k === this.n;
  }

  /** Refunded units count against those not yet handed out first (section 4). */
  toHandOut(): number {
    return Math.max(0, this.n - this.k - this.handedOut);
  }

  isCollected(): boolean {
    return this.arrivedAt !== null && this.toHandOut() === 0;
  }

  /** With the last unit the after-sale window begins. */
  beginWindow(at: number): void {
    if (this.isGone() || !this.isCollected() || this.collectedAt !== null) return;
    this.collectedAt = at;
    const { freshWindowHours, windowDays } = this.settings;
    this.windowEndsAt = at + (this.fresh ? freshWindowHours * HOUR_MS : windowDays * DAY_MS);
  }

  /** When it is collected by itself; null: it has not arrived, or nothing is left to collect. */
  collectsItselfAt(): number | null {
    if (this.arrivedAt === null || this.isGone() || this.isCollected()) return null;
    return this.arrivedAt + this.settings.autoCollectDays * DAY_MS;
  }
}
