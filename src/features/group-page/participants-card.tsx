import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import type { GroupDetail } from '@/contract/views';
import { ParticipantRow } from './participant-row';
import './cards.scss';

interface ParticipantsCardProps {
  group: GroupDetail;
  now: number;
  onAll: () => void;
}

/** 接龙: who joined last, and the way to all. */
export function ParticipantsCard({ group, now, onAll }: ParticipantsCardProps) {
  const { participants, participantCount } = group;
  if (participantCount === 0) {
    return (
      <Card title="接龙">
        <View className="sub c5 group-card-line">还没有人参团，第一盏灯等你来点</View>
      </Card>
    );
  }
  return (
    <Card title={`接龙 ${participantCount} 户`} extra="名字只给团长看全">
      {participants.map((person, index) => (
        <ParticipantRow key={person.number} person={person} now={now} divided={index > 0} />
      ))}
      {participantCount > participants.length && (
        <Button tone="outline" size="m" block className="group-who-all" onTap={onAll}>
          {`看全部 ${participantCount} 户`}
        </Button>
      )}
    </Card>
  );
}
