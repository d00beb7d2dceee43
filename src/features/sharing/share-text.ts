import { formatFen } from '@/contract/money';
import type { GroupDetail } from '@/contract/views';
import { standingWords } from '@/lib/group-words';
import { whenWords } from '@/lib/when-words';

/** The text for a 接龙 in a chat: facts only, every neighbour's the same. */
export function shareText({ card, point }: Pick<GroupDetail, 'card' | 'point'>, now: number): string {
  const next =
    card.nextTier === null ? '' : `，再 ${card.nextTier.unitsToGo} 件降到 ${formatFen(card.nextTier.priceFen)}`;
  return [
    `【${point.name}】${card.title}`,
    `现价 ${formatFen(card.priceFen)}${next}`,
    `${card.people} 户已参团，${standingWords(card)}，${whenWords(card.closesAt, now)} 截单`,
    `${whenWords(card.arrivesAt, now)} 到货，团长${point.leader.name}这里自提`,
  ].join('\n');
}
