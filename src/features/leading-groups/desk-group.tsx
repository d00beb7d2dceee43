import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { Card } from '@/components/card/card';
import { GroupProgress } from '@/components/group-progress/group-progress';
import { Tag } from '@/components/tag/tag';
import type { LeaderGroup } from '@/contract/views';
import { progressProps } from '@/lib/group-words';
import { GroupHead } from './group-head';
import { stateTag } from './group-line';
import './desk-group.scss';

interface DeskGroupProps {
  group: LeaderGroup;
  now: number;
  /** The button that tells neighbours. */
  tell: ReactNode;
  onOpen: () => void;
  onZero: () => void;
}

/** A group that takes orders, on the desk: its lights while it is not full, then the word for it. */
export function DeskGroup({ group, now, tell, onOpen, onZero }: DeskGroupProps) {
  const { card } = group;
  const filling = card.state === 'open' && !card.reached;
  const { text, tone } = stateTag(card);
  return (
    <Card look="flush">
      {filling && <GroupProgress variant="strip" {...progressProps(card)} />}
      <View className="desk-group">
        <GroupHead
          group={group}
          now={now}
          tag={
            filling ? undefined : (
              <Tag tone={tone} icon={card.reached ? 'check' : undefined}>
                {text}
              </Tag>
            )
          }
          act={card.state === 'closing' ? undefined : tell}
          onOpen={onOpen}
          onZero={onZero}
        />
      </View>
    </Card>
  );
}
