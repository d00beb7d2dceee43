import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done } from './context';
import { before, keyedPage, PAGE_ROWS } from './views/keyed-page';
import { readById } from './views/read-by-id';
import { redemptionView } from './views/reward-view';

/** What the caller had for points at all merchants, newest first. */
export async function listRedemptions(
  { ports, now, caller }: MemberContext,
  { cursor }: ParsedInput<'listRedemptions'>,
): Promise<Outcome<CallOutput<'listRedemptions'>>> {
  const redemptions = await ports.store.find('redemptions', {
    where: { memberId: caller._id, ...before(cursor) },
    sort: [['key', -1]],
    limit: PAGE_ROWS + 1,
  });
  const page = keyedPage(redemptions);
  const points = await readById(
    ports.store,
    'points',
    page.rows.flatMap(({ pointId }) => pointId ?? []),
  );
  const rows = page.rows.map((each) => redemptionView(each, points.get(each.pointId ?? ''), true));
  return done({ now, rows, cursor: page.cursor });
}
