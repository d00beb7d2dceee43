import { splitFen } from '@/components/price/split-fen';
import { windowsOf } from '@/components/group-progress/windows';
import type { CallOutput } from '@/contract/calls';
import { fenToNumber, formatFen } from '@/contract/money';
import type { GroupCard } from '@/contract/views';
import { countedOf, standingWords } from '@/lib/group-words';
import { pictureUrl } from '@/lib/picture-url';
import { whenWords } from '@/lib/when-words';
import { isPlate } from '@/native/painting/colours';
import type { ShareFacts } from '@/native/painting/share-facts';

/** As many as stand beside the words on a poster's strip. */
const MOST_WINDOWS = 11;

/** What a card and a poster say of a group, in words. The code comes later, and only for a poster. */
export function factsOf({ card, now, pointName, leader }: CallOutput<'shareGroup'>): ShareFacts {
  const { yuan, cents } = splitFen(fenToNumber(card.priceFen));
  const { count, lit } = windowsOf(targetOf(card), card.reached ? targetOf(card) : countedOf(card), MOST_WINDOWS);
  return {
    name: nameOf(card),
    place: pointName,
    plate: isPlate(card.plate) ? card.plate : 'oat',
    price: { yuan, cents },
    next:
      card.nextTier === null
        ? []
        : [`再 ${card.nextTier.unitsToGo} 件降到 ${formatFen(card.nextTier.priceFen)}`, '先买的自动退差价'],
    windows: { count, lit },
    ...timesOf(card, now),
    joined: card.people === 0 ? '刚开团' : `${card.people} 户已参团`,
    arrives: `${whenWords(card.arrivesAt, now)} 到货 · 自提`,
    leader: leader.name,
    pictures: { hero: pictureUrl(card.hero || card.picture), avatar: pictureUrl(leader.avatar), code: '' },
  };
}

const targetOf = ({ threshold }: GroupCard): number => (threshold.kind === 'none' ? 0 : threshold.count);

/** A group of one thing also says what one unit is. */
const nameOf = ({ title, spec, items }: GroupCard): string =>
  items === 1 && spec !== '' && !title.includes(spec) ? `${title} · ${spec}` : title;

/** How far it is and until when, by the group's state. */
function timesOf(card: GroupCard, now: number): Pick<ShareFacts, 'standing' | 'closes'> {
  switch (card.state) {
    case 'scheduled':
      return { standing: standingWords(card), closes: `${whenWords(card.opensAt, now)} 开团` };
    case 'open':
      return {
        standing: card.soldOut ? '已抢完' : standingWords(card),
        closes: `${whenWords(card.closesAt, now)} 截单`,
      };
    case 'closing':
      return { standing: '正在确认成团', closes: '已截单' };
    case 'formed':
    case 'arrived':
    case 'finished':
      return { standing: '成团了', closes: '已截单' };
    case 'failed':
      return { standing: '没有成团', closes: '已截单' };
    case 'cancelled':
      return { standing: '团已取消', closes: '已截单' };
  }
}
