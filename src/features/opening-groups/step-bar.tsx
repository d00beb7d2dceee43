import { View } from '@tarojs/components';
import { Icon } from '@/components/icon/icon';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './step-bar.scss';

interface StepBarProps {
  steps: readonly string[];
  /** Position of the present step, from 0. */
  at: number;
}

/** How far one is on a way of a few steps. */
export function StepBar({ steps, at }: StepBarProps) {
  return (
    <View className="steps" {...aria('group', `第 ${at + 1} 步，共 ${steps.length} 步：${steps[at] ?? ''}`)}>
      {steps.map((step, index) => (
        <View key={step} className={classNames('step', index === at && 'step-now', index < at && 'step-done')}>
          <View className="step-mark">{index < at ? <Icon name="check-bold" size="xs" /> : index + 1}</View>
          {step}
        </View>
      ))}
    </View>
  );
}
