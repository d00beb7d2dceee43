import { View } from '@tarojs/components';
import { aria } from '@/lib/aria';
import './segment-bar.scss';

interface SegmentBarProps {
  /** `tone` 1…5 is the data ramp, rest is the part still open. Every part is named with its figure below. */
  parts: ReadonlyArray<{ label: string; value: number; tone: 1 | 2 | 3 | 4 | 5 | 'rest' }>;
  /** After the last part: / 共 44 单. */
  totalText?: string;
}

/** One bar cut into shares of a whole. */
export function SegmentBar({ parts, totalText = '' }: SegmentBarProps) {
  return (
    <View {...aria('img', `${parts.map(({ label, value }) => `${label} ${value}`).join('，')}${totalText}`)}>
      <View className="lt-segment-bar">
        {parts
          .filter(({ value }) => value > 0)
          .map(({ label, value, tone }) => (
            <View key={label} className={`lt-segment lt-segment-${tone}`} style={{ flexGrow: value }} />
          ))}
      </View>
      <View className="lt-segment-words">
        {parts.map(({ label, value, tone }, i) => (
          <View key={label} className="lt-segment-word">
            <View className={`lt-segment-dot lt-segment-${tone}`} />
            {label}
            <View className="lt-segment-value">{value}</View>
            {i === parts.length - 1 && totalText}
          </View>
        ))}
      </View>
    </View>
  );
}
