import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { CountDown } from '@/components/count-down/count-down';
import { GroupProgress } from '@/components/group-progress/group-progress';
import { Price } from '@/components/price/price';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { Tag } from '@/components/tag/tag';
import { fenToNumber, formatFen } from '@/contract/money';
import type { OrderSummary } from '@/contract/views';
import { aria } from '@/lib/aria';
import { progressProps } from '@/lib/group-words';
import { pictureUrl } from '@/lib/picture-url';
import { whenWords } from '@/lib/when-words';
import { goodsWords, orderWords } from './order-words';
import './my-orders.scss';

interface OrderCardProps {
  order: OrderSummary;
  now: number;
  onOpen: () => void;
  onPay: () => Promise<unknown>;
  onCancel: () => void;
  /** Opens the group, where neighbours are told. */
  onShare: () => void;
  /** The hold of an unpaid order ran out. */
  onZero: () => void;
}

/** An order that is under way, with what can be done about it. */
export function OrderCard(props: OrderCardProps) {
  const { order, now, onOpen, onZero } = props;
  const { tag, tone, icon, next } = orderWords(order, now);
  const [first] = order.lines;
  const unpaid = order.state === 'unpaid';
  return (
    <Card>
      <View className="my-order-head">
        <View className="flex sub wrap f1">
          <Tag tone={tone} icon={icon} className="my-order-tag">
            {tag}
          </Tag>
          <View className="c7">{next}</View>
        </View>
        {unpaid && order.unpaidUntil !== null && (
          <CountDown deadline={order.unpaidUntil} now={now} short soonText="" onZero={onZero} />
        )}
        {order.state === 'paid' && order.group.state === 'open' && (
          <View className="cap c5 none">{`${whenWords(order.group.closesAt, now)} 截单`}</View>
        )}
      </View>
      <View
        className="flex"
        hoverClass="lt-press"
        onClick={onOpen}
        {...aria('button', `订单 ${goodsWords(order)}，${tag}`)}
      >
        <ProductPicture
          src={first && pictureUrl(first.picture)}
          plate={first?.plate as Plate | undefined}
          size="s"
          className="my-order-picture"
        />
        <View className="f1">
          <View className="sub med ell">{goodsWords(order)}</View>
          <Under order={order} now={now} />
        </View>
        {unpaid && <Price fen={fenToNumber(order.payFen)} size="s" label="应付" />}
      </View>
      <Foot {...props} />
    </Card>
  );
}

/** Under the name: the lights of a group that is filling, else when the goods come. */
function Under({ order, now }: { order: OrderSummary; now: number }) {
  const { group, state } = order;
  if (state === 'paid' && group.threshold.kind !== 'none')
    return (
      <View className="my-order-lights">
        <GroupProgress variant="mini" {...progressProps(group)} />
      </View>
    );
  return <View className="cap c5">{`${whenWords(group.arrivesAt, now)} 到`}</View>;
}

function Foot({ order, onOpen, onPay, onCancel, onShare }: OrderCardProps) {
  if (order.state === 'unpaid')
    return (
      <View className="my-order-acts">
        <Button tone="outline" size="m" gap onTap={onCancel}>
          取消
        </Button>
        <Button size="m" onTap={onPay}>
          {`去付款 ${formatFen(order.payFen)}`}
        </Button>
      </View>
    );
  const filling = order.state === 'paid' && order.group.state === 'open';
  return (
    <View className="my-order-foot">
      <View className="cap c5 f1">
        {`实付 ${formatFen(order.keptFen)}${filling && order.group.threshold.kind !== 'none' ? ' · 没成团全额退' : ''}`}
      </View>
      {filling ? (
        <Button tone="secondary" size="m" icon="share-fat" onTap={onShare}>
          告诉邻居
        </Button>
      ) : (
        <Button tone="outline" size="m" onTap={onOpen}>
          看订单
        </Button>
      )}
    </View>
  );
}
