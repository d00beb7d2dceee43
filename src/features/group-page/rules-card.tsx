import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import type { GroupDetail } from '@/contract/views';
import { thresholdUnit } from '@/lib/group-words';
import './cards.scss';

/** What one should know before paying. */
export function RulesCard({ group }: { group: GroupDetail }) {
  return (
    <Card title="买之前看一眼">
      {ruleLines(group).map((line) => (
        <View key={line} className="sub c7 group-rule">
          {line}
        </View>
      ))}
    </Card>
  );
}

function ruleLines({ card, items, rules }: GroupDetail): string[] {
  const { threshold } = card;
  const lines = [
    `下单后 ${rules.unpaidMinutes} 分钟内付款，过时自动取消，库存放回。`,
    '截单前随时可以取消，货款、积分和券原路退回。',
  ];
  if (threshold.kind !== 'none')
    lines.push(`没满 ${threshold.count} ${thresholdUnit(threshold)}不成团，货款全额自动退回。`);
  if (items.some(({ priceTiers }) => priceTiers.length > 1))
    lines.push('每位邻居同一个价；成团后按最终档位算，多付的差价自动退回。');
  const fresh = items.some((item) => item.fresh);
  const others = items.some((item) => !item.fresh);
  const windows = [
    fresh ? `生鲜取货后 ${rules.freshWindowHours} 小时内` : '',
    others ? `${fresh ? '其他' : '取货后'} ${rules.windowDays} 天内` : '',
  ].filter(Boolean);
  lines.push(`${windows.join('、')}有问题，找团长处理。`, `到货 ${rules.autoCollectDays} 天没来取，按已取处理。`);
  return lines;
}
