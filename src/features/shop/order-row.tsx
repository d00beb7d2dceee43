import { View } from '@tarojs/components';
import { fenText } from '@/components/price/split-fen';
import { Tag, type TagTone } from '@/components/tag/tag';
import { fenToNumber } from '@/contract/money';
import type { OrderState } from '@/contract/order';
import type { MerchantOrder } from '@/contract/views';
import { aria } from '@/lib/aria';
import { whenWords } from '@/lib/when-words';
import './order-row.scss';

export const ORDER_WORDS: Readonly<Record<OrderState, { text: string; tone: TagTone }>> = {
  unpaid: { text: '待付款', tone: 'per' },
  paid: { text: '已付款', tone: 'pom' },
  confirmed: { text: '已成团', tone: 'leaf' },
  arrived: { text: '待提货', tone: 'pom' },
  collected: { text: '已提货', tone: 'leaf' },
  completed: { text: '已完成', tone: 'plain' },
  cancelled: { text: '已取消', tone: 'plain' },
  refunded: { text: '已退款', tone: 'info' },
};

interface OrderRowProps {
  order: MerchantOrder;
  now: number;
  onOpen: () => void;
}

/** An order as the shop's staff see it. */
export function OrderRow({ order, now, onOpen }: OrderRowProps) {
  const { text, tone } = ORDER_WORDS[order.state];
  const pay = fenText(fenToNumber(order.payFen));
  const refunded = fenToNumber(order.refundedFen);
  return (
    <View
      className="shop-order"
      hoverClass="lt-press"
      onClick={onOpen}
      {...aria('button', `${order.name}，${order.what}，${pay}，${text}`)}
    >
      <View className="shop-order-line">
        <View className="med f1 ell">{order.what}</View>
        <View className="strong shop-order-right">{pay}</View>
      </View>
      <View className="shop-order-line">
        <View className="cap c7 f1 ell">{`${order.name} · ${order.pointName} · 团长${order.leaderName}`}</View>
        {refunded > 0 && <View className="cap c5 shop-order-right">{`退 ${fenText(refunded)}`}</View>}
      </View>
      <View className="shop-order-line">
        <View className="cap c5 f1">{`${whenWords(order.placedAt, now)} 下单`}</View>
        <Tag tone={tone}>{text}</Tag>
      </View>
    </View>
  );
}
