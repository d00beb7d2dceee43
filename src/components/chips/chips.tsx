import type { ReactNode } from 'react';
import { ScrollView, View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './chips.scss';

interface ChipProps {
  children: ReactNode;
  on?: boolean;
  icon?: IconName;
  onTap: () => void;
}

/** One choice among a few, or a small filter. */
export function Chip({ children, on = false, icon, onTap }: ChipProps) {
  const words = typeof children === 'string' ? children : undefined;
  return (
    <View
      className={classNames('lt-chip', on && 'lt-chip-on')}
      hoverClass="lt-press"
      onClick={onTap}
      {...aria('tab', words, { selected: on })}
    >
      {icon && <Icon name={icon} size="s" className="lt-chip-icon" />}
      {children}
    </View>
  );
}

interface ChipsProps<Key extends string> {
  items: ReadonlyArray<{ key: Key; label: string; icon?: IconName }>;
  active: Key;
  onChange: (key: Key) => void;
}

/** A row of chips that can be pushed sideways when it is longer than the page. */
export function Chips<Key extends string>({ items, active, onChange }: ChipsProps<Key>) {
  return (
    <ScrollView className="lt-chips" scrollX enhanced showScrollbar={false}>
      <View className="lt-chips-row" {...aria('tablist')}>
        {items.map(({ key, label, icon }) => (
          <Chip key={key} on={key === active} icon={icon} onTap={() => onChange(key)}>
            {label}
          </Chip>
        ))}
      </View>
    </ScrollView>
  );
}
