import { View } from '@tarojs/components';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import type { IconName } from './icon-names';
import './icon.scss';
import './icons.scss';

interface IconProps {
  name: IconName;
  /** xs 22, s 28, m 36, l 44, xl 56 rpx. */
  size?: 'xs' | 's' | 'm' | 'l' | 'xl';
  /** Read aloud; leave it out when words stand beside the icon. */
  label?: string;
  className?: string;
}

/** A line icon in the colour of the text around it. Never put it inside a Text: WeChat would not draw it. */
export function Icon({ name, size = 'm', label, className }: IconProps) {
  return (
    <View
      className={classNames('lt-icon', `lt-icon-size-${size}`, `lt-icon-${name}`, className)}
      {...(label ? aria('img', label) : {})}
    />
  );
}
