import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { ProductPicture, type Plate } from '@/components/product-picture/product-picture';
import { compareFen, formatFen, isPositiveFen, negateFen, subtractFen, type Fen } from '@/contract/money';
import type { OrderDetail, OrderLineView } from '@/contract/views';
import { pictureUrl } from '@/lib/picture-url';
import { whenWords } from '@/lib/when-words';
import './order-page.scss';

interface GoodsCardProps {
  detail: OrderDetail;
  now: number;
}

/** What was bought, at which price in the end, and how the sum came about. */
export function GoodsCard({ detail: { order, cost }, now }: GoodsCardProps) {
  const paid = order.state !== 'unpaid' && order.state !== 'cancelled';
  const back = subtractFen(order.payFen, order.keptFen);
  return (
    <Card>
      {order.lines.map((line) => (
        <Line key={line.sku} line={line} now={now} />
      ))}
      <View className="hr order-page-hr" />
      <Sum label={`商品 ${cost.units} 件`} fen={cost.goodsFen} />
      {isPositiveFen(cost.couponFen) && <Sum label="优惠券" fen={negateFen(cost.couponFen)} />}
      {isPositiveFen(cost.pointsFen) && <Sum label="积分抵扣" fen={negateFen(cost.pointsFen)} />}
      <Sum label={paid ? '实付' : '应付'} fen={cost.payFen} strong />
      {paid && isPositiveFen(back) && (
        <>
          <Sum label="退回" fen={negateFen(back)} />
          <Sum label="最后花了" fen={order.keptFen} strong />
        </>
      )}
    </Card>
  );
}

function Line({ line, now }: { line: OrderLineView; now: number }) {
  const { name, spec, units, unitPriceFen, finalPriceFen, refundedUnits } = line;
  const fell = compareFen(finalPriceFen, unitPriceFen) < 0;
  return (
    <View className="order-page-line">
      <ProductPicture
        src={pictureUrl(line.picture)}
        plate={line.plate as Plate}
        size="s"
        className="order-page-picture"
      />
      <View className="f1">
        <View className="sub med">{`${spec === '' || name.includes(spec) ? name : `${name} · ${spec}`} × ${units}`}</View>
        <View className="cap c5">
          {fell ? `${formatFen(unitPriceFen)}，成团后按 ${formatFen(finalPriceFen)} 算` : formatFen(unitPriceFen)}
        </View>
        {refundedUnits > 0 && (
          <View className="cap c5">{`已退 ${refundedUnits} 份，${formatFen(line.givenBackFen)}`}</View>
        )}
        {line.windowEndsAt !== null && line.windowEndsAt > now && (
          <View className="cap c5">{`${whenWords(line.windowEndsAt, now)} 前有问题找团长`}</View>
        )}
      </View>
      <View className="sub none order-page-net">{formatFen(line.netFen)}</View>
    </View>
  );
}

function Sum({ label, fen, strong = false }: { label: string; fen: Fen; strong?: boolean }) {
  return (
    <View className={strong ? 'order-page-sum order-page-sum-strong' : 'order-page-sum'}>
      <View>{label}</View>
      <View className={strong ? 'strong c9' : 'c9'}>{formatFen(fen)}</View>
    </View>
  );
}
