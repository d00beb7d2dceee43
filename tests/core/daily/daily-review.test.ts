import {
  dailyDueAt,
  dailyReview,
  type DailyFacts,
  type DailyNews,
} from '../../../cloudfunctions/core/daily/daily-review';
import { NO_POINTS } from '../../../cloudfunctions/core/points/lots';
import { DEFAULT_SETTINGS as settings } from '../../../cloudfunctions/core/settings';
import { points } from '../../../src/contract/points';
import { DAY_MS, MINUTE_MS } from '../../../src/contract/time';
import { at } from '../build';

const facts = (some: Partial<DailyFacts> = {}): DailyFacts => ({
  ...NO_POINTS,
  growthDays: [],
  tier: 'basic',
  tierSince: 0,
  reviewAt: null,
  noticeAt: null,
  expiredDay: null,
  expiryToldMonth: '2099-12',
  ...some,
});
const lot = (id: string, expiresAt: string, left: number) => ({
  id,
  earnedAt: 0,
  expiresAt: at(expiresAt),
  left: points(left),
});

describe('expiry', () => {
  const lots = [lot('a', '2026-12-01 00:00', 5), lot('b', '2026-12-15 09:30', 3), lot('c', '2027-01-01 00:00', 7)];

  test.each([
    // now, what expires, when it is due next
    ['2026-11-30 23:59', '', '2026-12-01 00:00'],
    ['2026-12-01 00:00', 'a 5', '2026-12-16 00:00'],
    ['2026-12-01 13:00', 'a 5', '2026-12-16 00:00'],
    ['2026-12-15 23:59', 'a 5', '2026-12-16 00:00'],
    ['2026-12-16 00:00', 'a 5, b 3', '2027-01-01 00:00'],
    // Weeks late: nothing is left over, and nothing was early.
    ['2027-02-11 08:15', 'a 5, b 3, c 7', null],
  ])('at %s: %s expires, due next %s', (now, outcome, due) => {
    const { facts: after, expired } = dailyReview(facts({ lots }), settings, at(now));
    expect(expired.map((part) => `${part.lot} ${part.amount}`).join(', ')).toBe(outcome);
    expect(dailyDueAt(after)).toBe(due === null ? null : at(due));
    expect(after.expiredDay).toBe(outcome === '' ? null : now.slice(0, 10));
  });

  test('the second time on a day does nothing, whatever came back expired meanwhile', () => {
    const first = dailyReview(facts({ lots }), settings, at('2026-12-01 00:01'));
    const again = { ...first.facts, lots: [lot('late', '2026-12-01 00:00', 2), ...first.facts.lots] };
    expect(dailyDueAt(again)).toBe(at('2026-12-02 00:00'));
    expect(dailyReview(again, settings, at('2026-12-01 23:59'))).toEqual({ facts: again, expired: [], news: [] });
    const next = dailyReview(again, settings, at('2026-12-02 00:00'));
    expect(next.expired).toMatchObject([{ lot: 'late', amount: 2 }]);
  });

  test('a clock that went back takes nothing', () => {
    const { expired } = dailyReview(facts({ lots, expiredDay: '2026-12-05' }), settings, at('2026-12-04 12:00'));
    expect(expired).toEqual([]);
  });

  test('debts and holds are left alone', () => {
    const held = { order: [{ lot: 'a', amount: 2, earnedAt: 0, expiresAt: at('2026-12-01 00:00') }] };
    const { facts: after } = dailyReview(facts({ lots, held, debt: points(9) }), settings, at('2026-12-01 00:00'));
    expect({ held: after.held, debt: after.debt }).toEqual({ held, debt: 9 });
  });
});

describe('expiring points are told on the first day of their month, once', () => {
  const lots = [lot('a', '2026-12-01 00:00', 36), lot('b', '2027-01-01 00:00', 7)];
  const told = (expiryToldMonth: string | null, now: string) =>
    dailyReview(facts({ lots, expiryToldMonth }), settings, at(now));

  test.each<[string | null, string, DailyNews[], string | null]>([
    // told of, now, news, told of then
    [null, '2026-10-31 23:59', [], null],
    [null, '2026-11-01 00:00', [{ kind: 'pointsExpiring', points: points(36), lastDay: '2026-11-30' }], '2026-11'],
    ['2026-11', '2026-11-02 00:00', [], '2026-11'],
    ['2026-11', '2026-12-01 00:00', [{ kind: 'pointsExpiring', points: points(7), lastDay: '2026-12-31' }], '2026-12'],
    // The job was away in November: what is gone is not told.
    [null, '2026-12-09 03:00', [{ kind: 'pointsExpiring', points: points(7), lastDay: '2026-12-31' }], '2026-12'],
    [null, '2027-01-09 03:00', [], null],
  ])('told of %s, at %s', (before, now, news, after) => {
    const review = told(before, now);
    expect({ news: review.news, told: review.facts.expiryToldMonth }).toEqual({ news, told: after });
  });
});

describe('tier', () => {
  const up = at('2026-01-10 15:00');
  const day = (date: string, amount: number) => ({ day: date, amount });
  const gold = facts({
    tier: 'gold',
    tierSince: up,
    growthDays: [day('2026-01-10', 2100)],
    reviewAt: at('2026-01-11 00:00'),
  });
  /** One run of the job at each start of a day from `from` on, a minute late. */
  const run = (start: DailyFacts, from: string, days: number) => {
    let standing = start;
    const news: string[] = [];
    for (let each = 0; each < days; each += 1) {
      const now = at(`${from} 00:00`) + each * DAY_MS + MINUTE_MS;
      const review = dailyReview(standing, settings, now);
      standing = review.facts;
      const date = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
      news.push(...review.news.map(({ kind }) => `${date} ${kind}`));
    }
    return { standing, news };
  };

  test('growth leaves after 365 days; a notice, and a week later the fall', () => {
    const { standing, news } = run(gold, '2026-01-11', 400);
    // 2026-01-10 counts to 2027-01-09.
    expect(news).toEqual(['2027-01-10 tierWillFall', '2027-01-17 tierFell']);
    expect(standing).toMatchObject({ tier: 'basic', noticeAt: null, reviewAt: null, tierSince: up });
  });

  test('growth that comes in withdraws the notice', () => {
    const { standing: warned } = run(gold, '2027-01-09', 3);
    expect(warned.noticeAt).not.toBeNull();
    const saved = { ...warned, growthDays: [...warned.growthDays, day('2027-01-13', 2000)] };
    const { standing, news } = run(saved, '2027-01-14', 30);
    expect({ tier: standing.tier, noticeAt: standing.noticeAt, news }).toEqual({
      tier: 'gold',
      noticeAt: null,
      news: [],
    });
  });

  test('a refund soon after going up: the notice waits for the 23rd day, the fall for the 30th', () => {
    const refunded = { ...gold, growthDays: [day('2026-01-10', 600)] };
    const { standing, news } = run(refunded, '2026-01-11', 40);
    expect(news).toEqual(['2026-02-03 tierWillFall', '2026-02-10 tierFell']);
    expect(standing.tier).toBe('silver');
  });

  test('the job away for months: first the notice, never the fall before it', () => {
    const late = dailyReview(gold, settings, at('2027-06-01 10:00'));
    expect(late.news).toEqual([{ kind: 'tierWillFall', tier: 'gold', growth: 2000, earliest: '2027-06-08' }]);
    expect(late.facts).toMatchObject({ tier: 'gold', reviewAt: at('2027-06-02 00:00') });
    const { news } = run(late.facts, '2027-06-02', 10);
    expect(news).toEqual(['2027-06-09 tierFell']);
  });

  test('not before it is due, and twice on a day is once', () => {
    expect(dailyReview(gold, settings, at('2026-01-10 23:59'))).toEqual({ facts: gold, expired: [], news: [] });
    const once = dailyReview(gold, settings, at('2027-06-01 00:00')).facts;
    expect(dailyReview(once, settings, at('2027-06-01 23:59'))).toEqual({ facts: once, expired: [], news: [] });
  });

  test('a tier that was made easier to reach is reached at the review', () => {
    const easier = {
      tiers: settings.tiers.map((each) => (each.tier === 'diamond' ? { ...each, growth: 2100 } : each)),
    };
    const now = at('2026-01-11 00:00');
    expect(dailyReview(gold, easier, now).facts).toMatchObject({ tier: 'diamond', tierSince: now });
  });
});
