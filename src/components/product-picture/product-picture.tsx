import { useState } from 'react';
import { Image, View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './product-picture.scss';

export type Plate = 'apricot' | 'mint' | 'butter' | 'blush' | 'sky' | 'lilac' | 'oat';

interface ProductPictureProps {
  /** Address of a square picture (or a wide one for `hero` and `top`); without one the plate stays empty. */
  src?: string;
  /** Ground behind the picture, also seen while it loads. */
  plate?: Plate;
  /** s 112, m 144, l 168, xl 208 rpx square; hero 304 and top 448 rpx high over the whole width. */
  size?: 's' | 'm' | 'l' | 'xl' | 'hero' | 'top';
  /** What is on it; leave it out when the name stands beside it. */
  label?: string;
  /** Paler, for what is sold out. */
  faded?: boolean;
  className?: string;
}

/** A product's picture on its coloured plate. */
export function ProductPicture({ src, plate = 'oat', size = 'm', label, faded, className }: ProductPictureProps) {
  const [broken, setBroken] = useState('');
  // A wide box shows the whole picture; plate and table go on beside it.
  const wide = size === 'hero' || size === 'top';
  return (
    <View
      className={classNames(
        'lt-picture',
        `lt-picture-${size}`,
        `lt-plate-${plate}`,
        faded && 'lt-picture-faded',
        className,
      )}
      {...(label ? aria('img', label) : {})}
    >
      {src && src !== broken ? (
        <Image
          className={classNames('lt-picture-image', wide && 'lt-picture-whole')}
          src={src}
          mode={wide ? 'aspectFit' : 'aspectFill'}
          lazyLoad
          onError={() => setBroken(src)}
        />
      ) : (
        <Icon name="basket" size="l" className="lt-picture-none" />
      )}
    </View>
  );
}
