const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const two = (n: number) => String(n).padStart(2, '0');
/** A started second still counts, so that the text reaches zero exactly when the time does. */
const wholeSeconds = (ms: number) => Math.ceil(ms / SECOND);

/** Milliseconds left → 2 天 04 小时, from 24 hours down hh:mm:ss; with `short` mm:ss in the last hour. */
export function leftText(ms: number, short = false): string {
  const s = wholeSeconds(ms);
  const hours = Math.floor(s / 3600);
  if (s * SECOND > DAY) return `${Math.floor(hours / 24)} 天 ${two(hours % 24)} 小时`;
  const rest = `${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  return short && hours === 0 ? rest : `${two(hours)}:${rest}`;
}

/** The same for a screen reader, by the minute: 10 小时 18 分. */
export function leftWords(ms: number): string {
  const minutes = Math.floor(wholeSeconds(ms) / 60);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  if (days > 0) return `${days} 天 ${hours} 小时`;
  if (hours > 0) return `${hours} 小时 ${minutes % 60} 分`;
  return minutes > 0 ? `${minutes} 分` : '不到 1 分';
}

/** True in the last ten minutes. */
export const isSoon = (ms: number) => ms > 0 && ms < 10 * MINUTE;

/** How long the present text stays true: to the next second, or to the next minute above a day. */
export function msToNextText(ms: number): number {
  const step = ms > DAY + MINUTE ? MINUTE : SECOND;
  return ms % step || step;
}
