import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { CountDown } from '@/components/count-down/count-down';
import { GroupProgress } from '@/components/group-progress/group-progress';
import { Tag } from '@/components/tag/tag';
import type { IconName } from '@/components/icon/icon-names';
import type { TagTone } from '@/components/tag/tag';
import type { OrderSummary } from '@/contract/views';
import { progressProps } from '@/lib/group-words';
import './order-page.scss';

interface OrderHeadProps {
  order: OrderSummary;
  words: { tag: string; tone: TagTone; icon: IconName; next: string };
  now: number;
  onZero: () => void;
}

/** The state in large words, what comes next, and the time left where there is one. */
export function OrderHead({ order, words, now, onZero }: OrderHeadProps) {
  const { state, unpaidUntil, group } = order;
  return (
    <Card className="order-page-first">
      <View className="flex between">
        <View className="h2">{words.next}</View>
        <Tag tone={words.tone} icon={words.icon} className="order-page-tag">
          {words.tag}
        </Tag>
      </View>
      {state === 'unpaid' && unpaidUntil !== null && (
        <CountDown label="还剩" deadline={unpaidUntil} now={now} short soonText="" onZero={onZero} />
      )}
      {state === 'paid' && group.threshold.kind !== 'none' && (
        <View className="mt2">
          <GroupProgress variant="mini" {...progressProps(group)} />
          <View className="cap c5 mt1">没成团：货款全额自动退回，积分和券一并退还</View>
        </View>
      )}
    </Card>
  );
}
