import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './bottom-bar.scss';

interface BottomBarProps<Key extends string> {
  /** `activeIcon` is the filled form; `badge` a count that needs work, hidden at zero. */
  items: ReadonlyArray<{ key: Key; label: string; icon: IconName; activeIcon?: IconName; badge?: number }>;
  active: Key;
  onChange: (key: Key) => void;
}

/** The bar of a leader's or merchant's pages, drawn like the tab bar. Leaves its own room in the page. */
export function BottomBar<Key extends string>({ items, active, onChange }: BottomBarProps<Key>) {
  return (
    <>
      <View className="lt-bottom-bar-room" />
      <View className="lt-bottom-bar" {...aria('tablist')}>
        {items.map(({ key, label, icon, activeIcon = icon, badge = 0 }) => {
          const on = key === active;
          return (
            <View
              key={key}
              className={classNames('lt-bottom-item', on && 'lt-bottom-on')}
              hoverClass="lt-press"
              onClick={() => {
                if (!on) onChange(key);
              }}
              {...aria('tab', badge > 0 ? `${label}，${badge} 项待办` : label, { selected: on })}
            >
              <Icon name={on ? activeIcon : icon} className="lt-bottom-icon" />
              {label}
              {badge > 0 && <View className="lt-bottom-badge">{badge > 99 ? '99+' : badge}</View>}
            </View>
          );
        })}
      </View>
    </>
  );
}
