import { useEffect, useRef, useState } from 'react';
import { Text, View } from '@tarojs/components';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { aria } from '@/lib/aria';
import { classNames } from '@/lib/class-names';
import { isSoon, leftText, leftWords, msToNextText } from './left-text';
import './count-down.scss';

interface CountDownProps {
  /** The moment it runs out, as the server's epoch milliseconds. */
  deadline: number;
  /** The server's clock when this was loaded, epoch milliseconds. The phone's clock only measures what passes since. */
  now: number;
  /** Words before the digits: 距截单. Empty for digits alone. */
  label?: string;
  /** Words added in the last ten minutes; empty for none. */
  soonText?: string;
  /** Shows mm:ss within the last hour, for the fifteen minutes of an unpaid order. */
  short?: boolean;
  size?: 'sub' | 'l';
  className?: string;
  /** Called once when the deadline is reached: time to ask the server again. */
  onZero?: () => void;
}

/** Time left until a true deadline. Stops while the page is hidden and never shows less than zero. */
export function CountDown({
  deadline,
  now,
  label = '',
  soonText = '即将截单',
  short = false,
  size = 'sub',
  className,
  onZero,
}: CountDownProps) {
  const offset = useRef(0);
  const [left, setLeft] = useState(() => Math.max(0, deadline - now));
  const [shown, setShown] = useState(true);
  const zeroFor = useRef<number | null>(null);
  const onZeroRef = useRef(onZero);
  onZeroRef.current = onZero;

  useDidShow(() => setShown(true));
  useDidHide(() => setShown(false));

  // Declared before the ticking effect, which reads the offset in the same pass.
  useEffect(() => {
    offset.current = now - Date.now();
  }, [now]);

  useEffect(() => {
    if (!shown) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tick = () => {
      const rest = Math.max(0, deadline - (Date.now() + offset.current));
      setLeft(rest);
      if (rest > 0) {
        timer = setTimeout(tick, msToNextText(rest));
      } else if (zeroFor.current !== deadline) {
        zeroFor.current = deadline;
        onZeroRef.current?.();
      }
    };
    tick();
    return () => clearTimeout(timer);
  }, [deadline, now, shown]);

  const soon = soonText !== '' && isSoon(left);
  const words = `${label}还有 ${leftWords(left)}${soon ? `，${soonText}` : ''}`;
  return (
    <View className={classNames('lt-count-down', className)} {...aria('timer', words)}>
      {label !== '' && <Text className="lt-count-down-label">{label}</Text>}
      <Text className={`lt-count-down-digits lt-count-down-${size}`}>{leftText(left, short)}</Text>
      {soon && <Text className="lt-count-down-soon">{soonText}</Text>}
    </View>
  );
}
