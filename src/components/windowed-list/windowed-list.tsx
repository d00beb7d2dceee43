import { useMemo, useRef, useState, type ReactNode } from 'react';
import { ScrollView, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { pxPerRpx } from '@/lib/rpx';
import { visibleRange } from './visible-range';
import './windowed-list.scss';

interface WindowedListProps<Item> {
  items: readonly Item[];
  keyOf: (item: Item, index: number) => string;
  renderRow: (item: Item, index: number) => ReactNode;
  /** Height of one row in rpx, its gap included; rows should not be lower. */
  rowHeight: number;
  /** CSS height of the scrolling area, e.g. `calc(100vh - 400rpx)`; 100% of a parent that has one by default. */
  height?: string;
  /** Scrolls along above and below the rows. */
  header?: ReactNode;
  footer?: ReactNode;
  /** Height of the header in rpx, about: the rows begin below it. */
  headerHeight?: number;
  onReachEnd?: () => void;
  /** Pulled down at the top; WeChat only, a browser's scroll view knows no pull. */
  onRefresh?: () => Promise<unknown>;
}

/** A long list that draws only the rows near the window, whatever its length. */
export function WindowedList<Item>(props: WindowedListProps<Item>) {
  const { items, keyOf, renderRow, rowHeight, height = '100%', header, footer, headerHeight = 0 } = props;
  const { onReachEnd, onRefresh } = props;
  const rowPx = useMemo(() => rowHeight * pxPerRpx(), [rowHeight]);
  const viewPx = useMemo(() => Taro.getWindowInfo().windowHeight, []);
  const [scrollPx, setScrollPx] = useState(0);
  const drawnAt = useRef(0);
  const [pulled, setPulled] = useState(false);

  const { from, to } = visibleRange({
    count: items.length,
    rowPx,
    viewPx,
    scrollPx: scrollPx - headerHeight * pxPerRpx(),
  });
  const scrolled = (top: number) => {
    // A new pass for every few rows, not for every event: each one crosses to the view layer.
    if (Math.abs(top - drawnAt.current) < rowPx * 2 && top > rowPx) return;
    if (top === drawnAt.current) return;
    drawnAt.current = top;
    setScrollPx(top);
  };
  const refresh = () => {
    setPulled(true);
    void onRefresh?.().finally(() => setPulled(false));
  };
  return (
    <ScrollView
      className="lt-windowed"
      style={{ height }}
      scrollY
      lowerThreshold={200}
      onScroll={(event) => scrolled(event.detail.scrollTop)}
      onScrollToLower={onReachEnd}
      {...(onRefresh ? { refresherEnabled: true, refresherTriggered: pulled, onRefresherRefresh: refresh } : {})}
    >
      {header}
      <View style={{ height: `${from * rowPx}px` }} />
      {items.slice(from, to).map((item, i) => (
        <View key={keyOf(item, from + i)} className="lt-windowed-row" style={{ minHeight: `${rowPx}px` }}>
          {renderRow(item, from + i)}
        </View>
      ))}
      <View style={{ height: `${(items.length - to) * rowPx}px` }} />
      {footer}
    </ScrollView>
  );
}
