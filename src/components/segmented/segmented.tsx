import { View } from '@tarojs/components';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './segmented.scss';

interface SegmentedProps<Key extends string> {
  items: ReadonlyArray<{ key: Key; label: string }>;
  active: Key;
  onChange: (key: Key) => void;
}

/** Two or three views of the same thing: 积分 / 邀请奖励. */
export function Segmented<Key extends string>({ items, active, onChange }: SegmentedProps<Key>) {
  return (
    <View className="lt-segmented" {...aria('tablist')}>
      {items.map(({ key, label }) => (
        <View
          key={key}
          className={classNames('lt-segmented-item', key === active && 'lt-segmented-on')}
          hoverClass="lt-press"
          onClick={() => {
            if (key !== active) onChange(key);
          }}
          {...aria('tab', label, { selected: key === active })}
        >
          {label}
        </View>
      ))}
    </View>
  );
}
