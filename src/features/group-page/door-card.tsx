import { View } from '@tarojs/components';
import { Avatar } from '@/components/avatar/avatar';
import { Card } from '@/components/card/card';
import { Doorplate } from '@/components/doorplate/doorplate';
import { Icon } from '@/components/icon/icon';
import { dayOf } from '@/contract/time';
import type { GroupDetail } from '@/contract/views';
import { aria } from '@/lib/aria';
import { pictureUrl } from '@/lib/picture-url';
import { openRoute } from '@/lib/visit';
import { sinceWords, timeText, whenWords } from '@/lib/when-words';
import './door-card.scss';

/** Where and when to fetch it, and who hands it out. */
export function DoorCard({ group, now }: { group: GroupDetail; now: number }) {
  const { point } = group;
  const { leader } = point;
  return (
    <Card>
      <View className="flex between">
        <Doorplate name={point.name} size="small" />
        <View
          className="group-door-route"
          hoverClass="lt-press"
          onClick={() => void openRoute(point)}
          {...aria('button', '到自提点的路线')}
        >
          <Icon name="navigation-arrow" size="l" />
        </View>
      </View>
      {group.card.state !== 'failed' && group.card.state !== 'cancelled' && (
        <View className="sub c7 group-door-when">{pickupWords(group, now)}</View>
      )}
      <View className="cap c5">{`${point.address} · ${point.hours}`}</View>
      <View className="flex group-door-leader">
        <Avatar size="s" src={leader.avatar ? pictureUrl(leader.avatar) : undefined} name={leader.name} />
        <View className="sub group-door-name">{`团长${leader.name}`}</View>
        <View className="cap c5">{`邻里开团 ${sinceWords(leader.since, now)} · 成团 ${leader.formedGroups} 次`}</View>
      </View>
    </Card>
  );
}

function pickupWords({ card, point }: GroupDetail, now: number): string {
  const { arrivesAt, pickupUntil } = card;
  const until = dayOf(arrivesAt) === dayOf(pickupUntil) ? timeText(pickupUntil) : whenWords(pickupUntil, now);
  const distance = point.distanceM === null ? '' : ` · 直线 ${point.distanceM} m`;
  return `${whenWords(arrivesAt, now)} 到货，${until} 前自提${distance}`;
}
