/** Rows kept above and below the window, so that a quick push finds them drawn. */
const SPARE = 6;

/** Which rows to draw: from (included) to (excluded). All lengths in CSS pixels. */
export function visibleRange({
  count,
  rowPx,
  viewPx,
  scrollPx,
}: {
  count: number;
  rowPx: number;
  viewPx: number;
  scrollPx: number;
}): { from: number; to: number } {
  const shown = Math.ceil(viewPx / rowPx);
  const first = Math.floor(Math.max(0, scrollPx) / rowPx);
  const from = Math.max(0, Math.min(first - SPARE, count - shown - SPARE));
  return { from, to: Math.min(count, Math.max(first, from) + shown + SPARE) };
}
