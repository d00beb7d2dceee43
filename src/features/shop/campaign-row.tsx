import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { fenText } from '@/components/price/split-fen';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { Tag } from '@/components/tag/tag';
import { fenToNumber } from '@/contract/money';
import type { CampaignView } from '@/contract/views';
import { thresholdUnit } from '@/lib/group-words';
import { pictureUrl } from '@/lib/picture-url';
import { whenWords } from '@/lib/when-words';
import { PHASES, phaseOf } from './campaign-phase';
import './campaign-row.scss';

type Item = CampaignView['items'][number];

/** `¥29.80，30 件起 ¥26.80` */
const pricesText = ({ priceTiers }: Item): string =>
  priceTiers
    .map(({ fromUnits, priceFen }) => `${fromUnits > 1 ? `${fromUnits} 件起 ` : ''}${fenText(fenToNumber(priceFen))}`)
    .join('，');

/** A campaign of the shop: goods with prices and stock, when, and how many leaders opened it. */
export function CampaignRow({ campaign, now }: { campaign: CampaignView; now: number }) {
  const { title, items, threshold, groups, closesAt, arrivesAt } = campaign;
  const { text, tone } = PHASES[phaseOf(campaign, now)];
  const goal = threshold.kind === 'none' ? '买了就成' : `满 ${threshold.count} ${thresholdUnit(threshold)}成团`;
  return (
    <Card>
      <View className="campaign-row-head">
        <View className="h3 f1 ell">{title}</View>
        <Tag tone={tone}>{text}</Tag>
      </View>
      <View className="cap c5">{`${goal} · ${whenWords(closesAt, now)} 截单 · ${whenWords(arrivesAt, now)} 到`}</View>
      {items.map((item) => (
        <View key={item.sku} className="campaign-row-item">
          <ProductPicture
            src={pictureUrl(item.picture)}
            plate={item.plate as Plate}
            size="s"
            faded={item.left === 0}
            className="campaign-row-picture"
          />
          <View className="campaign-row-words">
            <View className="med ell">{`${item.name} · ${item.spec}`}</View>
            <View className="cap c7">{pricesText(item)}</View>
          </View>
          <View className="campaign-row-stock">
            <View className="strong">{item.left === 0 ? '已抢完' : `剩 ${item.left}`}</View>
            <View className="cap c5">{`共 ${item.stock}`}</View>
          </View>
        </View>
      ))}
      <View className="campaign-row-foot">{groups === 0 ? '还没有团长开团' : `${groups} 个团长开了团`}</View>
    </Card>
  );
}
