import { useState } from 'react';
import { View } from '@tarojs/components';
import { Button } from '@/components/button/button';
import { Card } from '@/components/card/card';
import { Icon } from '@/components/icon/icon';
import { DAY_MS } from '@/contract/time';
import type { Membership } from '@/contract/views';
import { aria } from '@/lib/aria';
import { callCloud } from '@/lib/call-cloud';
import { weekdayWord } from '@/lib/when-words';
import './membership.scss';

interface CheckInCardProps {
  membership: Membership;
  now: number;
  /** Today's check-in is in the ledger. */
  onChecked: () => Promise<unknown>;
}

interface DayBox {
  points: number;
  state: 'done' | 'today' | 'later';
  word: string;
}

/** The seven days of a round: those checked in, today and the days to come with their points. */
export function checkInDays({ streak, today, rewards }: Membership['checkIn'], now: number): DayBox[] {
  const length = rewards.length;
  // The streak counts on past a round; with today done it includes today, else today comes next.
  const now0 = (today ? streak - 1 : streak) % Math.max(1, length);
  return rewards.map((points, index) => {
    if (index < now0) return { points, state: 'done', word: '已签' };
    if (index === now0) return { points, state: 'today', word: today ? '已签' : '今天' };
    return { points, state: 'later', word: weekdayWord(now + (index - now0) * DAY_MS) };
  });
}

export function CheckInCard({ membership, now, onChecked }: CheckInCardProps) {
  const [failed, setFailed] = useState('');
  const { checkIn, merchantId } = membership;
  const check = async () => {
    const reply = await callCloud('checkIn', { merchantId });
    // Who did it on another phone sees the same as who does it now.
    if (reply.ok || reply.error.code === 'alreadyCheckedIn') setFailed('');
    else setFailed(reply.error.message);
    await onChecked();
  };
  return (
    <Card
      title={checkIn.streak > 0 ? `已连签 ${checkIn.streak} 天` : '每天来签个到'}
      extra={checkIn.today ? `明天再得 ${checkIn.next} 分` : undefined}
    >
      <View className="member-days">
        {checkInDays(checkIn, now).map(({ points, state, word }, index) => (
          <View
            key={index}
            className={`member-day member-day-${state}`}
            {...aria('img', `第 ${index + 1} 天，${points} 分，${word}`)}
          >
            <View className="member-day-points">{`+${points}`}</View>
            {word === '已签' && state === 'done' ? <Icon name="check" size="s" /> : word}
          </View>
        ))}
      </View>
      {failed !== '' && (
        <View className="cap cred mt2" {...aria('alert')}>
          {failed}
        </View>
      )}
      {!checkIn.today && (
        <Button block className="member-check" onTap={check}>
          {`签到 +${checkIn.next} 分`}
        </Button>
      )}
    </Card>
  );
}
