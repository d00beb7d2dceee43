import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { PickupCode } from '@/components/pickup-code/pickup-code';
import type { OrderSummary } from '@/contract/views';
import { callPhone, openRoute } from '@/lib/visit';
import { lastDayText, whenWords } from '@/lib/when-words';
import { OrderLines } from './order-lines';
import './my-orders.scss';

interface PickupOrderProps {
  order: OrderSummary;
  now: number;
  /** Opens the order; left out on its own page. */
  onOpen?: () => void;
}

/** What lies at the door: the code first, then until when, what, and the way. */
export function PickupOrder({ order, now, onOpen }: PickupOrderProps) {
  const { pickup, point, leader, lines } = order;
  if (pickup === null) return null;
  const partly = lines.some(({ collectedUnits }) => collectedUnits > 0);
  return (
    <PickupCode place={point.name} code={pickup.code} state={partly ? 'partly' : 'waiting'} brighten={!onOpen}>
      <View className="flex between wrap">
        <View className="h3">{`${whenWords(pickup.until, now)} 前来取`}</View>
        <View className="cap c5">{`${lastDayText(pickup.autoCollectAt, now)} 后按已取处理`}</View>
      </View>
      <View hoverClass={onOpen ? 'lt-press' : 'none'} onClick={onOpen}>
        <OrderLines lines={lines} />
      </View>
      <View className="my-order-acts my-order-acts-wide">
        <Button tone="outline" size="m" grow gap icon="navigation-arrow" onTap={() => openRoute(point)}>
          怎么走
        </Button>
        {leader.phone !== '' && (
          <Button tone="outline" size="m" grow gap={!!onOpen} icon="phone" onTap={() => callPhone(leader.phone)}>
            {leader.name}
          </Button>
        )}
        {onOpen && (
          <Button tone="outline" size="m" grow onTap={onOpen}>
            看订单
          </Button>
        )}
      </View>
    </PickupCode>
  );
}
