import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { Tag } from '@/components/tag/tag';
import { formatPoints } from '@/contract/points';
import type { OrderDetail } from '@/contract/views';
import { multiplierWords, tierName } from '@/lib/tier-words';
import './order-page.scss';

/** What the order brings: dashed while it is only expected, solid once it is in the ledger. */
export function RewardsCard({ rewards }: { rewards: OrderDetail['rewards'] }) {
  if (rewards.state === 'none') return null;
  const posted = rewards.state === 'posted';
  const words = `${formatPoints(rewards.points)} 积分（${tierName(rewards.tier)} ${multiplierWords(rewards.multiplierBps)}）、${rewards.growth} 成长值`;
  return (
    <Card look={posted ? 'plain' : 'dashed'}>
      <View className={posted ? 'flex' : 'flex order-page-dashed'}>
        <Tag tone={posted ? 'leaf' : 'dash'} icon={posted ? 'check' : undefined} className="order-page-reward">
          {posted ? '已入账' : '待入账'}
        </Tag>
        <View className="f1">
          <View className="sub">{posted ? `得了 ${words}` : `完成后得 ${words}`}</View>
          {!posted && <View className="cap c5">售后期过后入账，退款会相应减少</View>}
        </View>
      </View>
    </Card>
  );
}
