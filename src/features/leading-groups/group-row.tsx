import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { GroupProgress } from '@/components/group-progress/group-progress';
import { Tag } from '@/components/tag/tag';
import type { LeaderGroup } from '@/contract/views';
import { progressProps, standingWords } from '@/lib/group-words';
import { GroupHead } from './group-head';
import { stateTag } from './group-line';
import { mayArrive, mayCancel, mayClose, type GroupAct } from './use-group-acts';
import './group-row.scss';

interface GroupRowProps {
  group: LeaderGroup;
  now: number;
  /** The button that tells neighbours; stands only where there is something to join. */
  tell: ReactNode;
  onAct: (act: GroupAct, group: LeaderGroup) => void;
  /** To the list of who still has to come. */
  onVerify: () => void;
  onOpen: () => void;
  onZero: () => void;
}

/** One of the leader's groups, with what can be done about it now. */
export function GroupRow({ group, now, tell, onAct, onVerify, onOpen, onZero }: GroupRowProps) {
  const { card } = group;
  const { text, tone } = stateTag(card);
  const open = card.state === 'open' || card.state === 'scheduled';
  return (
    <Card className="group-row">
      <GroupHead group={group} now={now} tag={<Tag tone={tone}>{text}</Tag>} onOpen={onOpen} onZero={onZero} />
      {card.state === 'open' && card.threshold.kind !== 'none' && (
        <View className="group-row-standing">
          <GroupProgress variant="mini" {...progressProps(card)} />
          <View className="cap c7 group-row-words">{standingWords(card)}</View>
        </View>
      )}
      <View className="group-row-acts">
        {mayCancel(group) && (
          <Button tone="outline" size="m" onTap={() => onAct('cancel', group)}>
            取消团
          </Button>
        )}
        {mayClose(group) && (
          <Button tone="outline" size="m" onTap={() => onAct('close', group)}>
            提前截单
          </Button>
        )}
        {mayArrive(group) && (
          <Button tone="secondary" size="m" icon="truck" onTap={() => onAct('arrive', group)}>
            确认到货
          </Button>
        )}
        {group.waiting > 0 && (
          <Button tone="secondary" size="m" icon="list-checks" onTap={onVerify}>
            去核销
          </Button>
        )}
        {open && tell}
      </View>
    </Card>
  );
}
