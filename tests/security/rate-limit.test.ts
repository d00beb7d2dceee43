import { RateLimit } from '../../cloudfunctions/api/rate-limit';

const MINUTE = 60_000;
/** The beginning of a minute. */
const T = 20_000_000 * MINUTE;

/** How many of `tries` calls at an instant are let through. */
function count(limit: RateLimit, tries: number, at: number): number {
  let allowed = 0;
  for (let index = 0; index < tries; index += 1) if (limit.allow('a', 'x', 10, at)) allowed += 1;
  return allowed;
}

test.each<[string, [tries: number, at: number][], number[]]>([
  ['as many as allowed, no more', [[15, T]], [10]],
  [
    'none until the minute has passed',
    [
      [10, T + 30_000],
      [1, T + 59_999],
    ],
    [10, 0],
  ],
  [
    'the last minute counts by what of it lies within 60 s',
    [
      [10, T + 30_000],
      [9, T + MINUTE + 30_000],
    ],
    [10, 5],
  ],
  [
    'a burst around the turn of the minute is no two minutes',
    [
      [10, T + 59_000],
      [10, T + MINUTE],
    ],
    [10, 0],
  ],
  [
    'all again after a quiet minute',
    [
      [10, T],
      [10, T + 2 * MINUTE],
    ],
    [10, 10],
  ],
  [
    'a clock that was set back begins anew',
    [
      [10, T],
      [10, T - 10 * MINUTE],
    ],
    [10, 10],
  ],
])('%s', (_, calls, expected) => {
  const limit = new RateLimit();
  expect(calls.map(([tries, at]) => count(limit, tries, at))).toEqual(expected);
});

test('the counters do not grow without end', () => {
  const limit = new RateLimit();
  for (let index = 0; index < 50_000; index += 1) limit.allow(`visitor:${index}`, 'x', 10, T);
  expect((limit as unknown as { counters: Map<string, unknown> }).counters.size).toBeLessThanOrEqual(20_000);
});
