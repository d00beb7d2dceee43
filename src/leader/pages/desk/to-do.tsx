import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { aria } from '@/lib/aria';
import './to-do.scss';

interface ToDoProps {
  title: string;
  count: number;
  /** 单, 批 */
  unit: string;
  /** Where a tap leads: 去核销. */
  act: string;
  onTap: () => void;
}

/** One kind of work that waits, with its count. */
export function ToDo({ title, count, unit, act, onTap }: ToDoProps) {
  return (
    <View
      className="to-do"
      hoverClass="lt-press"
      onClick={onTap}
      {...aria('button', `${title} ${count} ${unit}，${act}`)}
    >
      <View className="sub c7">{title}</View>
      <View className="to-do-count">
        <View className="to-do-number">{count}</View>
        <View className="cap c5">{unit}</View>
      </View>
      <View className="cap cleaf to-do-act">
        {act}
        <Icon name="caret-right" size="s" />
      </View>
    </View>
  );
}
