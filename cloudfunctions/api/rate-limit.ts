import type { Instant } from '../../src/contract/time';

const MINUTE_MS = 60_000;
/** Above this many counters those that no longer count are forgotten. */
const MAX_COUNTERS = 20_000;

interface Counter {
  minute: number;
  now: number;
  before: number;
}

/**
 * Counts calls by whom and what, over a sliding minute: the present minute's calls and the share of the last one's that
 * still lies within 60 s. The counters live in one instance of the function, so with n warm instances a member can make up to n
 * times as many calls; the limit is there to stop loops and floods, and what protects money never depends on it.
 */
export class RateLimit {
  private readonly counters = new Map<string, Counter>();

  /** Counts a call; false when it is one too many, and then it is not counted. perMinute: 1 or more. */
  allow(who: string, call: string, perMinute: number, at: Instant): boolean {
    const counter = this.counter(`${call} ${who}`, Math.floor(at / MINUTE_MS));
    const elapsed = (at % MINUTE_MS) / MINUTE_MS;
    if (counter.now + counter.before * (1 - elapsed) >= perMinute) return false;
    counter.now += 1;
    return true;
  }

  private counter(key: string, minute: number): Counter {
    const counter = this.counters.get(key);
    if (counter?.minute === minute) return counter;
    if (this.counters.size >= MAX_COUNTERS) this.forget(minute);
    const before = counter?.minute === minute - 1 ? counter.now : 0;
    const next = { minute, now: 0, before };
    this.counters.set(key, next);
    return next;
  }

  private forget(minute: number): void {
    for (const [key, counter] of this.counters) if (counter.minute < minute - 1) this.counters.delete(key);
    if (this.counters.size >= MAX_COUNTERS) this.counters.clear();
  }
}
