import { View } from '@tarojs/components';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { Tag } from '@/components/tag/tag';
import { formatFen, timesFen } from '@/contract/money';
import type { OrderLineView } from '@/contract/views';
import { pictureUrl } from '@/lib/picture-url';
import { lineName, lineTag, unitsLeft } from './order-words';
import './my-orders.scss';

/** The lines of an order with their own state, for a card in the list. */
export function OrderLines({ lines }: { lines: readonly OrderLineView[] }) {
  return (
    <>
      {lines.map((line) => {
        const tag = lineTag(line);
        // What there is to fetch: units that were given back are not handed out.
        const units = unitsLeft(line) || line.units;
        return (
          <View key={line.sku} className="my-order-line">
            <ProductPicture
              src={pictureUrl(line.picture)}
              plate={line.plate as Plate}
              size="s"
              className="my-order-picture"
            />
            <View className="f1">
              <View className="sub med ell">{`${lineName(line)} × ${units}`}</View>
              <View className="cap c5">{formatFen(timesFen(line.unitPriceFen, units))}</View>
            </View>
            {tag && (
              <Tag tone={tag.tone} icon={tag.icon}>
                {tag.text}
              </Tag>
            )}
          </View>
        );
      })}
    </>
  );
}
