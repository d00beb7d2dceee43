import { View } from '@tarojs/components';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './switch.scss';

interface SwitchProps {
  checked: boolean;
  /** What it turns on: 使用积分. */
  label: string;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** On or off, at once. */
export function Switch({ checked, label, disabled = false, onChange }: SwitchProps) {
  return (
    <View
      className={classNames('lt-switch', checked && 'lt-switch-on', disabled && 'lt-switch-disabled')}
      onClick={() => {
        if (!disabled) onChange(!checked);
      }}
      {...aria('switch', label, { checked, disabled })}
    >
      <View className="lt-switch-knob" />
    </View>
  );
}
