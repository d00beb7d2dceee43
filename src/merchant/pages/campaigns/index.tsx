import { useEffect, useState } from 'react';
import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Button } from '@/components/button/button';
import { Chips } from '@/components/chips/chips';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import type { CampaignView } from '@/contract/views';
import { Filled, FILLED_PAGE } from '@/features/long-lists/filled-page';
import { ListEnd } from '@/features/long-lists/list-end';
import { useRows } from '@/features/long-lists/use-rows';
import { phaseOf } from '@/features/shop/campaign-phase';
import { CampaignRow } from '@/features/shop/campaign-row';
import { mayChangeGoods, useShop } from '@/features/shop/use-shop';
import { useNowOf } from '@/lib/use-now-of';
import { ShopFrame, shopPath, ShopView } from '../../shop-frame';
import './index.scss';

const FILTERS = [
  { key: 'all', label: '全部' },
  { key: 'live', label: '进行中' },
  { key: 'scheduled', label: '未开始' },
  { key: 'over', label: '已结束' },
] as const;
type Filter = (typeof FILTERS)[number]['key'];

/** Lowest height of a row in rpx: one item and the words around it. */
const ROW = 300;
/** The server lists campaigns of every state together, so a filter looks through pages until it has a screenful. */
const SCREENFUL = 6;

const fits = (campaign: CampaignView, filter: Filter, now: number): boolean => {
  const phase = phaseOf(campaign, now);
  return filter === 'all' || phase === filter || (filter === 'over' && phase === 'withdrawn');
};

export default function MerchantCampaignsPage() {
  const shop = useShop();
  const { merchantId } = shop;
  const [filter, setFilter] = useState<Filter>('all');
  const rows = useRows('listCampaigns', merchantId === undefined ? undefined : { merchantId }, {
    keepAs: `campaigns:${merchantId ?? ''}`,
  });
  const now = useNowOf({ ...rows, data: rows.data?.head });
  const shown = (rows.data?.rows ?? []).filter((campaign) => fits(campaign, filter, now));
  const { more, moreError } = rows;
  const looking = shown.length < SCREENFUL && (rows.data?.cursor ?? null) !== null && !moreError;
  useEffect(() => {
    if (looking) void more();
  }, [looking, more, rows.data]);
  return (
    <ShopFrame title="活动与商品" active="campaigns" shop={shop} className={FILLED_PAGE}>
      {(id) => (
        <>
          <Chips items={FILTERS} active={filter} onChange={setFilter} />
          <Filled>
            <ShopView query={rows}>
              {() =>
                shown.length === 0 && !looking ? (
                  <Nothing filter={filter} />
                ) : (
                  <WindowedList
                    items={shown}
                    keyOf={({ campaignId }) => campaignId}
                    rowHeight={ROW}
                    onReachEnd={() => void more()}
                    onRefresh={rows.reload}
                    footer={<ListEnd rows={rows} />}
                    renderRow={(campaign) => <CampaignRow campaign={campaign} now={now} />}
                  />
                )
              }
            </ShopView>
          </Filled>
          {mayChangeGoods(shop.role) && (
            <View className="campaigns-bar">
              <Button icon="plus-bold" grow onTap={() => void Taro.navigateTo({ url: shopPath('publish', id) })}>
                新建活动
              </Button>
            </View>
          )}
        </>
      )}
    </ShopFrame>
  );
}

const Nothing = ({ filter }: { filter: Filter }) => (
  <EmptyState
    title={filter === 'all' ? '还没有活动' : '这里没有活动'}
    hint={filter === 'all' ? '发布一个活动，团长就能开团' : '换一个状态看看'}
  />
);
