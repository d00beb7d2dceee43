import { View } from '@tarojs/components';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { Tag } from '@/components/tag/tag';
import { formatFen } from '@/contract/money';
import type { OrderSummary } from '@/contract/views';
import { aria } from '@/lib/aria';
import { pictureUrl } from '@/lib/picture-url';
import { whenWords } from '@/lib/when-words';
import { goodsWords, orderWords } from './order-words';
import './my-orders.scss';

/** rpx of a row with the gap below it, in both sizes of type. */
export const ORDER_ROW = { normal: 188, elder: 230 };

interface OrderRowProps {
  order: OrderSummary;
  now: number;
  onOpen: () => void;
}

/** One order in a long list; every row is equally high, so that the list can skip those out of sight. */
export function OrderRow({ order, now, onOpen }: OrderRowProps) {
  const { tag, tone, icon } = orderWords(order, now);
  const [first] = order.lines;
  return (
    <View
      className="my-order-row"
      hoverClass="lt-press"
      onClick={onOpen}
      {...aria('button', `${goodsWords(order)}，${tag}`)}
    >
      <ProductPicture
        src={first && pictureUrl(first.picture)}
        plate={first?.plate as Plate | undefined}
        size="s"
        className="my-order-picture"
      />
      <View className="f1">
        <View className="sub med ell">{goodsWords(order)}</View>
        <View className="cap c5 ell">{`${whenWords(order.placedAt, now)} · ${order.point.name}`}</View>
        <View className="cap c7">{amountWords(order)}</View>
      </View>
      <Tag tone={tone} icon={icon}>
        {tag}
      </Tag>
    </View>
  );
}

function amountWords({ state, payFen, keptFen }: OrderSummary): string {
  if (state === 'unpaid') return `应付 ${formatFen(payFen)}`;
  if (state === 'cancelled') return '没有扣款';
  return state === 'refunded' ? `已退 ${formatFen(payFen)}` : `实付 ${formatFen(keptFen)}`;
}
