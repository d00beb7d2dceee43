import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { aria } from '@/lib/aria';
import './menu-row.scss';

interface MenuRowProps {
  icon: IconName;
  title: string;
  note?: string;
  /** At the right: a state, a switch. Without it a row that leads somewhere has a caret. */
  side?: ReactNode;
  divided?: boolean;
  onTap?: () => void;
}

/** One line of 我的: what it is, and where it leads. */
export function MenuRow({ icon, title, note, side, divided = false, onTap }: MenuRowProps) {
  return (
    <View
      {...(onTap
        ? { onClick: onTap, hoverClass: 'lt-press', ...aria('button', `${title}${note ? `，${note}` : ''}`) }
        : {})}
    >
      {divided && <View className="menu-line" />}
      <View className="menu-row">
        <Icon name={icon} size="l" className="menu-icon" />
        <View className="f1">
          <View>{title}</View>
          {note && <View className="cap c5">{note}</View>}
        </View>
        {side ?? (onTap && <Icon name="caret-right" size="s" className="c5" />)}
      </View>
    </View>
  );
}
