import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { Price } from '@/components/price/price';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { PageRows } from '@/components/windowed-list/page-rows';
import { SkuStepper } from '@/components/sku-stepper/sku-stepper';
import { fenToNumber } from '@/contract/money';
import type { GroupItem } from '@/contract/views';
import { limitReason, mostUnits, stockWords } from '@/lib/item-limits';
import { pictureUrl } from '@/lib/picture-url';
import './cards.scss';
import { unitsOf, type Selection } from './selection';

/** rpx of an item, about; they begin below the first screen. */
const ROW = 184;
const FIRST_ROWS = 2;

interface ItemsCardProps {
  items: readonly GroupItem[];
  selection: Selection;
  onChange: (sku: string, units: number) => void;
}

/** What else the group has; the first item has the head of the page, and its units are chosen on the next one. */
export function ItemsCard({ items, selection, onChange }: ItemsCardProps) {
  const others = items.slice(1);
  if (others.length === 0) return null;
  return (
    <Card title="同团一起买">
      <PageRows
        items={others}
        keyOf={({ sku }) => sku}
        rowHeight={ROW}
        first={FIRST_ROWS}
        renderRow={(item) => (
          <View className="group-item">
            <ProductPicture
              src={pictureUrl(item.picture)}
              plate={item.plate as Plate}
              faded={item.left === 0}
              className="group-item-picture"
            />
            <View className="f1">
              <View className="sub med">{nameWithSpec(item)}</View>
              <View className="cap c5">{stockWords(item)}</View>
              <View className="group-item-price">
                <Price fen={fenToNumber(item.priceFen)} size="s" tone={item.left === 0 ? 'sold-out' : 'buy'} />
              </View>
            </View>
            {mostUnits(item) > 0 && (
              <SkuStepper
                value={unitsOf(items, selection, item)}
                max={mostUnits(item)}
                label={item.name}
                maxReason={limitReason(item)}
                onChange={(units) => onChange(item.sku, units)}
              />
            )}
          </View>
        )}
      />
    </Card>
  );
}

const nameWithSpec = ({ name, spec }: GroupItem): string =>
  spec === '' || name.includes(spec) ? name : `${name} · ${spec}`;
