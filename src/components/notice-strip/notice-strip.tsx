import type { ReactNode } from 'react';
import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { aria } from '@/lib/aria';
import './notice-strip.scss';

interface NoticeStripProps {
  /** danger: it failed; info: good to know; pomelo: wait; leaf: done. */
  tone: 'danger' | 'info' | 'pomelo' | 'leaf';
  icon?: IconName;
  children: ReactNode;
  actionText?: string;
  onAction?: () => void;
}

const ICON: Record<NoticeStripProps['tone'], IconName> = {
  danger: 'warning-circle',
  info: 'info',
  pomelo: 'hourglass-medium',
  leaf: 'check-circle',
};

/** One sentence about what just happened, in the page where it matters. */
export function NoticeStrip({ tone, icon = ICON[tone], children, actionText, onAction }: NoticeStripProps) {
  return (
    <View
      className={`lt-notice lt-notice-${tone}`}
      {...aria(tone === 'danger' || tone === 'info' ? 'alert' : 'status')}
    >
      <Icon name={icon} className="lt-notice-icon" />
      <View className="lt-notice-words">{children}</View>
      {actionText && (
        <View className="lt-notice-act" hoverClass="lt-press" onClick={onAction} {...aria('button', actionText)}>
          {actionText}
        </View>
      )}
    </View>
  );
}
