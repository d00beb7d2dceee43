import { isPositiveFen, type Fen } from '@/contract/money';
import { MINUTE_MS } from '@/contract/time';
import type { GroupDetail } from '@/contract/views';
import { mostUnits } from '@/lib/item-limits';
import { whenWords } from '@/lib/when-words';

/** What the bar at the bottom of a group offers; each state has one main thing. */
export type BarState =
  | { kind: 'join' }
  | { kind: 'again'; orderId: string }
  /** Nothing can be done now: the words say why. */
  | { kind: 'wait'; text: string; orderId: string | null }
  | { kind: 'over'; orderId: string | null }
  | { kind: 'refunded'; fen: Fen };

export function barState(group: GroupDetail, now: number): BarState {
  const { card, mayPlace, myOrderId, myRefundFen } = group;
  switch (card.state) {
    case 'scheduled':
      return mayPlace ? joinState(group) : { kind: 'wait', text: openingWords(group, now), orderId: null };
    case 'open':
      return joinState(group);
    case 'closing':
      return { kind: 'wait', text: '已截单，正在确认成团', orderId: myOrderId };
    case 'formed':
    case 'arrived':
    case 'finished':
      return { kind: 'over', orderId: myOrderId };
    case 'failed':
    case 'cancelled':
      return isPositiveFen(myRefundFen) ? { kind: 'refunded', fen: myRefundFen } : { kind: 'over', orderId: null };
  }
}

function joinState({ card, items, mayPlace, myOrderId }: GroupDetail): BarState {
  if (card.soldOut) return { kind: 'wait', text: '已抢完', orderId: myOrderId };
  if (!mayPlace) return { kind: 'wait', text: '在微信里打开就能参团', orderId: myOrderId };
  if (items.every((item) => mostUnits(item) === 0)) {
    const full = items.some(({ left }) => left > 0);
    return { kind: 'wait', text: full ? '已买到每户上限' : '已抢完', orderId: myOrderId };
  }
  return myOrderId === null ? { kind: 'join' } : { kind: 'again', orderId: myOrderId };
}

/** `明天 08:00 开团`; whose tier opens earlier reads by how much. */
function openingWords({ card, opensForMeAt }: GroupDetail, now: number): string {
  const minutes = Math.round((card.opensAt - opensForMeAt) / MINUTE_MS);
  const early = minutes > 0 ? `（你早 ${minutes} 分钟）` : '';
  return `${whenWords(opensForMeAt, now)} 开团${early}`;
}
