import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { TimeLine } from '@/components/time-line/time-line';
import { formatFen } from '@/contract/money';
import type { OrderDetail } from '@/contract/views';
import { maskPhone } from '@/lib/phone-words';
import { copyText } from '@/lib/visit';
import { whenWords } from '@/lib/when-words';
import './order-page.scss';

type Entry = OrderDetail['timeline'][number];

interface TimelineCardProps {
  detail: OrderDetail;
  now: number;
  wordsOf: (kind: Entry['kind']) => string;
}

/** The order's way so far, oldest first, and what it waits for. */
export function TimelineCard({ detail, now, wordsOf }: TimelineCardProps) {
  const { order, timeline } = detail;
  const done = timeline.map(({ kind, at, fen }) => ({
    title: fen === null ? wordsOf(kind) : `${wordsOf(kind)} ${formatFen(fen)}`,
    time: whenWords(at, now),
    state: 'done' as const,
  }));
  return (
    <Card title="经过">
      <View className="mt2">
        <TimeLine items={[...done, ...waitingFor(order, now)]} />
      </View>
    </Card>
  );
}

function waitingFor({ state, group }: OrderDetail['order'], now: number) {
  const step = (title: string, note?: string) => [{ title, note, state: 'now' as const }];
  switch (state) {
    case 'unpaid':
      return step('等你付款');
    case 'paid':
      return step('等成团', `${whenWords(group.closesAt, now)} 截单`);
    case 'confirmed':
      return step('等到货', `${whenWords(group.arrivesAt, now)} 到`);
    case 'arrived':
      return step('等你来取');
    case 'collected':
      return step('等售后期过去');
    case 'completed':
    case 'cancelled':
    case 'refunded':
      return [];
  }
}

/** Who fetches it and the number to name when asking. */
export function FactsCard({ detail: { order, person, note }, now }: { detail: OrderDetail; now: number }) {
  return (
    <Card>
      <Fact label="取货人" text={`${person.name} · ${maskPhone(person.phone)}`} />
      {note !== '' && <Fact label="留言" text={note} />}
      <Fact label="下单" text={whenWords(order.placedAt, now)} />
      <View className="order-page-fact">
        <View className="sub c5 none">订单号</View>
        <View className="sub order-page-id">{order.orderId}</View>
        <Button tone="outline" size="m" onTap={() => copyText(order.orderId, '订单号已复制')}>
          复制
        </Button>
      </View>
    </Card>
  );
}

const Fact = ({ label, text }: { label: string; text: string }) => (
  <View className="order-page-fact">
    <View className="sub c5 none">{label}</View>
    <View className="sub order-page-text">{text}</View>
  </View>
);
