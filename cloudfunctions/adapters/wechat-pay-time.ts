import type { Instant } from '../../src/contract/time';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** `yyyyMMddHHmmss` on a Shanghai wall clock, as WeChat Pay reads times. */
export function payTime(at: Instant): string {
  return new Date(at + SHANGHAI_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14);
}

/** The instant of `20261121120000` or `2026-11-21 12:00:00`, Shanghai; undefined when it is none. */
export function parsePayTime(value: unknown): Instant | undefined {
  const digits = typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\D/g, '') : '';
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits);
  if (!parts) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [number, ...number[]];
  return Date.UTC(year, month! - 1, day, hour, minute, second) - SHANGHAI_OFFSET_MS;
}
