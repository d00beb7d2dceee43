import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { Doorplate } from '@/components/doorplate/doorplate';
import { Icon } from '@/components/icon/icon';
import type { GroupDetail, PickupPerson } from '@/contract/views';
import { aria } from '@/lib/aria';
import { maskPhone } from '@/lib/phone-words';
import { hoursWords } from '@/lib/when-words';
import './checkout-parts.scss';

interface PickupCardProps {
  group: GroupDetail;
  now: number;
  person: PickupPerson | undefined;
  onPerson: () => void;
}

/** Where, when and by whom it is fetched. */
export function PickupCard({ group, now, person, onPerson }: PickupCardProps) {
  const { point, card } = group;
  const distance = point.distanceM === null ? '' : ` · 直线 ${point.distanceM} m`;
  const words = person === undefined ? '填上谁来取' : `${person.name} · ${maskPhone(person.phone)}`;
  const act = person === undefined ? '去填' : '更换';
  return (
    <Card className="order-first-card">
      <View className="flex between">
        <Doorplate name={point.name} size="small" />
        <View className="cap c5 none order-side">{`自提${distance}`}</View>
      </View>
      <View className="h3 order-when">{`${hoursWords(card.arrivesAt, card.pickupUntil, now)} 来取`}</View>
      <View
        className="order-person"
        hoverClass="lt-press"
        onClick={onPerson}
        {...aria('button', `取货人 ${words}，${act}`)}
      >
        <View className="sub c7 f1">{words}</View>
        <View className="order-more">
          {act}
          <Icon name="caret-right" size="s" />
        </View>
      </View>
    </Card>
  );
}
