import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './card.scss';

interface CardProps {
  children?: ReactNode;
  title?: ReactNode;
  /** Small words at the right of the title; with onMore they get a caret and can be tapped. */
  extra?: ReactNode;
  onMore?: () => void;
  /** flush: no padding, clipped to the corners; rows: for rows with their own padding; dashed: not yet earned. */
  look?: 'plain' | 'flush' | 'rows' | 'dashed';
  className?: string;
  onTap?: () => void;
}

/** A white card on the paper ground, inset 24 and 20 rpx from the next. */
export function Card({ children, title, extra, onMore, look = 'plain', className, onTap }: CardProps) {
  return (
    <View
      className={classNames('lt-card', `lt-card-${look}`, className)}
      {...(onTap ? { onClick: onTap, hoverClass: 'lt-press', ...aria('button') } : {})}
    >
      {(title || extra) && (
        <View className="lt-card-head">
          <View className="lt-card-title">{title}</View>
          {extra && (
            <View
              className={classNames('lt-card-extra', onMore && 'lt-card-more')}
              {...(onMore ? { onClick: onMore, hoverClass: 'lt-press', ...aria('button') } : {})}
            >
              {extra}
              {onMore && <Icon name="caret-right" size="s" />}
            </View>
          )}
        </View>
      )}
      {children}
    </View>
  );
}
