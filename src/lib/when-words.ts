import { DAY_MS, HOUR_MS, MINUTE_MS, dayOf, startOfDay, wallClock, type Instant } from '../contract/time';

/** An instant in words, as neighbours say it; always Shanghai's clock, 24 hours. */

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;
/** From this hour on today is called 今晚. */
const EVENING = 19;
const two = (value: number): string => String(value).padStart(2, '0');

/** Calendar days from now to at; negative in the past. */
const daysAhead = (at: Instant, now: Instant): number => (startOfDay(dayOf(at)) - startOfDay(dayOf(now))) / DAY_MS;

/** `周六` */
export const weekdayWord = (at: Instant): string => WEEKDAYS[wallClock(at).weekday] ?? '';

/** `16:00` */
export function timeText(at: Instant): string {
  const { hour, minute } = wallClock(at);
  return `${two(hour)}:${two(minute)}`;
}

/** `11-20`, in another year than now `2025-11-20`. */
export function dateText(at: Instant, now: Instant = at): string {
  const { year, month, date } = wallClock(at);
  const short = `${two(month)}-${two(date)}`;
  return year === wallClock(now).year ? short : `${year}-${short}`;
}

/** 昨天, 今天, 明天, a weekday within the next six days, else the date. */
export function dayWord(at: Instant, now: Instant): string {
  const days = daysAhead(at, now);
  if (days === -1) return '昨天';
  if (days === 0) return '今天';
  if (days === 1) return '明天';
  return days > 1 && days < 7 ? weekdayWord(at) : dateText(at, now);
}

/** `明天 16:00`, `今晚 20:00`, `11-20 21:05`. */
export function whenWords(at: Instant, now: Instant): string {
  const evening = daysAhead(at, now) === 0 && wallClock(at).hour >= EVENING;
  return `${evening ? '今晚' : dayWord(at, now)} ${timeText(at)}`;
}

/** Within the last hour `9 分钟前`, before that as whenWords. */
export function agoWords(at: Instant, now: Instant): string {
  const passed = now - at;
  if (passed < MINUTE_MS) return '刚刚';
  return passed < HOUR_MS ? `${Math.floor(passed / MINUTE_MS)} 分钟前` : whenWords(at, now);
}

/** The hours in which goods can be fetched: `明天（周日）16:00–21:00`. */
export function hoursWords(from: Instant, until: Instant, now: Instant): string {
  const day = dayWord(from, now);
  const weekday = weekdayWord(from);
  const which = day === weekday ? day : `${day}（${weekday}）`;
  if (dayOf(from) === dayOf(until)) return `${which}${timeText(from)}–${timeText(until)}`;
  return `${which}${timeText(from)} 到 ${whenWords(until, now)}`;
}

/** The last day before an instant at which something ends: what ends at 12-01 00:00 is good until `11-30`. */
export const lastDayText = (end: Instant, now: Instant = end - 1): string => dateText(end - 1, now);

/** `2026 年 11 月` */
export function monthWords(at: Instant): string {
  const { year, month } = wallClock(at);
  return `${year} 年 ${month} 月`;
}

/** How long somebody has been here: `2 年`, `5 个月`, `12 天`. */
export function sinceWords(since: Instant, now: Instant): string {
  const days = Math.max(0, Math.floor((now - since) / DAY_MS));
  if (days >= 365) return `${Math.floor(days / 365)} 年`;
  return days >= 60 ? `${Math.floor(days / 30)} 个月` : `${Math.max(1, days)} 天`;
}
