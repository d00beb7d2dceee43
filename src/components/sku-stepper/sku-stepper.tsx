import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './sku-stepper.scss';

interface SkuStepperProps {
  /** Units chosen, an integer from min to max. */
  value: number;
  min?: number;
  max: number;
  /** Product name, for the reader. */
  label: string;
  /** Shown while the value stands at max: 每户限 3 份. */
  maxReason?: string;
  /** Shown while the value stands at min above zero. */
  minReason?: string;
  onChange: (value: number) => void;
}

/** Less, count, more. At a limit that side goes pale and the reason stands below. */
export function SkuStepper({ value, min = 0, max, label, maxReason, minReason, onChange }: SkuStepperProps) {
  const atMin = value <= min;
  const atMax = value >= max;
  const reason = atMax ? maxReason : atMin && min > 0 ? minReason : undefined;
  const side = (words: string, icon: 'minus' | 'plus', off: boolean, next: number) => (
    <View
      className={classNames('lt-stepper-side', off && 'lt-stepper-off')}
      hoverClass={off ? 'none' : 'lt-press'}
      onClick={() => {
        if (!off) onChange(next);
      }}
      {...aria('button', `${words} ${label}${off && reason ? `，${reason}` : ''}`, { disabled: off })}
    >
      <Icon name={icon} size="s" />
    </View>
  );
  return (
    <View className="lt-stepper-box">
      <View className="lt-stepper">
        {side('减一份', 'minus', atMin, value - 1)}
        <View className="lt-stepper-count" {...aria('status', `${label} ${value} 份`)}>
          {value}
        </View>
        {side('加一份', 'plus', atMax, value + 1)}
      </View>
      {reason && <View className="lt-stepper-reason">{reason}</View>}
    </View>
  );
}
