import { BLOCK_ROWS, type RowRange } from './visible-range';

/**
 * Which rows of a page lie in its window or within `beyondPx` of it, in whole blocks of differing heights. `topPx` is where
 * the first row stands in the window, in CSS pixels; it falls below 0 as the page scrolls.
 */
export function rowsInView({
  count,
  topPx,
  viewPx,
  beyondPx,
  heightOf,
}: {
  count: number;
  topPx: number;
  viewPx: number;
  beyondPx: number;
  heightOf: (block: RowRange) => number;
}): RowRange {
  let from: number | undefined;
  let to = 0;
  let y = topPx;
  for (let row = 0; row < count && y < viewPx + beyondPx; row += BLOCK_ROWS) {
    const end = Math.min(count, row + BLOCK_ROWS);
    y += heightOf({ from: row, to: end });
    if (y > -beyondPx) from ??= row;
    to = end;
  }
  // Far above or below the window nothing is drawn but one block, so that there is something to come back to.
  return { from: from ?? Math.max(0, to - BLOCK_ROWS), to: Math.max(to, Math.min(count, BLOCK_ROWS)) };
}
