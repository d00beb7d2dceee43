import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { Price } from '@/components/price/price';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { SkuStepper } from '@/components/sku-stepper/sku-stepper';
import { Tag } from '@/components/tag/tag';
import { fenToNumber } from '@/contract/money';
import type { GroupDetail, GroupItem, Quote } from '@/contract/views';
import { standingWords } from '@/lib/group-words';
import { limitReason, mostUnits, stockWords } from '@/lib/item-limits';
import { pictureUrl } from '@/lib/picture-url';
import { changeWords, type PriceChange, type Wish } from './wish';
import './checkout-parts.scss';

interface LinesCardProps {
  group: GroupDetail;
  wish: Wish;
  quote: Quote | undefined;
  priceChanges: readonly PriceChange[];
  onUnits: (sku: string, units: number) => void;
}

/** What is bought, at which price, and how many. */
export function LinesCard({ group, wish, quote, priceChanges, onUnits }: LinesCardProps) {
  const { card, items, point } = group;
  const chosen = wish.lines.filter(({ units }) => units > 0).length;
  const tone = card.reached || card.threshold.kind === 'none' ? 'leaf' : 'pom';
  return (
    <Card>
      <View className="flex between order-lines-head">
        <View className="sub c7">{`团长${point.leader.name}的团`}</View>
        <Tag tone={tone}>{standingWords(card)}</Tag>
      </View>
      {wish.lines.map(({ sku, units }) => {
        const item = items.find((each) => each.sku === sku);
        return (
          item && (
            <Line
              key={sku}
              item={item}
              units={units}
              // The last line cannot go: an order of nothing is none.
              min={chosen === 1 && units > 0 ? 1 : 0}
              quoted={quote?.lines.find((line) => line.sku === sku)}
              change={priceChanges.find((each) => each.sku === sku)}
              onUnits={(next) => onUnits(sku, next)}
            />
          )
        );
      })}
    </Card>
  );
}

interface LineProps {
  item: GroupItem;
  units: number;
  min: number;
  quoted: Quote['lines'][number] | undefined;
  change: PriceChange | undefined;
  onUnits: (units: number) => void;
}

function Line({ item, units, min, quoted, change, onUnits }: LineProps) {
  const { name, spec, picture, plate } = item;
  return (
    <View className="order-line">
      <ProductPicture src={pictureUrl(picture)} plate={plate as Plate} className="order-line-picture" />
      <View className="f1 order-line-body">
        <View>
          <View className="ell med">{spec === '' || name.includes(spec) ? name : `${name} · ${spec}`}</View>
          <View className="cap c5">{lineNote(item, quoted)}</View>
          {change && <View className="cap cper med">{`价格 ${changeWords(change)}`}</View>}
        </View>
        <View className="order-line-foot">
          <Price fen={fenToNumber(quoted?.unitPriceFen ?? item.priceFen)} size="s" tone="ink" label="单价" />
          <SkuStepper
            value={units}
            min={min}
            max={Math.max(units, mostUnits(item))}
            label={name}
            maxReason={limitReason(item)}
            onChange={onUnits}
          />
        </View>
      </View>
    </View>
  );
}

function lineNote(item: GroupItem, quoted: Quote['lines'][number] | undefined): string {
  if (item.priceTiers.length < 2) return stockWords(item);
  return `${quoted?.tierFromUnits ?? 1} 件档 · 成团后按最终档退差`;
}
