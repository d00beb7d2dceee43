import { Image, View } from '@tarojs/components';
import type { Plate } from '@/components/product-picture/product-picture';
import { classNames } from '@/lib/class-names';
import '@/components/product-picture/product-picture.scss';
import './avatar.scss';

interface AvatarProps {
  src?: string;
  /** Its first character stands in for a missing picture. */
  name?: string;
  plate?: Plate;
  /** s 52, m 72, l 96 rpx. */
  size?: 's' | 'm' | 'l';
  className?: string;
}

/** A person, round. Decoration: the name stands beside it. */
export function Avatar({ src, name = '', plate = 'apricot', size = 'm', className }: AvatarProps) {
  return (
    <View className={classNames('lt-avatar', `lt-avatar-${size}`, `lt-plate-${plate}`, className)}>
      {src ? <Image className="lt-avatar-image" src={src} mode="aspectFill" /> : name.slice(0, 1)}
    </View>
  );
}
