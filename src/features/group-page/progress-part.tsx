import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { GroupProgress } from '@/components/group-progress/group-progress';
import { Tag } from '@/components/tag/tag';
import { formatFen, isPositiveFen } from '@/contract/money';
import type { GroupDetail } from '@/contract/views';
import { progressProps, thresholdUnit } from '@/lib/group-words';
import './cards.scss';

/** How full the group is, and what happens to the money if it does not fill. */
export function ProgressPart({ group }: { group: GroupDetail }) {
  const { card, myRefundFen } = group;
  const refunded = isPositiveFen(myRefundFen);
  const note = refunded ? `${formatFen(myRefundFen)} 原路退回，积分和优惠券一并退还` : '付过的货款全额原路退回';
  if (card.state === 'cancelled') {
    return (
      <Card
        className="group-progress-card"
        title="这个团取消了"
        extra={
          <Tag tone="info" icon="arrow-counter-clockwise">
            全额退款
          </Tag>
        }
      >
        <View className="cap c5">{note}</View>
      </Card>
    );
  }
  if (card.threshold.kind === 'none') {
    return (
      <Card className="group-progress-card">
        <GroupProgress {...progressProps(card)} current={card.units} />
      </Card>
    );
  }
  const state = stateOf(card.state);
  return (
    <View className={state === 'failed' ? 'group-progress-card' : ''}>
      <GroupProgress
        {...progressProps(card)}
        state={state}
        refundTag={refunded ? '已退款' : '全额退款'}
        note={state === 'failed' ? note : noteOf(group)}
      />
    </View>
  );
}

function stateOf(state: GroupDetail['card']['state']): 'open' | 'reached' | 'failed' {
  switch (state) {
    case 'formed':
    case 'arrived':
    case 'finished':
      return 'reached';
    case 'failed':
    case 'cancelled':
      return 'failed';
    case 'scheduled':
    case 'open':
    case 'closing':
      return 'open';
  }
}

function noteOf({ card, items, myRefundFen }: GroupDetail): string | undefined {
  if (isPositiveFen(myRefundFen)) return `你多付的 ${formatFen(myRefundFen)} 差价原路退回`;
  if (card.threshold.kind === 'none' || stateOf(card.state) === 'reached') return undefined;
  if (card.reached)
    return items.some(({ priceTiers }) => priceTiers.length > 1)
      ? '截单后按最后的档位算，多付的自动退'
      : '人够了，截单后就备货';
  return `没满 ${card.threshold.count} ${thresholdUnit(card.threshold)}：货款全额自动退回，积分和券一并退还`;
}
