import { View } from '@tarojs/components';
import { CountDown } from '@/components/count-down/count-down';
import { Price } from '@/components/price/price';
import { Tag } from '@/components/tag/tag';
import { compareFen, fenToNumber, formatFen } from '@/contract/money';
import type { GroupState } from '@/contract/group';
import type { GroupDetail } from '@/contract/views';
import { whenWords } from '@/lib/when-words';
import './price-head.scss';

interface PriceHeadProps {
  group: GroupDetail;
  now: number;
  onZero: () => void;
}

/** What the price is: the one of the moment, later the one that the group came to. */
const PRICE_WORDS: Readonly<Record<GroupState, string>> = {
  scheduled: '起团价',
  open: '现价',
  closing: '现价',
  formed: '成团价',
  arrived: '成团价',
  finished: '成团价',
  failed: '',
  cancelled: '',
};

/** Price and deadline side by side, then what it is. */
export function PriceHead({ group, now, onZero }: PriceHeadProps) {
  const { card, items, summary } = group;
  const [first] = items;
  const startFen = first?.priceTiers[0]?.priceFen;
  const memberPrice = first?.memberPriceFen ?? null;
  const priceWord = memberPrice === null ? PRICE_WORDS[card.state] : '会员价';
  const fell = startFen !== undefined && compareFen(card.priceFen, startFen) < 0;
  return (
    <View className="group-head">
      <View className="group-head-line">
        <View className="group-head-price">
          <Price fen={fenToNumber(card.priceFen)} size="l" />
          <View className="group-head-tags">
            {priceWord !== '' && <Tag tone="per">{priceWord}</Tag>}
            {fell && <View className="cap c5 group-head-start">{`起团价 ${formatFen(startFen)}`}</View>}
          </View>
        </View>
        <Deadline group={group} now={now} onZero={onZero} />
      </View>
      <View className="h1 group-head-name">{nameOf(group)}</View>
      {summary && <View className="sub c5 group-head-summary">{summary}</View>}
      {memberPrice !== null && <View className="cap c5">同一等级的邻居都是这个价</View>}
    </View>
  );
}

function Deadline({ group: { card, opensForMeAt }, now, onZero }: PriceHeadProps) {
  const opening = card.state === 'scheduled' && opensForMeAt > now;
  if (!opening && card.state !== 'open' && card.state !== 'scheduled') return null;
  const deadline = opening ? opensForMeAt : card.closesAt;
  return (
    <View className="group-head-deadline">
      <View className="cap c5">{`距${whenWords(deadline, now)} ${opening ? '开团' : '截单'}`}</View>
      <CountDown deadline={deadline} now={now} size="l" soonText={opening ? '' : '即将截单'} onZero={onZero} />
    </View>
  );
}

/** Where the group goes by its first item's name, it also says what one unit is. */
export function nameOf({ card, items }: Pick<GroupDetail, 'card' | 'items'>): string {
  return card.title === items[0]?.name && card.spec !== '' && !card.title.includes(card.spec)
    ? `${card.title} · ${card.spec}`
    : card.title;
}
