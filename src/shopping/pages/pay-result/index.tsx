import { useState } from 'react';
import { View } from '@tarojs/components';
import { useRouter, useShareAppMessage } from '@tarojs/taro';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { NavBar } from '@/components/nav-bar/nav-bar';
import { NoticeStrip } from '@/components/notice-strip/notice-strip';
import { Page } from '@/components/page/page';
import { Price } from '@/components/price/price';
import { TimeLine } from '@/components/time-line/time-line';
import type { CallOutput } from '@/contract/calls';
import { fenToNumber, formatFen } from '@/contract/money';
import type { OrderSummary } from '@/contract/views';
import { QueryView } from '@/features/loading/query-view';
import { payOrder } from '@/features/paying/pay-order';
import { ShareSheet } from '@/features/sharing/share-sheet';
import { shareText } from '@/features/sharing/share-text';
import { shareMessage, useShareCard } from '@/features/sharing/use-share-card';
import { goOrders, replaceByGroup, replaceByOrder } from '@/lib/go';
import { missingOf, thresholdUnit } from '@/lib/group-words';
import { serverNow } from '@/lib/server-clock';
import { useNowOf } from '@/lib/use-now-of';
import { useQuery } from '@/lib/use-query';
import { timeText, whenWords } from '@/lib/when-words';
import './index.scss';

type Result = CallOutput<'checkPayment'>['payment'];

/** How often the server is asked while it does not know yet. */
const ASK_MS = 4000;

export default function PayResultPage() {
  const { params } = useRouter();
  const orderId = params.o ?? '';
  const [settled, setSettled] = useState(false);
  // The result in the address is only what was known when this page opened; what is shown is the server's.
  const check = useQuery('checkPayment', { orderId }, { refreshMs: settled ? undefined : ASK_MS });
  const result = check.data?.payment;
  if (!settled && (result === 'paid' || result === 'closed')) setSettled(true);
  const onBack = () => replaceByOrder(orderId);
  return (
    <Page>
      <NavBar title="支付结果" onBack={onBack} />
      <QueryView query={check} shape="lines" gone={{ text: '看我的订单', onTap: goOrders }}>
        {(data) => <Outcome order={data.order} result={data.payment} again={check.reload} />}
      </QueryView>
    </Page>
  );
}

interface OutcomeProps {
  order: OrderSummary;
  result: Result;
  again: () => Promise<void>;
}

const LOOK: Readonly<Record<Result, { icon: IconName; tone: string; title: string }>> = {
  paid: { icon: 'check-circle', tone: 'result-leaf', title: '付好了' },
  unknown: { icon: 'hourglass-medium', tone: 'result-pomelo', title: '付款结果确认中' },
  notPaid: { icon: 'warning-circle', tone: 'result-danger', title: '付款没有成功' },
  closed: { icon: 'info', tone: 'result-ink', title: '订单已关闭' },
};

function Outcome({ order, result, again }: OutcomeProps) {
  const { icon, tone, title } = LOOK[result];
  return (
    <>
      <View className="result-head">
        <Icon name={icon} size="xl" className={tone} />
        <View className="h1 result-title">{title}</View>
        {result === 'paid' && <Price fen={fenToNumber(order.payFen)} size="l" tone="ink" label="实付" />}
        <View className="sub c7 result-note">{noteOf(order, result)}</View>
      </View>
      {result === 'paid' && <Paid order={order} />}
      {result === 'unknown' && <Unknown orderId={order.orderId} again={again} />}
      {result === 'notPaid' && <NotPaid order={order} again={again} />}
      {result === 'closed' && (
        <View className="result-acts">
          <Button tone="outline" grow gap onTap={() => replaceByOrder(order.orderId)}>
            看订单
          </Button>
          <Button tone="secondary" grow onTap={() => replaceByGroup(order.groupId)}>
            回到这个团
          </Button>
        </View>
      )}
    </>
  );
}

function noteOf({ unpaidUntil, payFen }: OrderSummary, result: Result): string {
  switch (result) {
    case 'paid':
      return '你家的灯亮了';
    case 'unknown':
      return '请不要重复付款，微信一有消息这里就会变';
    case 'notPaid':
      return unpaidUntil === null
        ? '钱没有扣'
        : `钱没有扣，库存为你留到 ${timeText(unpaidUntil)}，要付 ${formatFen(payFen)}`;
    case 'closed':
      return '没在时间内付款，库存已放回。要是扣了钱，会马上原路全额退回';
  }
}

/** What happens next, and telling neighbours beside looking at the order: neither is a condition of anything. */
function Paid({ order }: { order: OrderSummary }) {
  const [sharing, setSharing] = useState(false);
  const group = useQuery('getGroup', { groupId: order.groupId });
  const now = useNowOf(group);
  const title = group.data?.card.title ?? order.lines[0]?.name ?? '';
  const share = useShareCard({
    groupId: order.groupId,
    title,
    picture: order.lines[0]?.picture ?? '',
    // The card is asked for when the payment counts already, and this page stays a moment only.
    version: '',
  });
  useShareAppMessage(() => shareMessage(share.card));
  return (
    <>
      <Card title="接下来">
        <View className="mt2">
          <TimeLine items={nextSteps(order, serverNow())} />
        </View>
      </Card>
      <View className="result-acts">
        <Button tone="secondary" grow gap icon="share-fat" onTap={() => setSharing(true)}>
          告诉邻居
        </Button>
        <Button grow onTap={() => replaceByOrder(order.orderId)}>
          看订单
        </Button>
      </View>
      <ShareSheet
        open={sharing}
        sharing={share}
        text={group.data ? shareText(group.data, now) : share.card.title}
        onClose={() => setSharing(false)}
      />
    </>
  );
}

function nextSteps({ group, point, state }: OrderSummary, now: number) {
  const formed = state !== 'paid';
  const { threshold } = group;
  const missing = missingOf(group);
  const forming =
    threshold.kind === 'none'
      ? '买了就成，不用等人'
      : missing === 0
        ? '已够成团'
        : `再 ${missing} ${thresholdUnit(threshold)}成团；没成团全额自动退`;
  return [
    {
      title: `${whenWords(group.closesAt, now)} 截单`,
      note: forming,
      state: formed ? ('done' as const) : ('now' as const),
    },
    {
      title: `${whenWords(group.arrivesAt, now)} 到货`,
      note: '到了给你取件码',
      state: formed ? ('now' as const) : ('next' as const),
    },
    {
      title: `${whenWords(group.pickupUntil, now)} 前来取`,
      note: `${point.name} · ${point.address}`,
      state: 'next' as const,
    },
  ];
}

const Unknown = ({ orderId, again }: { orderId: string; again: () => Promise<void> }) => (
  <View className="result-acts">
    <Button tone="outline" grow gap onTap={() => replaceByOrder(orderId)}>
      看订单
    </Button>
    <Button tone="secondary" grow icon="arrows-clockwise" onTap={again}>
      再查一次
    </Button>
  </View>
);

function NotPaid({ order, again }: { order: OrderSummary; again: () => Promise<void> }) {
  const [failed, setFailed] = useState('');
  const payAgain = async () => {
    const outcome = await payOrder(order.orderId);
    if ('error' in outcome) setFailed(outcome.error.message);
    await again();
  };
  return (
    <>
      {failed !== '' && <NoticeStrip tone="danger">{failed}</NoticeStrip>}
      <View className="result-acts">
        <Button tone="outline" gap onTap={() => replaceByOrder(order.orderId)}>
          看订单
        </Button>
        <Button grow onTap={payAgain}>
          {`再付一次 ${formatFen(order.payFen)}`}
        </Button>
      </View>
    </>
  );
}
