import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './doorplate.scss';

interface DoorplateProps {
  /** The pickup point's name. */
  name: string;
  /** place: says where; switcher: opens the choice of another; code: carries a pickup code after the name. */
  variant?: 'place' | 'switcher' | 'code';
  /** Six digits, for `code`. */
  code?: string;
  size?: 'normal' | 'small';
  onTap?: () => void;
  className?: string;
}

/** The enamel plate beside a door: a pickup point, everywhere the same. */
export function Doorplate({ name, variant = 'place', code = '', size = 'normal', onTap, className }: DoorplateProps) {
  const switcher = variant === 'switcher';
  const words = {
    place: `自提点 ${name}`,
    switcher: `自提点 ${name}，点按更换`,
    code: `${name}，取件码 ${code.split('').join(' ')}`,
  }[variant];
  return (
    <View
      className={classNames('lt-doorplate-tap', className)}
      {...(onTap ? { hoverClass: 'lt-press', onClick: onTap } : {})}
      {...aria(onTap ? 'button' : 'group', words)}
    >
      <View className={`lt-doorplate lt-doorplate-${size}`}>
        {switcher && <Icon name="map-pin-fill" size="s" className="lt-doorplate-pin" />}
        <View className="lt-doorplate-name">{name}</View>
        {variant === 'code' && <View className="lt-doorplate-code">{`${code.slice(0, 3)} ${code.slice(3)}`}</View>}
        {switcher && <Icon name="caret-down" size="s" className="lt-doorplate-caret" />}
      </View>
    </View>
  );
}
