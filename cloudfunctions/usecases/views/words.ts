import type { Threshold } from '../../../src/contract/campaign';
import { formatFen, type Fen } from '../../../src/contract/money';
import { DAY_MS, dayOf, startOfDay, wallClock, type Instant } from '../../../src/contract/time';

/** Words that the server puts together, so that every page says the same thing in the same way. */

const MOST_STARS = 2;
const NO_NAME = '邻居';

/** A name as everybody may see it: the first character and a star for each further one, at most two: `陈*`, `王**`. */
export function maskName(name: string): string {
  const [first, ...rest] = [...name.trim()];
  return first === undefined ? NO_NAME : first + '*'.repeat(Math.min(MOST_STARS, rest.length));
}

/** `138 **** 2086` */
export const maskPhone = (phone: string): string => `${phone.slice(0, 3)} **** ${phone.slice(-4)}`;

/** Text of at most `most` UTF-16 units, whole characters only, with an ellipsis where something is left out. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  let clipped = '';
  for (const character of text) {
    if (clipped.length + character.length > most - 1) break;
    clipped += character;
  }
  return `${clipped}…`;
}

/** Some units of a sku, by the name that people know it by. */
export interface Goods {
  sku: string;
  name: string;
  units: number;
}

const MOST_GOODS_WORDS = 200;

/** `草莓 ×2，蓝莓 ×1`: units of the same sku together, in the order in which the skus come. */
export function goodsWords(goods: readonly Goods[]): string {
  const merged = new Map<string, Goods>();
  for (const each of goods) merged.set(each.sku, { ...each, units: each.units + (merged.get(each.sku)?.units ?? 0) });
  const words = [...merged.values()].filter(({ units }) => units > 0).map(({ name, units }) => `${name} ×${units}`);
  return clip(words.join('，'), MOST_GOODS_WORDS);
}

/** An order in a few words: `脐橙 ×2`, of several goods `土豆等 3 件`. */
export function orderWords(goods: readonly Goods[]): string {
  const [first, ...rest] = goods;
  if (first === undefined) return '';
  if (rest.length === 0) return `${first.name} ×${first.units}`;
  return `${first.name}等 ${goods.reduce((sum, { units }) => sum + units, 0)} 件`;
}

/** A multiplier of points: `1.1 倍`, `1.25 倍`, `2 倍`. */
export const multiplierWords = (bps: number): string => `${bps / 10_000} 倍`;

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const;
const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** An instant as people say it: 昨天, 今天, 明天, a weekday within the next six days, else the date; `今天 21:05`. */
export function whenWords(at: Instant, now: Instant): string {
  const { month, date, weekday, hour, minute } = wallClock(at);
  const days = (startOfDay(dayOf(at)) - startOfDay(dayOf(now))) / DAY_MS;
  const time = `${twoDigits(hour)}:${twoDigits(minute)}`;
  if (days === -1) return `昨天 ${time}`;
  if (days === 0) return `今天 ${time}`;
  if (days === 1) return `明天 ${time}`;
  if (days > 1 && days < 7) return `${WEEKDAYS[weekday] ?? ''} ${time}`;
  return `${twoDigits(month)}-${twoDigits(date)} ${time}`;
}

/** How far a group is from its threshold: `再 7 户成团`, `再 12 件成团`, `已够成团`, `买了就成`. */
export function thresholdWords(threshold: Threshold, missing: number): string {
  if (threshold.kind === 'none') return '买了就成';
  if (missing === 0) return '已够成团';
  return `再 ${missing} ${threshold.kind === 'people' ? '户' : '件'}成团`;
}

const MOST_SHARE_TITLE = 80;

/** Title of a card that tells a neighbour about a group; facts only, nothing that tempts to share. */
export function shareTitle(facts: { point: string; goods: string; priceFen: Fen; standing: string }): string {
  const title = `${facts.point}｜${facts.goods} ${formatFen(facts.priceFen)}`;
  return clip(facts.standing === '' ? title : `${title}，${facts.standing}`, MOST_SHARE_TITLE);
}
