import { parseCron } from '../../../localcloud/runner/cron';
import { nextShanghaiMidnight, parsePayTime, payTime } from '../../../localcloud/runner/shanghai-time';

const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);

describe('the platform’s cron, on a Shanghai clock', () => {
  test.each([
    ['0 * * * * * *', '2026-03-01 10:00:00', '2026-03-01 10:01:00'],
    ['0 * * * * * *', '2026-03-01 10:00:59.500', '2026-03-01 10:01:00'],
    ['*/10 * * * * * *', '2026-03-01 10:00:55', '2026-03-01 10:01:00'],
    ['0 0 2 1 * * *', '2026-03-01 02:00:00', '2026-04-01 02:00:00'],
    ['0 30 9 * * MON-FRI *', '2026-03-06 10:00:00', '2026-03-09 09:30:00'],
    ['0 0 10,14 * * * *', '2026-03-01 10:00:00', '2026-03-01 14:00:00'],
    ['0 0 0 15 * MON *', '2026-03-10 00:00:00', '2026-03-15 00:00:00'],
    ['0 0 0 15 * MON *', '2026-03-15 00:00:00', '2026-03-16 00:00:00'],
    ['0 0 0 29 FEB * *', '2026-03-01 00:00:00', '2028-02-29 00:00:00'],
    ['59 59 23 31 12 * 2026', '2026-03-01 00:00:00', '2026-12-31 23:59:59'],
    ['0 5/20 * * * * *', '2026-03-01 10:26:00', '2026-03-01 10:45:00'],
  ])('%s after %s is %s', (expression, after, next) => {
    expect(parseCron(expression)(at(after))).toBe(at(next));
  });

  test('a year gone by never comes', () =>
    expect(parseCron('0 0 0 1 1 * 2020')(at('2026-01-01 00:00:00'))).toBeUndefined());

  test.each(['* * * * *', '60 * * * * * *', '0 * 24 * * * *', '0 0 0 0 * * *', '0 0 0 * * X *', '*/0 * * * * * *'])(
    '%s is refused',
    (expression) => expect(() => parseCron(expression)).toThrow('cron'),
  );
});

test('Shanghai days and pay times', () => {
  expect(nextShanghaiMidnight(at('2026-03-01 23:59:59'))).toBe(at('2026-03-02 00:00:00'));
  expect(nextShanghaiMidnight(at('2026-03-02 00:00:00'))).toBe(at('2026-03-03 00:00:00'));
  expect(payTime(at('2026-03-01 08:09:10'))).toBe('20260301080910');
  expect(parsePayTime('20260301080910')).toBe(at('2026-03-01 08:09:10'));
  expect(parsePayTime('2026')).toBeUndefined();
});
