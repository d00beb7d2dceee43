import { useEffect, useRef } from 'react';
import { View } from '@tarojs/components';
import { classNames } from '@/lib/class-names';
import './window-row.scss';

interface WindowRowProps {
  count: number;
  lit: number;
  /** facade: ten a row, fills the width; tier: twenty a row; strip and small: a fixed size; mini: on white. */
  look: 'facade' | 'strip' | 'mini' | 'tier' | 'small';
}

/** Milliseconds between two windows that light up after each other. */
const APART = 40;

/** A row of windows. Those that light up while it is on screen do so one after the other, once. */
export function WindowRow({ count, lit, look }: WindowRowProps) {
  const before = useRef(lit);
  const from = before.current;
  useEffect(() => {
    before.current = lit;
  }, [lit]);
  return (
    <View className={`lt-windows lt-windows-${look}`}>
      {Array.from({ length: count }, (_, i) => (
        <View
          key={i}
          className={classNames(
            'lt-window',
            i < lit && 'lt-window-on',
            i === lit - 1 && 'lt-window-new',
            i < lit && i >= from && 'lt-window-lights',
          )}
          {...(i < lit && i > from ? { style: { animationDelay: `${(i - from) * APART}ms` } } : {})}
        />
      ))}
    </View>
  );
}
