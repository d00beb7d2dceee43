import { useState } from 'react';
import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Card } from '@/components/card/card';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { Page } from '@/components/page/page';
import { Segmented } from '@/components/segmented/segmented';
import { PageRows } from '@/components/windowed-list/page-rows';
import { formatPoints } from '@/contract/points';
import { QueryView } from '@/features/loading/query-view';
import { ListEnd } from '@/features/long-lists/list-end';
import { useRows } from '@/features/long-lists/use-rows';
import { RedeemSheet } from '@/features/points-shop/redeem-sheet';
import { RedemptionCard } from '@/features/points-shop/redemption-card';
import { RewardCard } from '@/features/points-shop/reward-card';
import { useRedeem } from '@/features/points-shop/use-redeem';
import { goHome, goLedger, goPoints } from '@/lib/go';
import { useNowOf } from '@/lib/use-now-of';
import { useQuery } from '@/lib/use-query';
import { useRefresh } from '@/lib/use-refresh';
import './index.scss';

type Tab = 'shop' | 'mine';

const TABS: ReadonlyArray<{ key: Tab; label: string }> = [
  { key: 'shop', label: '可以换的' },
  { key: 'mine', label: '我换到的' },
];

/** rpx of a reward, and of what was had, with the gap below it. */
const REWARD_ROW = 208;
const REDEMPTION_ROW = 232;

/** The points shop of the merchant of one's pickup point (rulebook section 9). */
export default function RewardsPage() {
  const [tab, setTab] = useState<Tab>('shop');
  return (
    <Page>
      <NavBar title="积分商城" />
      <Segmented items={TABS} active={tab} onChange={setTab} />
      <View className="rewards">{tab === 'shop' ? <Shop /> : <Mine />}</View>
    </Page>
  );
}

function Shop() {
  const shop = useQuery('listRewards', {}, { keepAs: 'rewards' });
  const me = useQuery('enter', {}, { keepAs: 'me' });
  const now = useNowOf(shop);
  const redeeming = useRedeem(shop.reload);
  useRefresh(shop.reload);
  return (
    <QueryView query={shop} shape="lines">
      {({ merchantId, points, rewards }) => {
        const offered = rewards.filter(({ active }) => active);
        const point = me.data?.point;
        return (
          <>
            <Card extra="积分明细" onMore={() => goLedger('points')} title={`可用 ${formatPoints(points)} 积分`} />
            <PageRows
              items={offered}
              keyOf={({ rewardId }) => rewardId}
              rowHeight={REWARD_ROW}
              renderRow={(reward) => (
                <RewardCard reward={reward} points={points} onChoose={() => redeeming.choose(reward.rewardId)} />
              )}
            />
            {offered.length === 0 && <EmptyState title="还没有可以换的" hint="商家上架后会出现在这里，积分先攒着" />}
            <RedeemSheet
              redeeming={redeeming}
              reward={offered.find(({ rewardId }) => rewardId === redeeming.chosen)}
              points={points}
              now={now}
              point={point?.merchantId === merchantId ? point : undefined}
              onPoints={goPoints}
              onUse={goHome}
            />
          </>
        );
      }}
    </QueryView>
  );
}

function Mine() {
  const rows = useRows('listRedemptions', {}, { keepAs: 'redemptions' });
  const now = useNowOf({ ...rows, data: rows.data?.head });
  useRefresh(rows.reload);
  useReachBottom(() => void rows.more());
  return (
    <QueryView query={rows} shape="lines">
      {(data) => (
        <>
          <PageRows
            items={data.rows}
            keyOf={({ redemptionId }) => redemptionId}
            rowHeight={REDEMPTION_ROW}
            renderRow={(redemption) => <RedemptionCard redemption={redemption} now={now} onUse={goHome} />}
          />
          {data.rows.length === 0 && <EmptyState title="还没有换过" hint="换到的券和东西都记在这里" />}
          <ListEnd rows={rows} />
        </>
      )}
    </QueryView>
  );
}
