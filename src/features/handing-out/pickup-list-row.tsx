import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Tag } from '@/components/tag/tag';
import type { PickupRow } from '@/contract/views';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import { whenWords } from '@/lib/when-words';
import { kindsLeft, takenText, waitingText } from './pickup-words';
import './pickup-list-row.scss';

interface PickupListRowProps {
  row: PickupRow;
  now: number;
  /** Whether nothing can be handed out, because there is no network. */
  offline: boolean;
  first: boolean;
  last: boolean;
  onHand: () => void;
  onUndo: () => Promise<void>;
}

/** One neighbour's order at the pickup point: waiting, or taken a short while ago. */
export function PickupListRow({ row, now, offline, first, last, onHand, onUndo }: PickupListRowProps) {
  const taken = row.state === 'collected';
  const when = row.collectedAt === null ? '' : `${whenWords(row.collectedAt, now)} 取 · `;
  return (
    <View className={classNames('pickup-row', first && 'pickup-row-first', last && 'pickup-row-last')}>
      {!first && <View className="pickup-row-line" />}
      <View className="pickup-row-in">
        <View className="pickup-row-tail" {...aria('group', `取件码尾号 ${row.tail.split('').join(' ')}`)}>
          <View className="cap c5">尾号</View>
          <View className="h3">{row.tail}</View>
        </View>
        <View className="f1">
          <View className="pickup-row-who">
            <View className="med">{row.name}</View>
            <View className="cap c5 pickup-row-phone">{row.phoneTail}</View>
            {row.state === 'partly' && <Tag tone="pom" className="pickup-row-tag">{`剩 ${kindsLeft(row)} 样`}</Tag>}
          </View>
          <View className="cap c7 ell">{taken ? `${when}${takenText(row)}` : waitingText(row)}</View>
        </View>
        {row.mayUndo && !offline && (
          <Button tone="outline" size="m" className="pickup-row-act" label={`撤销 ${row.name} 的核销`} onTap={onUndo}>
            撤销
          </Button>
        )}
        {!taken && (
          <Button
            tone={offline ? 'off' : 'secondary'}
            size="m"
            className="pickup-row-act"
            label={`核销 ${row.name}`}
            onTap={onHand}
          >
            核销
          </Button>
        )}
      </View>
    </View>
  );
}
