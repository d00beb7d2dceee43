import { Button as NativeButton, View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';

interface ShareActProps {
  icon: IconName;
  text: string;
  /** The one filled act. */
  primary?: boolean;
  off?: boolean;
  /** WeChat opens its list of chats itself. */
  sends?: boolean;
  onTap: () => void;
}

/** One of the acts at the foot of the sheet: a large icon above its words. */
export function ShareAct({ icon, text, primary = false, off = false, sends = false, onTap }: ShareActProps) {
  const shared = {
    className: classNames('share-act', primary && 'share-act-primary', off && 'share-act-off'),
    hoverClass: off ? 'none' : 'lt-press',
    onClick: () => {
      if (!off) onTap();
    },
    ...aria('button', text, { disabled: off }),
  };
  const inside = (
    <>
      <View className="share-act-icon">
        <Icon name={icon} size="l" />
      </View>
      <View className="share-act-text">{text}</View>
    </>
  );
  if (!sends || process.env.TARO_ENV !== 'weapp') return <View {...shared}>{inside}</View>;
  return (
    <NativeButton {...shared} openType="share">
      {inside}
    </NativeButton>
  );
}
