import type { IconName } from '@/components/icon/icon-names';
import type { TagTone } from '@/components/tag/tag';
import { fenToNumber, formatFen } from '@/contract/money';
import type { GroupCard } from '@/contract/views';
import { standingWords } from '@/lib/group-words';
import { whenWords } from '@/lib/when-words';

interface CardWords {
  state: 'open' | 'reached' | 'scheduled' | 'sold-out' | 'closed';
  dateText: string;
  tag: { text: string; tone: TagTone; icon?: IconName };
  countText?: string;
  actionText?: string;
}

/** What a group's row says, by its state. */
export function cardWords(card: GroupCard, now: number): CardWords {
  const arrives = `${whenWords(card.arrivesAt, now)} 到`;
  switch (card.state) {
    case 'scheduled':
      return {
        state: 'scheduled',
        dateText: `${whenWords(card.opensAt, now)} 开团 · ${arrives}`,
        tag: { text: '预热', tone: 'info', icon: 'clock' },
        actionText: '看详情',
      };
    case 'open':
      return card.soldOut ? soldOutWords(card) : openWords(card, arrives, now);
    case 'closing':
      return {
        state: 'closed',
        dateText: '正在确认成团',
        tag: { text: '已截单', tone: 'plain' },
        countText: soFar(card),
      };
    case 'formed':
    case 'arrived':
    case 'finished':
      return {
        state: 'closed',
        dateText: arrives,
        tag: { text: '已成团', tone: 'leaf', icon: 'check' },
        countText: soFar(card),
      };
    case 'failed':
    case 'cancelled':
      return {
        state: 'closed',
        dateText: '货款已原路退回',
        tag: { text: card.state === 'failed' ? '未成团' : '已取消', tone: 'info', icon: 'arrow-counter-clockwise' },
      };
  }
}

function openWords(card: GroupCard, arrives: string, now: number): CardWords {
  const words = standingWords(card);
  if (card.threshold.kind === 'none')
    return {
      state: 'open',
      dateText: `不设成团门槛 · ${arrives}`,
      tag: { text: words, tone: 'leaf', icon: 'check' },
      countText: `已团 ${card.units} 件`,
    };
  return {
    state: card.reached ? 'reached' : 'open',
    dateText: `${whenWords(card.closesAt, now)} 截单 · ${arrives}`,
    tag: card.reached ? { text: words, tone: 'leaf', icon: 'check' } : { text: words, tone: 'pom', icon: 'users' },
    countText: soFar(card),
  };
}

const soldOutWords = (card: GroupCard): CardWords => ({
  state: 'sold-out',
  dateText: '有人退单会放回库存',
  tag: { text: '已抢完', tone: 'plain' },
  countText: `${card.units} 件已全部售出`,
  actionText: '看详情',
});

const soFar = (card: GroupCard): string =>
  card.threshold.kind === 'people' ? `${card.people} 户已参团` : `已团 ${card.units} 件`;

/** `再 12 件降到 ¥26.80` */
export function nextTierWords({ nextTier }: Pick<GroupCard, 'nextTier'>): string | undefined {
  if (nextTier === null) return undefined;
  return `再 ${nextTier.unitsToGo} 件降到 ${formatFen(nextTier.priceFen)}`;
}

/** Name with what one unit is; a group of several items goes by its title alone. */
export const cardName = ({ title, spec, items }: GroupCard): string =>
  items === 1 && spec !== '' && !title.includes(spec) ? `${title} · ${spec}` : title;

export const priceOf = (card: GroupCard): number => fenToNumber(card.priceFen);
