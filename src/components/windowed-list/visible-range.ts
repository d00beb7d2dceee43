/** Rows that are drawn, and left out, together: a step of scrolling sends one block to the view layer, not the window. */
export const BLOCK_ROWS = 2;
/** CSS pixels beyond the window that are drawn once it moves, so that a quick push finds rows there. */
export const SPARE_PX = 400;

export interface RowRange {
  /** Included. */
  from: number;
  /** Excluded. */
  to: number;
}

/** Which rows to draw, in whole blocks. All lengths in CSS pixels; scrollPx is below 0 where a header stands above the rows. */
export function visibleRange({
  count,
  rowPx,
  viewPx,
  scrollPx,
  sparePx = SPARE_PX,
}: {
  count: number;
  rowPx: number;
  viewPx: number;
  scrollPx: number;
  sparePx?: number;
}): RowRange {
  const shown = Math.max(0, Math.ceil((viewPx + Math.min(0, scrollPx)) / rowPx));
  const first = Math.floor(Math.max(0, scrollPx) / rowPx);
  const spareRows = Math.ceil(sparePx / rowPx);
  const from = Math.max(0, Math.min(first - spareRows, count - shown - spareRows));
  return inBlocks({ from, to: Math.max(first, from) + shown + spareRows }, count);
}

function inBlocks({ from, to }: RowRange, count: number): RowRange {
  return {
    from: Math.floor(from / BLOCK_ROWS) * BLOCK_ROWS,
    to: Math.min(count, Math.ceil(to / BLOCK_ROWS) * BLOCK_ROWS),
  };
}
