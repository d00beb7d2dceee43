export const DAY_MS = 86_400_000;

/** Shanghai keeps UTC+8 all year, so its wall clock is UTC's wall clock eight hours later. */
export const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The first Shanghai midnight strictly after `instant`, both in milliseconds since 1970. */
export function nextShanghaiMidnight(instant: number): number {
  return (Math.floor((instant + SHANGHAI_OFFSET_MS) / DAY_MS) + 1) * DAY_MS - SHANGHAI_OFFSET_MS;
}

/** `yyyyMMddHHmmss` on a Shanghai wall clock, as WeChat Pay writes times. */
export function payTime(instant: number): string {
  return new Date(instant + SHANGHAI_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14);
}

/** The instant of a WeChat Pay time, or undefined when the text is none. */
export function parsePayTime(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts.map(Number) as [number, ...number[]];
  return Date.UTC(year!, month! - 1, day, hour, minute, second) - SHANGHAI_OFFSET_MS;
}
