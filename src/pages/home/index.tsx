import { useEffect, useState } from 'react';
import { View } from '@tarojs/components';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Chips } from '@/components/chips/chips';
import { Doorplate } from '@/components/doorplate/doorplate';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { Page } from '@/components/page/page';
import type { CallOutput } from '@/contract/calls';
import type { GroupCard, PointView } from '@/contract/views';
import { GroupCards } from '@/features/home/group-cards';
import { PickupStrip } from '@/features/home/pickup-strip';
import { QueryView } from '@/features/loading/query-view';
import { goGroup, goOrder, goPoints } from '@/lib/go';
import { showOrderBadge } from '@/lib/order-badge';
import { useNowOf } from '@/lib/use-now-of';
import { useQuery } from '@/lib/use-query';
import { useRefresh } from '@/lib/use-refresh';
import { weekdayWord } from '@/lib/when-words';
import './index.scss';

type Home = CallOutput<'getHome'>;

const REFRESH_MS = 15_000;
const ALL = '全部';

export default function HomePage() {
  const home = useQuery('getHome', {}, { refreshMs: REFRESH_MS, keepAs: 'home' });
  const now = useNowOf(home);
  const badge = home.data?.badge;
  useRefresh(home.reload);
  useEffect(() => {
    if (badge !== undefined) showOrderBadge(badge);
  }, [badge]);
  const point = home.data?.point;
  return (
    <Page>
      <NavBar root>
        {point ? (
          <Doorplate variant="switcher" name={point.name} onTap={goPoints} />
        ) : (
          <View className="home-brand">邻团</View>
        )}
      </NavBar>
      <QueryView query={home}>
        {(data) => (data.point ? <Door data={data} point={data.point} now={now} onZero={home.reload} /> : <NoDoor />)}
      </QueryView>
    </Page>
  );
}

const NoDoor = () => (
  <EmptyState
    title="先选一个自提点"
    hint="选好之后，这里就是你家门口今天的团"
    actionText="看看附近自提点"
    onAction={goPoints}
  />
);

interface DoorProps {
  data: Home;
  point: PointView;
  now: number;
  onZero: () => Promise<void>;
}

function Door({ data, point, now, onZero }: DoorProps) {
  const [category, setCategory] = useState(ALL);
  const { cards, pickup } = data;
  const categories = categoriesOf(cards);
  const chosen = categories.includes(category) ? category : ALL;
  const shown = chosen === ALL ? cards : cards.filter((card) => card.category === chosen);
  return (
    <>
      <View className="home-head">
        <View className="h1">{titleOf(cards, now)}</View>
        <View className="sub c5 home-sub">{leaderLine(point, data.nearbyPoints)}</View>
      </View>
      {pickup && <PickupStrip pickup={pickup} now={now} onTap={() => goOrder(pickup.orderId)} />}
      {categories.length > 2 ? (
        <Chips
          items={categories.map((key) => ({ key, label: key }))}
          active={chosen}
          onChange={(next) => setCategory(next)}
        />
      ) : (
        <View className="home-gap" />
      )}
      {cards.length === 0 ? (
        <Nothing point={point} nearby={data.nearbyPoints} />
      ) : (
        <>
          <GroupCards cards={shown} now={now} onOpen={goGroup} onZero={() => void onZero()} />
          <View className="cap c5 home-end">
            {chosen === ALL ? `${point.name}今天的团都在这里了` : `${chosen}的团都在这里了`}
          </View>
        </>
      )}
    </>
  );
}

const Nothing = ({ point, nearby }: { point: PointView; nearby: number }) => (
  <EmptyState
    title="今天还没开团"
    hint={`团长${point.leader.name}一开团，这里就会亮灯`}
    actionText={nearby > 0 ? '看看附近自提点' : undefined}
    onAction={goPoints}
  />
);

const categoriesOf = (cards: readonly GroupCard[]): string[] => [
  ALL,
  ...new Set(cards.map(({ category }) => category).filter((category) => category !== '')),
];

function titleOf(cards: readonly GroupCard[], now: number): string {
  const open = cards.filter(({ state }) => state === 'open').length;
  return `${weekdayWord(now)}，${open > 0 ? `今天开了 ${open} 个团` : '现在没有在开的团'}`;
}

/** Metres are as the crow flies, and said to be so. */
function leaderLine({ leader, distanceM }: PointView, nearby: number): string {
  return [
    `团长${leader.name}`,
    distanceM === null ? '' : `直线 ${distanceM} m`,
    nearby > 0 ? `附近还有 ${nearby} 个自提点` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}
