import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { aria } from '@/lib/aria';
import './figure.scss';

interface FigureProps {
  label: string;
  /** With its unit: 20 单, ¥1,286.40. */
  value: string;
  /** Where a tap leads: 看订单. */
  act?: string;
  onTap?: () => void;
}

/** One figure of the day. */
export function Figure({ label, value, act, onTap }: FigureProps) {
  const words = `${label} ${value}`;
  return (
    <View
      className="figure"
      {...(onTap
        ? { hoverClass: 'lt-press', onClick: onTap, ...aria('button', `${words}，${act ?? ''}`) }
        : aria('group', words))}
    >
      <View className="sub c7">{label}</View>
      <View className="figure-value">{value}</View>
      {act && (
        <View className="figure-act">
          {act}
          <Icon name="caret-right" size="s" />
        </View>
      )}
    </View>
  );
}
