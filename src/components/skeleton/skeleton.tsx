import { useEffect, useRef, useState } from 'react';
import { View } from '@tarojs/components';
import { aria } from '@/lib/aria';
import './skeleton.scss';

interface SkeletonProps {
  /** item: picture cards as in a list of groups; lines: text rows; facade: one tall block, then lines. */
  shape?: 'item' | 'lines' | 'facade';
  /** How many blocks. */
  count?: number;
  /** Called once after 8 s: show the error state instead. */
  onSlow?: () => void;
}

/** Milliseconds before anything is drawn: what is quick must not flicker. */
const APPEARS = 200;
const SLOW = 8000;

/** The page's shape while it loads. */
export function Skeleton({ shape = 'item', count = 3, onSlow }: SkeletonProps) {
  const [shown, setShown] = useState(false);
  const slow = useRef(onSlow);
  slow.current = onSlow;
  useEffect(() => {
    const appears = setTimeout(() => setShown(true), APPEARS);
    const gives = setTimeout(() => slow.current?.(), SLOW);
    return () => {
      clearTimeout(appears);
      clearTimeout(gives);
    };
  }, []);
  if (!shown) return null;
  return (
    <View className="lt-skeleton" {...aria('status', '加载中')}>
      {shape === 'facade' && <View className="lt-skeleton-facade" />}
      {Array.from({ length: count }, (_, i) => (
        <View key={i} className="lt-skeleton-card">
          {shape === 'item' && <View className="lt-skeleton-block lt-skeleton-picture" />}
          <View className="lt-skeleton-body">
            <View className="lt-skeleton-block lt-skeleton-title" />
            <View className="lt-skeleton-block lt-skeleton-text" />
            {shape === 'item' && (
              <View className="lt-skeleton-foot">
                <View className="lt-skeleton-block lt-skeleton-price" />
                <View className="lt-skeleton-block lt-skeleton-button" />
              </View>
            )}
          </View>
        </View>
      ))}
    </View>
  );
}
