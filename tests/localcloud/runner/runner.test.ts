import { useCloud } from '../support/shared-cloud';

const { cloud } = useCloud();

interface Call {
  function: string;
  cold: boolean;
  outcome: string;
}

const echo = (data: unknown): Promise<unknown> =>
  cloud().run(
    `return cloud.callFunction({ name: 'echo', data: input }).then((answer) => answer.result, (error) => String(error.errMsg))`,
    data,
  );

async function lastCall(name: string): Promise<Call | undefined> {
  return ((await cloud().get('/dev/calls')) as Call[]).find((call) => call.function === name);
}

test('the first call is cold, the next one finds the instance warm', async () => {
  await echo({ fail: 'exit' });
  await echo({});
  expect((await lastCall('echo'))?.cold).toBe(true);
  await echo({});
  expect((await lastCall('echo'))?.cold).toBe(false);
});

test.each([
  ['throw', 'asked to throw', 'FUNCTIONS_EXECUTE_FAIL'],
  ['exit', 'exited with code 3', 'FUNCTIONS_EXECUTE_FAIL'],
  ['reject', 'nobody waits for this', 'FUNCTIONS_EXECUTE_FAIL'],
  ['memory', 'memory', 'FUNCTIONS_EXECUTE_FAIL'],
  ['large', '-604001', 'FUNCTIONS_EXECUTE_FAIL'],
])('a function that fails by %s', async (fail, message, outcome) => {
  expect(await echo({ fail })).toContain(message);
  expect((await lastCall('echo'))?.outcome).toBe(outcome);
  expect(await echo({ a: 1 })).toMatchObject({ event: { a: 1 } });
});

test.each([{ sleepMs: 5000 }, { fail: 'block' }])('a function that takes too long: %j', async (event) => {
  expect(await echo(event)).toContain('timed out after 1 seconds');
  expect((await lastCall('echo'))?.outcome).toBe('FUNCTIONS_TIME_LIMIT_EXCEEDED');
  expect(await echo({ a: 1 })).toMatchObject({ event: { a: 1 } });
});

test('waiting for an instance is no part of the time that a function has', async () => {
  // All of them take longer than the second that each of them has, whatever number of instances there is.
  const began = performance.now();
  const answers = (await cloud().run(
    `return Promise.all(input.map((sleepMs) => cloud.callFunction({ name: 'echo', data: { sleepMs } }).then((answer) => answer.result.event.sleepMs, String)))`,
    Array.from({ length: 400 }, () => 55),
  )) as unknown[];
  expect(answers.filter((answer) => answer !== 55)).toEqual([]);
  expect(performance.now() - began).toBeGreaterThan(1000);
});

test('an unknown function and a crash of api', async () => {
  expect(
    await cloud().run(`return cloud.callFunction({ name: '../api', data: {} }).catch((error) => String(error.errMsg))`),
  ).toContain('FunctionName parameter could not be found');
  expect(await cloud().call(`throw new TypeError('a fault')`)).toEqual({
    ok: false,
    error: { code: 'systemBusy', message: '系统有点忙，请稍后再试', data: {} },
  });
  expect(cloud().errors.join('')).toContain('TypeError: a fault');
});

test('functions live in UTC', async () => {
  expect(await cloud().run(`return new Date(0).getHours()`)).toBe(0);
});

describe('the moved clock', () => {
  const DAY = 86_400_000;

  test('functions see it, real waiting stays real', async () => {
    await cloud().post('/dev/clock', { advanceMs: 10 * DAY });
    const seen = (await cloud().run(`
      const started = Date.now();
      const real = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 50));
      class Day extends Date {}
      return {
        now: started,
        waited: performance.now() - real,
        fromNew: new Date().getTime() - started < 1000,
        fromCall: Math.abs(Date.parse(Date()) - started) < 2000,
        text: new Date('2024-02-29T00:00:00Z').toISOString(),
        parts: new Date(2024, 1, 29).getTime() === Date.UTC(2024, 1, 29),
        instance: new Date() instanceof Date && Object.prototype.toString.call(new Date()) === '[object Date]',
        constructor: new Date().constructor === Date,
        fromRuntime: structuredClone(new Date()) instanceof Date,
        subclass: new Day() instanceof Day && new Day() instanceof Date && new Day(5).getTime() === 5,
        name: Date.name + Date.length,
        date: require('node:fs').statSync('/').mtime instanceof Date,
      };`)) as Record<string, unknown>;
    const ahead = Number(seen.now) - Date.now();
    expect(Math.abs(ahead - 10 * DAY)).toBeLessThan(10_000);
    expect(seen.waited).toBeGreaterThan(45);
    expect(seen.waited).toBeLessThan(1000);
    expect(seen).toMatchObject({
      fromNew: true,
      fromCall: true,
      text: '2024-02-29T00:00:00.000Z',
      parts: true,
      instance: true,
      constructor: true,
      fromRuntime: true,
      subclass: true,
      name: 'Date7',
      date: true,
    });
  });

  test('it stops at every Shanghai midnight, runs job there, and again while there is more', async () => {
    await cloud().run(`await db.collection('ticks').where({ at: _.gt(0) }).remove();
      await db.collection('modes').doc('job').set({ data: { more: 2 } })`);
    const before = ((await cloud().get('/dev/clock')) as { now: number }).now;
    const answer = (await cloud().post('/dev/clock', { advanceMs: 3 * DAY })) as { now: number; jobs: number };
    const ticks = (await cloud().documents('ticks')).reverse() as unknown as {
      at: number;
      source: string;
      running: number;
    }[];
    expect(answer.jobs).toBe(6);
    expect(answer.now - before).toBeGreaterThanOrEqual(3 * DAY);
    expect(ticks).toHaveLength(6);
    expect(ticks.every((tick) => tick.source === 'wx_trigger' && tick.running === 1)).toBe(true);
    const intoDay = ticks.map(({ at }) => (at + 8 * 3_600_000) % DAY);
    // Three runs at the first midnight, then one at each further midnight, and one at the end.
    expect(intoDay.slice(0, 5).every((ms) => ms < 30_000)).toBe(true);
    expect(ticks.map(({ at }) => at)).toEqual(ticks.map(({ at }) => at).sort((a, b) => a - b));
  });

  test('job runs when asked, and the clock goes one way only', async () => {
    expect(await cloud().post('/dev/job')).toEqual({ more: false });
    for (const advanceMs of [0, -1, 401 * DAY, 'x', null]) {
      expect(await cloud().post('/dev/clock', { advanceMs })).toMatchObject({
        ok: false,
        error: { code: 'badRequest' },
      });
    }
  });
});
