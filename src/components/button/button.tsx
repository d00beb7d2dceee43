import { useRef, useState, type ReactNode } from 'react';
import { Button as NativeButton, View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import type { IconName } from '@/components/icon/icon-names';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './button.scss';

interface ButtonProps {
  children: ReactNode;
  /** primary: the one filled button of a screen; off looks and is unavailable. */
  tone?: 'primary' | 'secondary' | 'outline' | 'off';
  /** normal 92 rpx, m 72 rpx to the eye and 88 to the finger. */
  size?: 'normal' | 'm';
  icon?: IconName;
  /** Takes the room that is left in a row. */
  grow?: boolean;
  /** 16 rpx to the next button at its right. */
  gap?: boolean;
  /** Takes the whole line. */
  block?: boolean;
  loading?: boolean;
  /** What WeChat opens by itself: share a page, the service chat, the album's settings. */
  openType?: 'share' | 'contact' | 'openSetting';
  /** For `share`: tells the page's onShareAppMessage what was shared. */
  dataset?: Record<string, string>;
  /** Read aloud when the words alone are not enough. */
  label?: string;
  className?: string;
  /** While a returned promise is pending the button shows it and takes no further taps. */
  onTap?: () => void | Promise<unknown>;
}

/** A button that names its act. A tap counts once until its work is done. */
export function Button({
  children,
  tone = 'primary',
  size = 'normal',
  icon,
  grow,
  gap,
  block,
  loading = false,
  openType,
  dataset = {},
  label,
  className,
  onTap,
}: ButtonProps) {
  const [pending, setPending] = useState(false);
  const locked = useRef(false);
  const busy = loading || pending;
  const off = tone === 'off';

  const tap = () => {
    if (off || loading || locked.current) return;
    const work = onTap?.();
    if (!work) return;
    locked.current = true;
    setPending(true);
    const release = () => {
      locked.current = false;
      setPending(false);
    };
    work.then(release, release);
  };

  const shared = {
    className: classNames(
      'lt-btn',
      `lt-btn-${tone}`,
      size === 'm' && 'lt-btn-m',
      grow && 'lt-btn-grow',
      gap && 'lt-btn-gap',
      block && 'lt-btn-block',
      busy && 'lt-btn-busy',
      className,
    ),
    hoverClass: off || busy ? 'none' : 'lt-press',
    onClick: tap,
    ...aria('button', label ?? (typeof children === 'string' ? children : undefined), { disabled: off || busy }),
  };
  const inside = (
    <>
      {busy ? (
        <Icon name="circle-notch" size={size === 'm' ? 's' : 'm'} className="lt-btn-icon lt-btn-turn" />
      ) : (
        icon && <Icon name={icon} size={size === 'm' ? 's' : 'm'} className="lt-btn-icon" />
      )}
      {children}
    </>
  );
  if (!openType) return <View {...shared}>{inside}</View>;
  const data = Object.fromEntries(Object.entries(dataset).map(([key, value]) => [`data-${key}`, value]));
  return (
    <NativeButton {...shared} {...data} openType={openType}>
      {inside}
    </NativeButton>
  );
}
