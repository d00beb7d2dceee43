import { fenText } from '@/components/price/split-fen';
import { fenToNumber } from '@/contract/money';
import { DAY_MS } from '@/contract/time';
import type { GroupCard, LeaderGroup } from '@/contract/views';
import { thresholdUnit } from '@/lib/group-words';
import { whenWords } from '@/lib/when-words';
import type { TagTone } from '@/components/tag/tag';

/** How much of a group was bought: `48 件 · ¥1,430.40`. */
export const soldWords = ({ card, amountFen }: LeaderGroup): string =>
  `${card.units} 件 · ${fenText(fenToNumber(amountFen))}`;

/** Whether the time left is counted down rather than named: on the last day of a group that is not full yet. */
export const closesSoon = ({ state, reached, closesAt }: GroupCard, now: number): boolean =>
  state === 'open' && !reached && closesAt > now && closesAt - now <= DAY_MS;

/** What comes next for a group, or how it ended. */
export function nextWords({ card, orders, waiting, collected }: LeaderGroup, now: number): string {
  switch (card.state) {
    case 'scheduled':
      return `${whenWords(card.opensAt, now)} 开团`;
    case 'open':
      return `${whenWords(card.closesAt, now)} 截单`;
    case 'closing':
      return '已截单，正在确认成团';
    case 'formed':
      return `${orders} 单 · ${whenWords(card.arrivesAt, now)} 到`;
    case 'arrived':
      return waiting > 0 ? `已取 ${collected} 单，还有 ${waiting} 单等取` : `${collected} 单都取走了`;
    case 'finished':
      return `${orders} 单都办完了`;
    case 'failed':
      return failedWords(card);
    case 'cancelled':
      return '团取消了，付过的钱都原路退回';
  }
}

const failedWords = ({ threshold }: GroupCard): string =>
  threshold.kind === 'none'
    ? '这次没成团，付过的钱都原路退回'
    : `没满 ${threshold.count} ${thresholdUnit(threshold)}，付过的钱都原路退回`;

/** The tag of a group's state. */
export function stateTag(card: GroupCard): { text: string; tone: TagTone } {
  switch (card.state) {
    case 'scheduled':
      return { text: '预热', tone: 'plain' };
    case 'open':
      return card.reached ? { text: '已够成团', tone: 'leaf' } : { text: '进行中', tone: 'pom' };
    case 'closing':
      return { text: '截单', tone: 'plain' };
    case 'formed':
      return { text: '待到货', tone: 'pom' };
    case 'arrived':
      return { text: '已到货', tone: 'leaf' };
    case 'finished':
      return { text: '已完结', tone: 'plain' };
    case 'failed':
      return { text: '未成团', tone: 'info' };
    case 'cancelled':
      return { text: '已取消', tone: 'plain' };
  }
}

/** What the leader is to get if nothing is given back; nothing is due for a group that came to nothing. */
export const mayEarn = ({ state }: GroupCard): boolean => state !== 'failed' && state !== 'cancelled';
