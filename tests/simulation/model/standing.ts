import { DAY_MS, beginningOf, dayOf } from './calendar';
import type { Settings } from './history';

/** How long nobody falls after going up, and how long before a notice comes (rulebook section 10). */
export const STAY_MS = 30 * DAY_MS;
export const NOTICE_MS = 7 * DAY_MS;
const YEAR_DAYS = 365;

type Tiers = Settings['tiers'];

/** A member's growth and tier at one merchant. */
export class Standing {
  readonly days = new Map<string, number>();
  tier: string;
  /** When it went up last; null: never. */
  upAt: number | null = null;
  /** When a notice that still stands was given. */
  noticeAt: number | null = null;
  /** Since when there is less growth than the tier wants; null: there is enough. */
  shortSince: number | null = null;
  /** Whether growth changed at the very instant of a notice. */
  isUncertain = false;
  /** Every tier that it had, with when it began. */
  private readonly tiers: { at: number; tier: string }[];
  /** When growth changed. */
  private readonly changes: number[] = [];

  constructor(private readonly settings: Tiers) {
    this.tier = settings[0]?.tier ?? '';
    this.tiers = [{ at: -Infinity, tier: this.tier }];
  }

  /** Growth of the trailing 365 days. */
  growth(at: number): number {
    const today = beginningOf(dayOf(at));
    let sum = 0;
    for (const [day, amount] of this.days) {
      const age = (today - beginningOf(day)) / DAY_MS;
      if (age >= 0 && age < YEAR_DAYS) sum += amount;
    }
    return sum;
  }

  /** The tier that the growth of an instant gives. */
  private deserved(at: number): number {
    const growth = this.growth(at);
    let rank = 0;
    this.settings.forEach((each, index) => {
      if (each.growth <= growth) rank = index;
    });
    return rank;
  }

  private rank(): number {
    return this.settings.findIndex(({ tier }) => tier === this.tier);
  }

  /** Posts growth for a day: up at once; a notice that is no longer true is withdrawn. */
  grow(day: string, amount: number, at: number): void {
    const sum = (this.days.get(day) ?? 0) + amount;
    if (sum === 0) this.days.delete(day);
    else this.days.set(day, sum);
    this.changes.push(at);
    const deserved = this.deserved(at);
    if (deserved > this.rank()) {
      this.become(deserved, at);
      this.upAt = at;
    }
    this.shortSince = deserved < this.rank() ? (this.shortSince ?? at) : null;
    if (this.shortSince === null) this.noticeAt = null;
  }

  isShort(at: number): boolean {
    return this.deserved(at) < this.rank();
  }

  /** The daily job lets it fall to what the growth gives. */
  fall(at: number): void {
    this.become(this.deserved(at), at);
    this.noticeAt = null;
    this.shortSince = null;
  }

  private become(rank: number, at: number): void {
    this.tier = this.settings[rank]?.tier ?? this.tier;
    this.tiers.push({ at, tier: this.tier });
  }

  /** Every tier that it may have had at an instant, by clocks that are so far apart. */
  tiersAround(at: number, apartMs: number): Set<string> {
    const possible = new Set<string>();
    this.tiers.forEach(({ at: from, tier }, index) => {
      const until = this.tiers[index + 1]?.at ?? Infinity;
      if (from - apartMs <= at && at <= until + apartMs) possible.add(tier);
    });
    return possible;
  }

  /** Whether growth changed so near to an instant that nobody knows which came first. */
  changedAround(at: number, apartMs: number): boolean {
    return this.changes.some((each) => Math.abs(each - at) <= apartMs);
  }
}
