import { DAY_MS, SHANGHAI_OFFSET_MS } from '../runner/shanghai-time';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** The Shanghai midnight with which the day of `instant` begins. */
export const startOfDay = (instant: number): number =>
  Math.floor((instant + SHANGHAI_OFFSET_MS) / DAY_MS) * DAY_MS - SHANGHAI_OFFSET_MS;

/** The days around one instant, in Shanghai. */
export class Calendar {
  private readonly today: number;

  constructor(readonly now: number) {
    this.today = startOfDay(now);
  }

  /** An hour of the day `days` after today; 16.5 is half past four. */
  at(days: number, hour: number): number {
    return this.today + days * DAY_MS + hour * HOUR_MS;
  }

  /** `hours` before now. */
  ago(hours: number): number {
    return this.now - hours * HOUR_MS;
  }

  /** The next time that the clock shows `hour`, at least `lead` hours from now. */
  next(hour: number, lead: number): number {
    const today = this.at(0, hour);
    return today - this.now > lead * HOUR_MS ? today : this.at(1, hour);
  }
}
