import { useState } from 'react';
import { useRouter } from '@tarojs/taro';
import { Button } from '@/components/button/button';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Page } from '@/components/page/page';
import { PayBar } from '@/components/pay-bar/pay-bar';
import { formatFen } from '@/contract/money';
import type { OrderDetail } from '@/contract/views';
import { QueryView } from '@/features/loading/query-view';
import { CancelDialog } from '@/features/my-orders/cancel-dialog';
import {
  orderWords,
  REFUND_REASON_WORDS,
  REFUND_STATE_WORDS,
  TIMELINE_WORDS,
  unitsLeft,
} from '@/features/my-orders/order-words';
import { PartCancelSheet } from '@/features/my-orders/part-cancel-sheet';
import { PickupOrder } from '@/features/my-orders/pickup-order';
import { FactsCard, TimelineCard } from '@/features/order-page/facts-card';
import { GoodsCard } from '@/features/order-page/goods-card';
import { OrderHead } from '@/features/order-page/order-head';
import { PlaceCard } from '@/features/order-page/place-card';
import { RefundsCard } from '@/features/order-page/refunds-card';
import { RewardsCard } from '@/features/order-page/rewards-card';
import { payOrder } from '@/features/paying/pay-order';
import { goGroup, goOrders, goPayResult } from '@/lib/go';
import { useNowOf } from '@/lib/use-now-of';
import { useQuery } from '@/lib/use-query';
import { useRefresh } from '@/lib/use-refresh';

const REFRESH_MS = 15_000;

export default function OrderPage() {
  const { params } = useRouter();
  const orderId = params.o ?? '';
  // Kept on the device: the pickup code must be there when the network at the door is not.
  const order = useQuery('getOrder', { orderId }, { refreshMs: REFRESH_MS, keepAs: `order:${orderId}` });
  const now = useNowOf(order);
  useRefresh(order.reload);
  return (
    <Page>
      <NavBar title="订单详情" />
      <QueryView query={order} shape="lines" gone={{ text: '看我的订单', onTap: goOrders }}>
        {(detail) => <Order detail={detail} now={now} reload={order.reload} />}
      </QueryView>
    </Page>
  );
}

interface OrderProps {
  detail: OrderDetail;
  now: number;
  reload: () => Promise<void>;
}

function Order({ detail, now, reload }: OrderProps) {
  const [asking, setAsking] = useState<'all' | 'part'>();
  const [failed, setFailed] = useState('');
  const { order } = detail;
  const close = () => setAsking(undefined);
  const cancelled = () => {
    close();
    void reload();
  };
  const payNow = async () => {
    const outcome = await payOrder(order.orderId);
    if ('result' in outcome) goPayResult(order.orderId, outcome.result);
    else setFailed(outcome.error.message);
  };
  return (
    <>
      {failed !== '' && <NoticeStrip tone="danger">{failed}</NoticeStrip>}
      {order.pickup === null ? (
        <OrderHead order={order} words={orderWords(order, now)} now={now} onZero={() => void reload()} />
      ) : (
        <PickupOrder order={order} now={now} />
      )}
      <GoodsCard detail={detail} now={now} />
      <RefundsCard
        refunds={detail.refunds}
        now={now}
        reasonOf={({ reason }) => REFUND_REASON_WORDS[reason]}
        stateOf={({ state }) => REFUND_STATE_WORDS[state]}
      />
      <RewardsCard rewards={detail.rewards} />
      {order.pickup === null && <PlaceCard order={order} now={now} />}
      <TimelineCard detail={detail} now={now} wordsOf={(kind) => TIMELINE_WORDS[kind]} />
      <FactsCard detail={detail} now={now} />
      <OrderBar detail={detail} onPay={payNow} onCancel={setAsking} />
      {asking === 'all' && <CancelDialog orderId={order.orderId} onClose={close} onCancelled={cancelled} />}
      {asking === 'part' && <PartCancelSheet detail={detail} onClose={close} onCancelled={cancelled} />}
    </>
  );
}

interface OrderBarProps {
  detail: OrderDetail;
  onPay: () => Promise<unknown>;
  onCancel: (which: 'all' | 'part') => void;
}

/** What can still be done with the order. */
function OrderBar({ detail: { order, mayCancel }, onPay, onCancel }: OrderBarProps) {
  const group = () => goGroup(order.groupId);
  const cancel = (
    <Button tone="outline" gap onTap={() => onCancel('all')}>
      取消订单
    </Button>
  );
  if (order.state === 'unpaid')
    return (
      <PayBar>
        {cancel}
        <Button grow onTap={onPay}>
          {`去付款 ${formatFen(order.payFen)}`}
        </Button>
      </PayBar>
    );
  const several = order.lines.reduce((sum, line) => sum + unitsLeft(line), 0) > 1;
  if (mayCancel)
    return (
      <PayBar>
        {cancel}
        {several && (
          <Button tone="outline" gap onTap={() => onCancel('part')}>
            退几份
          </Button>
        )}
        <Button tone="secondary" grow onTap={group}>
          看团
        </Button>
      </PayBar>
    );
  return (
    <PayBar>
      <Button tone="secondary" grow onTap={group}>
        {order.group.state === 'open' ? '再来一单' : '看团'}
      </Button>
    </PayBar>
  );
}
