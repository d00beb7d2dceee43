import { useEffect, useState } from 'react';
import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { EmptyState } from '@/components/blank-state/blank-state';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Page } from '@/components/page/page';
import { Tabs } from '@/components/tabs/tabs';
import { PageRows } from '@/components/windowed-list/page-rows';
import { WindowedList } from '@/components/windowed-list/windowed-list';
import type { OrderSummary } from '@/contract/views';
import { QueryView } from '@/features/loading/query-view';
import { CancelDialog } from '@/features/my-orders/cancel-dialog';
import { OrderCard } from '@/features/my-orders/order-card';
import { ORDER_ROW, OrderRow } from '@/features/my-orders/order-row';
import { PickupOrder } from '@/features/my-orders/pickup-order';
import { takeWantedOrders, type OrderFilter } from '@/features/my-orders/wanted-filter';
import { payOrder } from '@/features/paying/pay-order';
import { useElder } from '@/lib/elder';
import { goGroup, goHome, goOrder, goPayResult } from '@/lib/go';
import { showOrderBadge } from '@/lib/order-badge';
import { toast } from '@/lib/toast';
import { useNowOf } from '@/lib/use-now-of';
import { usePages } from '@/lib/use-pages';
import { useRefresh } from '@/lib/use-refresh';
import './index.scss';

const TABS: ReadonlyArray<{ key: OrderFilter; label: string }> = [
  { key: 'active', label: '进行中' },
  { key: 'done', label: '已完成' },
  { key: 'refunded', label: '退款' },
  { key: 'all', label: '全部' },
];

const REFRESH_MS = 15_000;

export default function OrdersPage() {
  const [filter, setFilter] = useState<OrderFilter>(() => takeWantedOrders() ?? 'active');
  useDidShow(() => {
    const wanted = takeWantedOrders();
    if (wanted !== undefined) setFilter(wanted);
  });
  const head = (
    <>
      <NavBar title="订单" large />
      <Tabs items={TABS} active={filter} onChange={setFilter} />
    </>
  );
  return (
    <Page>
      {filter === 'active' ? (
        <>
          {head}
          <Active />
        </>
      ) : (
        <View className="orders-frame">
          {head}
          <Others key={filter} filter={filter} />
        </View>
      )}
    </Page>
  );
}

/** rpx of an order under way with the gap below it, about. */
const CARD = 320;
/** Cards of the first screen; those with a code are twice as high. */
const FIRST_CARDS = { codes: 2, others: 4 };

const isWaiting = ({ state }: OrderSummary): boolean => state === 'unpaid' || state === 'arrived';

/** What needs me: codes first, then what is to be paid, then what is on its way. */
function Active() {
  const { first, rows, loadMore } = usePages(
    'listMyOrders',
    { filter: 'active' },
    { refreshMs: REFRESH_MS, keepAs: 'orders' },
  );
  const now = useNowOf(first);
  const [cancelling, setCancelling] = useState<string>();
  const [failed, setFailed] = useState('');
  useRefresh(first.reload);
  useReachBottom(() => void loadMore());
  const codes = rows.filter(({ pickup }) => pickup !== null);
  const unpaid = rows.filter(({ state }) => state === 'unpaid');
  const others = [...unpaid, ...rows.filter(({ state, pickup }) => state !== 'unpaid' && pickup === null)];
  const payNow = async (orderId: string) => {
    const outcome = await payOrder(orderId);
    if ('result' in outcome) goPayResult(orderId, outcome.result);
    else setFailed(outcome.error.message);
  };
  const reload = () => void first.reload();
  const waiting = first.data && rows.filter(isWaiting).length;
  useEffect(() => {
    if (waiting !== undefined) showOrderBadge(waiting);
  }, [waiting]);
  return (
    <QueryView query={first}>
      {() => {
        if (rows.length === 0) return <None />;
        return (
          <>
            {failed !== '' && <NoticeStrip tone="danger">{failed}</NoticeStrip>}
            <PageRows
              items={[...codes, ...others]}
              keyOf={({ orderId }) => orderId}
              rowHeight={CARD}
              first={codes.length > 1 ? FIRST_CARDS.codes : FIRST_CARDS.others}
              renderRow={(order, index) =>
                order.pickup !== null ? (
                  <PickupOrder order={order} now={now} onOpen={() => goOrder(order.orderId)} />
                ) : (
                  <>
                    {index > 0 && index === codes.length && <View className="sub c5 orders-next">接下来</View>}
                    <OrderCard
                      order={order}
                      now={now}
                      onOpen={() => goOrder(order.orderId)}
                      onPay={() => payNow(order.orderId)}
                      onCancel={() => setCancelling(order.orderId)}
                      onShare={() => goGroup(order.groupId)}
                      onZero={reload}
                    />
                  </>
                )
              }
            />
            {cancelling !== undefined && (
              <CancelDialog
                orderId={cancelling}
                onClose={() => setCancelling(undefined)}
                onCancelled={() => {
                  setCancelling(undefined);
                  toast('已取消');
                  reload();
                }}
              />
            )}
          </>
        );
      }}
    </QueryView>
  );
}

/** The long lists: only what is near the window is drawn. */
function Others({ filter }: { filter: Exclude<OrderFilter, 'active'> }) {
  const { first, rows, hasMore, moreError, loadMore } = usePages('listMyOrders', { filter });
  const now = useNowOf(first);
  const elder = useElder();
  return (
    <QueryView query={first}>
      {() =>
        rows.length === 0 ? (
          <None filter={filter} />
        ) : (
          <View className="orders-list">
            <WindowedList
              items={rows}
              keyOf={({ orderId }) => orderId}
              rowHeight={elder ? ORDER_ROW.elder : ORDER_ROW.normal}
              renderRow={(order) => <OrderRow order={order} now={now} onOpen={() => goOrder(order.orderId)} />}
              onReachEnd={() => void loadMore()}
              onRefresh={first.reload}
              footer={<View className="cap c5 orders-end">{endWords(hasMore, moreError?.message)}</View>}
            />
          </View>
        )
      }
    </QueryView>
  );
}

const endWords = (hasMore: boolean, failed: string | undefined): string =>
  failed ?? (hasMore ? '往上推，看更早的' : '都在这里了');

const NONE: Readonly<Record<OrderFilter, string>> = {
  active: '没有进行中的订单',
  done: '还没有完成的订单',
  refunded: '没有退过款',
  all: '还没有订单',
};

const None = ({ filter = 'active' }: { filter?: OrderFilter }) => (
  <View className="orders-none">
    <EmptyState title={NONE[filter]} hint="看看家门口今天有什么" actionText="今天的团" onAction={goHome} />
  </View>
);
