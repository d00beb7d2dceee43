import { useEffect, useState, type ReactNode } from 'react';
import { Button as NativeButton, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './pay-bar.scss';

interface PayBarProps {
  /** Buttons in reading order, the primary one last with `grow`; `gap` on the others keeps them apart. */
  children: ReactNode;
  /** Left part: what is to be paid and why. */
  summary?: ReactNode;
}

/** The bar at the bottom of a page with its one primary act. Leaves its own room in the page; hides for the keyboard. */
export function PayBar({ children, summary }: PayBarProps) {
  const keyboard = useKeyboardUp();
  return (
    <>
      <View className="lt-pay-bar-room" />
      <View className={classNames('lt-pay-bar', keyboard && 'lt-pay-bar-hidden')}>
        {summary && <View className="lt-pay-bar-summary">{summary}</View>}
        {children}
      </View>
    </>
  );
}

interface PayBarIconProps {
  icon: IconName;
  text: string;
  openType?: 'contact' | 'share';
  onTap?: () => void;
}

/** A small icon with a word at the left of the bar: 客服. */
export function PayBarIcon({ icon, text, openType, onTap }: PayBarIconProps) {
  const shared = { className: 'lt-pay-bar-icon', hoverClass: 'lt-press', onClick: onTap, ...aria('button', text) };
  const inside = (
    <>
      <Icon name={icon} size="l" />
      {text}
    </>
  );
  if (!openType) return <View {...shared}>{inside}</View>;
  return (
    <NativeButton {...shared} openType={openType}>
      {inside}
    </NativeButton>
  );
}

function useKeyboardUp(): boolean {
  const [up, setUp] = useState(false);
  useEffect(() => {
    if (process.env.TARO_ENV !== 'weapp') return undefined;
    const listen = ({ height }: { height: number }) => setUp(height > 0);
    Taro.onKeyboardHeightChange(listen);
    return () => Taro.offKeyboardHeightChange(listen);
  }, []);
  return up;
}
