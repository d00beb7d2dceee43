import { useState } from 'react';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { Doorplate } from '@/components/doorplate/doorplate';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Page } from '@/components/page/page';
import { Tag } from '@/components/tag/tag';
import { PageRows } from '@/components/windowed-list/page-rows';
import type { PointView } from '@/contract/views';
import { QueryView } from '@/features/loading/query-view';
import { callCloud } from '@/lib/call-cloud';
import { goHome } from '@/lib/go';
import { useQuery } from '@/lib/use-query';
import { useRefresh } from '@/lib/use-refresh';
import './index.scss';

/** rpx of a point with the gap below it. */
const ROW = 262;

interface Place {
  lat: number;
  lng: number;
}

export default function PointsPage() {
  const [near, setNear] = useState<Place>();
  const points = useQuery('listPoints', near === undefined ? {} : { near });
  const me = useQuery('enter', {}, { keepAs: 'me' });
  const [failed, setFailed] = useState('');
  useRefresh(points.reload);
  const choose = async (pointId: string) => {
    const reply = await callCloud('choosePoint', { pointId });
    if (reply.ok) goHome();
    else setFailed(reply.error.message);
  };
  return (
    <Page>
      <NavBar title="附近自提点" />
      {failed !== '' && <NoticeStrip tone="danger">{failed}</NoticeStrip>}
      {/* A browser's preview has no place to ask for. */}
      {process.env.TARO_ENV === 'weapp' && near === undefined && <Locate onPlace={setNear} />}
      <QueryView query={points} shape="lines">
        {(data) =>
          data.points.length === 0 ? (
            <EmptyState
              title="附近还没有自提点"
              hint="有团长开起来，这里就会亮灯"
              actionText="回首页"
              onAction={goHome}
            />
          ) : (
            <>
              <PageRows
                items={data.points}
                keyOf={({ pointId }) => pointId}
                rowHeight={ROW}
                renderRow={(point) => (
                  <PointCard
                    point={point}
                    mine={point.pointId === me.data?.point?.pointId}
                    onChoose={() => choose(point.pointId)}
                  />
                )}
              />
              <View className="cap c5 points-end">{near ? '按直线距离从近到远' : '都在这里了'}</View>
            </>
          )
        }
      </QueryView>
    </Page>
  );
}

/** Asks for the place only when it is tapped, and says what for. */
function Locate({ onPlace }: { onPlace: (place: Place) => void }) {
  const [refused, setRefused] = useState(false);
  const locate = async () => {
    try {
      const { latitude, longitude } = await Taro.getFuzzyLocation({ type: 'gcj02' });
      onPlace({ lat: Number(latitude), lng: Number(longitude) });
    } catch {
      setRefused(true);
    }
  };
  return (
    <Card className="points-locate">
      <View className="flex">
        <View className="f1">
          <View className="sub med">{refused ? '没拿到位置，照样能选' : '按离你多远来排'}</View>
          <View className="cap c5">只用大概的位置排序，不会保存</View>
        </View>
        <Button tone="secondary" size="m" icon="crosshair" className="points-locate-go" onTap={locate}>
          用我的位置
        </Button>
      </View>
    </Card>
  );
}

interface PointCardProps {
  point: PointView;
  mine: boolean;
  onChoose: () => Promise<unknown>;
}

function PointCard({ point, mine, onChoose }: PointCardProps) {
  const { name, address, hours, leader, distanceM, openGroups, merchantName } = point;
  return (
    <Card className="points-card">
      <View className="flex between">
        <Doorplate name={name} size="small" />
        {distanceM !== null && <View className="cap c5 none points-far">{`直线 ${farWords(distanceM)}`}</View>}
      </View>
      <View className="sub c7 mt2">{address}</View>
      <View className="cap c5">{`${hours} · 团长${leader.name} · ${merchantName}`}</View>
      <View className="points-foot">
        <Tag tone={openGroups > 0 ? 'pom' : 'plain'}>{openGroups > 0 ? `${openGroups} 个团在开` : '现在没有团'}</Tag>
        {mine ? (
          <Tag tone="leaf" icon="check">
            我的自提点
          </Tag>
        ) : (
          <Button tone="secondary" size="m" label={`设${name}为我的自提点`} onTap={onChoose}>
            设为我的自提点
          </Button>
        )}
      </View>
    </Card>
  );
}

const farWords = (metres: number): string => (metres < 1000 ? `${metres} m` : `${(metres / 1000).toFixed(1)} km`);
