import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import './time-line.scss';

interface TimeLineProps {
  /** In order of time; `now` is the step that is being waited for. */
  items: ReadonlyArray<{ title: string; time?: string; note?: string; state: 'done' | 'now' | 'next' }>;
}

/** The way of an order, refund or withdrawal, step by step. */
export function TimeLine({ items }: TimeLineProps) {
  return (
    <View className="lt-time-line">
      {items.map(({ title, time, note, state }, index) => (
        // A step can come twice: two parts refunded.
        <View key={index} className={`lt-time-step lt-time-${state}`}>
          <View className="lt-time-mark">{state === 'done' && <Icon name="check-bold" size="xs" />}</View>
          <View className="lt-time-words">
            <View className="lt-time-head">
              <View className="lt-time-title">{title}</View>
              {time && <View className="lt-time-at">{time}</View>}
            </View>
            {note && <View className="lt-time-note">{note}</View>}
          </View>
        </View>
      ))}
    </View>
  );
}
