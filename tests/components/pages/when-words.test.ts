import {
  agoWords,
  dateText,
  dayWord,
  hoursWords,
  lastDayText,
  monthWords,
  sinceWords,
  timeText,
  whenWords,
} from '@/lib/when-words';

/** A Saturday; every line below is told from here. */
const NOW = Date.parse('2026-11-21T09:41:00+08:00');
const at = (text: string) => Date.parse(`${text}:00+08:00`);

test.each([
  ['2026-11-20T21:05', '昨天 21:05'],
  ['2026-11-21T08:12', '今天 08:12'],
  ['2026-11-21T18:00', '今天 18:00'],
  ['2026-11-21T20:00', '今晚 20:00'],
  ['2026-11-22T16:00', '明天 16:00'],
  ['2026-11-23T10:00', '周一 10:00'],
  ['2026-11-27T10:00', '周五 10:00'],
  ['2026-11-28T10:00', '11-28 10:00'],
  ['2026-11-19T20:06', '11-19 20:06'],
  ['2025-11-19T20:06', '2025-11-19 20:06'],
])('%s is %s', (instant, words) => {
  expect(whenWords(at(instant), NOW)).toBe(words);
});

test('the day is Shanghai’s whatever the zone of the phone', () => {
  expect(dayWord(Date.parse('2026-11-21T15:59:59Z'), NOW)).toBe('今天');
  expect(dayWord(Date.parse('2026-11-21T16:00:00Z'), NOW)).toBe('明天');
  expect(timeText(Date.parse('2026-11-21T16:05:00Z'))).toBe('00:05');
});

test.each([
  ['2026-11-21T09:40:30', '刚刚'],
  ['2026-11-21T09:39:00', '2 分钟前'],
  ['2026-11-21T08:52:00', '49 分钟前'],
  ['2026-11-21T08:40:00', '今天 08:40'],
])('%s was %s', (instant, words) => {
  expect(agoWords(Date.parse(`${instant}+08:00`), NOW)).toBe(words);
});

test('hours to fetch something, on one day and over two', () => {
  expect(hoursWords(at('2026-11-22T16:00'), at('2026-11-22T21:00'), NOW)).toBe('明天（周日）16:00–21:00');
  expect(hoursWords(at('2026-11-23T16:00'), at('2026-11-24T12:00'), NOW)).toBe('周一16:00 到 周二 12:00');
});

test('what ends at midnight ends on the day before', () => {
  expect(lastDayText(at('2026-12-01T00:00'), NOW)).toBe('11-30');
  expect(lastDayText(at('2027-01-01T00:00'), NOW)).toBe('12-31');
  expect(dateText(at('2027-01-01T00:00'), NOW)).toBe('2027-01-01');
});

test('months and time since', () => {
  expect(monthWords(at('2026-11-30T23:59'))).toBe('2026 年 11 月');
  expect(sinceWords(at('2024-11-01T00:00'), NOW)).toBe('2 年');
  expect(sinceWords(at('2026-06-01T00:00'), NOW)).toBe('5 个月');
  expect(sinceWords(NOW, NOW)).toBe('1 天');
});
