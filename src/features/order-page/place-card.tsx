import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { Doorplate } from '@/components/doorplate/doorplate';
import type { OrderSummary } from '@/contract/views';
import { callPhone, openRoute } from '@/lib/visit';
import { hoursWords } from '@/lib/when-words';
import './order-page.scss';

/** Where it is fetched and who to ask. */
export function PlaceCard({ order: { point, leader, group, state }, now }: { order: OrderSummary; now: number }) {
  const coming = state === 'unpaid' || state === 'paid' || state === 'confirmed';
  return (
    <Card>
      <Doorplate name={point.name} size="small" />
      {coming && <View className="sub c7 mt2">{`${hoursWords(group.arrivesAt, group.pickupUntil, now)} 来取`}</View>}
      <View className="cap c5 mt1">{`${point.address} · ${point.hours}`}</View>
      <View className="order-page-acts">
        <Button
          tone="outline"
          size="m"
          grow
          gap={leader.phone !== ''}
          icon="navigation-arrow"
          onTap={() => openRoute(point)}
        >
          怎么走
        </Button>
        {leader.phone !== '' && (
          <Button tone="outline" size="m" grow icon="phone" onTap={() => callPhone(leader.phone)}>
            {`打给团长${leader.name}`}
          </Button>
        )}
      </View>
    </Card>
  );
}
