import { useState, type ReactNode } from 'react';
import { Input, View } from '@tarojs/components';
import { aria, ariaField } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import './code-input.scss';

interface CodeInputProps {
  /** Digits so far; keeps no state of its own. */
  value: string;
  length?: number;
  /** What the server said about the code: typing says nothing yet. */
  status?: 'typing' | 'matched' | 'none' | 'taken' | 'other-point';
  /** The sentence beside it; taken needs the time, so pass it. By default that of the status. */
  message?: string;
  autoFocus?: boolean;
  onChange: (value: string) => void;
  /** Called once all digits are there. */
  onComplete?: (value: string) => void;
  /** Below the boxes: who and what was matched. */
  children?: ReactNode;
}

const MESSAGE = {
  typing: '',
  matched: '',
  none: '没有这个取件码，再核对一下数字',
  taken: '这个码已经取过了',
  'other-point': '这个码属于别的自提点',
} as const;

/** Six boxes over one number field. */
export function CodeInput({
  value,
  length = 6,
  status = 'typing',
  message = MESSAGE[status],
  autoFocus = false,
  onChange,
  onComplete,
  children,
}: CodeInputProps) {
  const [focused, setFocused] = useState(autoFocus);
  const typed = (raw: string) => {
    const digits = raw.replace(/\D/g, '').slice(0, length);
    if (digits !== value) {
      onChange(digits);
      if (digits.length === length) onComplete?.(digits);
    }
    return digits;
  };
  return (
    <View>
      <View className="lt-code">
        {Array.from({ length }, (_, i) => {
          const now = focused && i === value.length;
          return (
            <View key={i} className={classNames('lt-code-box', now && 'lt-code-now')}>
              {value[i] ?? ''}
              {now && <View className="lt-code-caret" />}
            </View>
          );
        })}
        <Input
          className="lt-code-field"
          type="number"
          value={value}
          maxlength={length}
          focus={autoFocus}
          cursor={value.length}
          onInput={(event) => typed(event.detail.value)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          {...ariaField(`取件码输入，已输入 ${value.length} 位`)}
        />
      </View>
      {message && (
        <View className={`lt-code-message lt-code-${status}`} {...aria('alert')}>
          {message}
        </View>
      )}
      {children && <View className="lt-code-match">{children}</View>}
    </View>
  );
}
