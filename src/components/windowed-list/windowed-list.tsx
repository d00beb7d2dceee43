import { useMemo, useState, type ReactNode } from 'react';
import { ScrollView, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { readNavMetrics } from '@/lib/nav-metrics';
import { pxPerRpx } from '@/lib/rpx';
import { OwnUpdates } from './own-updates';
import { RowBlocks } from './row-blocks';
import { BLOCK_ROWS, visibleRange } from './visible-range';
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
  /** rpx that bars and chips take above and below the list, the navigation bar not counted. */
  aroundHeight?: number;
  onReachEnd?: () => void;
  /** Pulled down at the top; WeChat only, a browser's scroll view knows no pull. */
  onRefresh?: () => Promise<unknown>;
}

/** Before anybody scrolled little is drawn beyond the window: the first screen is to come at once. A header is only about as high. */
const SPARE_AT_REST_PX = 50;

/** A list is at most as high as the window below the navigation bar. */
function mostPx(): number {
  const { statusPx, barPx } = readNavMetrics();
  return Taro.getWindowInfo().windowHeight - statusPx - barPx;
}

/** A long list that draws only the rows near the window, whatever its length. */
export function WindowedList<Item>(props: WindowedListProps<Item>) {
  const { items, keyOf, renderRow, rowHeight, height = '100%', header, footer } = props;
  const { headerHeight = 0, aroundHeight = 0, onReachEnd, onRefresh } = props;
  const { rowPx, headerPx, viewPx } = useMemo(() => {
    const px = pxPerRpx();
    return { rowPx: rowHeight * px, headerPx: headerHeight * px, viewPx: mostPx() - aroundHeight * px };
  }, [rowHeight, headerHeight, aroundHeight]);
  /** First row in the window, in whole blocks: between them nothing new is drawn. Unknown until somebody scrolls. */
  const [top, setTop] = useState<number>();
  const [pulled, setPulled] = useState(false);

  const drawn = visibleRange({
    count: items.length,
    rowPx,
    viewPx,
    ...(top === undefined ? { scrollPx: -headerPx, sparePx: SPARE_AT_REST_PX } : { scrollPx: top * rowPx }),
  });
  const scrolled = (scrollPx: number) => {
    const row = Math.max(0, scrollPx - headerPx) / rowPx;
    setTop(Math.floor(row / BLOCK_ROWS) * BLOCK_ROWS);
  };
  const refresh = () => {
    setPulled(true);
    void onRefresh?.().finally(() => setPulled(false));
  };
  const row = (index: number) => {
    const item = items[index] as Item;
    return (
      <View key={keyOf(item, index)} className="lt-windowed-row" style={{ minHeight: `${rowPx}px` }}>
        <OwnUpdates>{renderRow(item, index)}</OwnUpdates>
      </View>
    );
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
      {header && <View>{header}</View>}
      <View>
        <RowBlocks count={items.length} drawn={drawn} heightOf={({ from, to }) => (to - from) * rowPx} row={row} />
      </View>
      {footer && <View>{footer}</View>}
    </ScrollView>
  );
}
