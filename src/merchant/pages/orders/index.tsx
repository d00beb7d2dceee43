import { useState } from 'react';
import { useRouter } from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { Chips } from '@/components/chips/chips';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import { Filled, FILLED_PAGE } from '@/features/long-lists/filled-page';
import { ListEnd } from '@/features/long-lists/list-end';
import { useRows } from '@/features/long-lists/use-rows';
import { ORDER_WORDS, OrderRow } from '@/features/shop/order-row';
import { useShop } from '@/features/shop/use-shop';
import { goOrder } from '@/lib/go';
import { useNowOf } from '@/lib/use-now-of';
import { ShopFrame, ShopView } from '../../shop-frame';

const STATES = ['unpaid', 'paid', 'confirmed', 'arrived', 'collected', 'completed', 'refunded'] as const;
type Filter = 'all' | (typeof STATES)[number];
const FILTERS: ReadonlyArray<{ key: Filter; label: string }> = [
  { key: 'all', label: '全部' },
  ...STATES.map((key) => ({ key, label: ORDER_WORDS[key].text })),
];
/** Height of a row in rpx: three lines, its padding and the gap below. */
const ROW = 174;

export default function MerchantOrdersPage() {
  const { f } = useRouter().params;
  const shop = useShop();
  const { merchantId } = shop;
  const [filter, setFilter] = useState<Filter>(FILTERS.find(({ key }) => key === f)?.key ?? 'all');
  const rows = useRows('listMerchantOrders', merchantId === undefined ? undefined : { merchantId, filter }, {
    keepAs: `merchant-orders:${merchantId ?? ''}:${filter}`,
  });
  const now = useNowOf({ ...rows, data: rows.data?.head });
  return (
    <ShopFrame title="订单" active="orders" shop={shop} className={FILLED_PAGE}>
      {() => (
        <>
          <Chips items={FILTERS} active={filter} onChange={setFilter} />
          <Filled>
            <ShopView query={rows} shape="lines">
              {(data) =>
                data.rows.length === 0 ? (
                  <EmptyState
                    title={filter === 'all' ? '还没有订单' : '这个状态下没有订单'}
                    hint={filter === 'all' ? '邻居一下单，这里就能看到' : '换一个状态看看'}
                  />
                ) : (
                  <WindowedList
                    items={data.rows}
                    keyOf={({ orderId }) => orderId}
                    rowHeight={ROW}
                    onReachEnd={() => void rows.more()}
                    onRefresh={rows.reload}
                    footer={<ListEnd rows={rows} />}
                    renderRow={(order) => <OrderRow order={order} now={now} onOpen={() => goOrder(order.orderId)} />}
                  />
                )
              }
            </ShopView>
          </Filled>
        </>
      )}
    </ShopFrame>
  );
}
