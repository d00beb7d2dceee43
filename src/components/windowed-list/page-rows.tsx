import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { View } from '@tarojs/components';
import Taro, { usePageScroll } from '@tarojs/taro';
import { pxPerRpx } from '@/lib/rpx';
import { measureBlocks } from './measure-blocks';
import { OwnUpdates } from './own-updates';
import { RowBlocks } from './row-blocks';
import { rowsInView } from './rows-in-view';
import { BLOCK_ROWS, SPARE_PX, type RowRange } from './visible-range';
import './windowed-list.scss';

interface PageRowsProps<Item> {
  items: readonly Item[];
  keyOf: (item: Item, index: number) => string;
  renderRow: (item: Item, index: number) => ReactNode;
  /** Height of one row in rpx, about: the room of rows that were never drawn. */
  rowHeight: number;
  /** Rows that fill the first screen, an even number. */
  first?: number;
}

const FIRST_ROWS = 4 * BLOCK_ROWS;

let made = 0;

/**
 * The rows of a page that scrolls as a whole; draws those in the window and about half a screen around it. Rows may differ in height: what
 * was drawn leaves a room as high as it was measured.
 */
export function PageRows<Item>({ items, keyOf, renderRow, rowHeight, first = FIRST_ROWS }: PageRowsProps<Item>) {
  const [id] = useState(() => `lt-rows-${(made += 1)}`);
  const [drawn, setDrawn] = useState<RowRange>({ from: 0, to: first });
  const heights = useRef(new Map<number, number>());
  const count = items.length;
  const rowPx = rowHeight * pxPerRpx();
  const heightOf = ({ from, to }: RowRange): number => {
    let px = 0;
    for (let row = from; row < to; row += BLOCK_ROWS)
      px += heights.current.get(row / BLOCK_ROWS) ?? rowPx * Math.min(BLOCK_ROWS, to - row);
    return px;
  };
  const latest = useRef(heightOf);
  latest.current = heightOf;

  const look = useCallback(
    async (beyondPx: number) => {
      const measured = await measureBlocks(id);
      if (!measured) return;
      measured.blocks.forEach(({ block, heightPx }) => heights.current.set(block, heightPx));
      const next = rowsInView({
        count,
        topPx: measured.topPx,
        viewPx: Taro.getWindowInfo().windowHeight,
        beyondPx,
        heightOf: latest.current,
      });
      setDrawn((before) => (before.from === next.from && before.to === next.to ? before : next));
    },
    [id, count],
  );
  const lookOnce = useLatestOnly(look);
  const more = count > first;
  const shown = more && drawn.from < count ? drawn : { from: 0, to: first };
  useEffect(() => {
    // A window higher than the first rows.
    if (more) void lookOnce(0);
  }, [more, lookOnce]);
  usePageScroll(() => {
    if (more) void lookOnce(SPARE_PX);
  });
  return (
    <View id={id}>
      <RowBlocks
        count={count}
        drawn={shown}
        heightOf={heightOf}
        idOf={(block) => `${id}-${block}`}
        row={(index) => {
          const item = items[index] as Item;
          return <OwnUpdates key={keyOf(item, index)}>{renderRow(item, index)}</OwnUpdates>;
        }}
      />
    </View>
  );
}

/** Scrolling tells of itself many times a second; while one look is on its way the last of them waits. */
function useLatestOnly(work: (beyondPx: number) => Promise<void>): (beyondPx: number) => Promise<void> {
  const busy = useRef(false);
  const waiting = useRef<number>();
  return useCallback(
    async (beyondPx: number) => {
      waiting.current = beyondPx;
      if (busy.current) return;
      busy.current = true;
      while (waiting.current !== undefined) {
        const next = waiting.current;
        waiting.current = undefined;
        await work(next);
      }
      busy.current = false;
    },
    [work],
  );
}
