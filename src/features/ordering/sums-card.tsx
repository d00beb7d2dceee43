import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { Tag } from '@/components/tag/tag';
import { formatFen, isPositiveFen, negateFen, type Fen } from '@/contract/money';
import { formatPoints } from '@/contract/points';
import type { Quote } from '@/contract/views';
import { multiplierWords, tierName } from '@/lib/tier-words';
import './checkout-parts.scss';

/** The sum line by line, and what completing the order will bring. */
export function SumsCard({ quote: { cost, expected } }: { quote: Quote }) {
  return (
    <Card>
      <Sum label={`商品 ${cost.units} 件`} fen={cost.goodsFen} />
      {isPositiveFen(cost.couponFen) && <Sum label="优惠券" fen={negateFen(cost.couponFen)} />}
      {isPositiveFen(cost.pointsFen) && <Sum label="积分抵扣" fen={negateFen(cost.pointsFen)} />}
      {expected.state === 'expected' && (
        <View className="order-expected">
          <Tag tone="dash" className="order-expected-tag">
            待入账
          </Tag>
          <View className="cap c7 f1">
            {`完成后得 ${formatPoints(expected.points)} 积分（${tierName(expected.tier)} ${multiplierWords(expected.multiplierBps)}）、${expected.growth} 成长值`}
          </View>
        </View>
      )}
    </Card>
  );
}

function Sum({ label, fen }: { label: string; fen: Fen }) {
  return (
    <View className="order-sum">
      <View>{label}</View>
      <View className="med c9">{formatFen(fen)}</View>
    </View>
  );
}
