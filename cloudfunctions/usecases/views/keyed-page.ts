/** Rows of one page of a list. */
export const PAGE_ROWS = 20;

/** Cuts a page from rows of which one more than a page was asked for; the cursor is the key of its last row. */
export function keyedPage<Row extends { key: string }>(rows: readonly Row[]): { rows: Row[]; cursor: string | null } {
  const page = rows.slice(0, PAGE_ROWS);
  return { rows: page, cursor: rows.length > PAGE_ROWS ? (page.at(-1)?.key ?? null) : null };
}

/** The condition under which a list, newest first, goes on after a cursor. */
export const before = (cursor: string | undefined): { key?: { lt: string } } =>
  cursor === undefined ? {} : { key: { lt: cursor } };
