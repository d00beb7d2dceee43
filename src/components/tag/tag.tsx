import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { classNames } from '@/lib/class-names';
import './tag.scss';

/** per is for price and time only, pom for benefits, dash for what is not yet earned, night on a facade. */
export type TagTone = 'plain' | 'leaf' | 'per' | 'pom' | 'red' | 'info' | 'line' | 'dash' | 'night';

interface TagProps {
  children: ReactNode;
  tone?: TagTone;
  icon?: IconName;
  className?: string;
}

/** A short word about a state; cannot be tapped. */
export function Tag({ children, tone = 'plain', icon, className }: TagProps) {
  return (
    <View className={classNames('lt-tag', `lt-tag-${tone}`, className)}>
      {icon && <Icon name={icon} size="s" className="lt-tag-icon" />}
      {children}
    </View>
  );
}
