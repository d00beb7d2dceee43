import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { formatFen } from '@/contract/money';
import { formatPoints, isZeroPoints } from '@/contract/points';
import type { OrderDetail } from '@/contract/views';
import { whenWords } from '@/lib/when-words';
import './order-page.scss';

type Refund = OrderDetail['refunds'][number];

interface RefundsCardProps {
  refunds: readonly Refund[];
  now: number;
  reasonOf: (refund: Refund) => string;
  stateOf: (refund: Refund) => string;
}

/** Every refund with its reason and where the money is. */
export function RefundsCard({ refunds, now, reasonOf, stateOf }: RefundsCardProps) {
  if (refunds.length === 0) return null;
  return (
    <Card title="退款">
      {refunds.map((refund) => (
        <View key={refund.refundNo} className="order-page-refund">
          <View className="f1">
            <View className="sub">{reasonOf(refund)}</View>
            <View className="cap c5">{`${whenWords(refund.doneAt ?? refund.at, now)} · ${stateOf(refund)}`}</View>
            {!isZeroPoints(refund.points) && (
              <View className="cap c5">{`${formatPoints(refund.points)} 积分已还给你`}</View>
            )}
          </View>
          <View className="med none order-page-net">{formatFen(refund.fen)}</View>
        </View>
      ))}
    </Card>
  );
}
