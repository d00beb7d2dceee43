import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { PAGE_ROWS } from './views/keyed-page';
import { reconciliationRow } from './views/reconciliation-view';

/** A merchant's days as they were compared with the provider's bills, the newest first. */
export async function listReconciliations(
  { ports, now, caller }: MemberContext,
  { merchantId, cursor }: ParsedInput<'listReconciliations'>,
): Promise<Outcome<CallOutput<'listReconciliations'>>> {
  if (!mayCall('listReconciliations', caller, { merchantId })) return refuse('forbidden');
  const found = await ports.store.find('reconciliations', {
    where: { merchantId, ...(cursor === undefined ? {} : { day: { lt: cursor } }) },
    sort: [['day', -1]],
    limit: PAGE_ROWS + 1,
  });
  const days = found.slice(0, PAGE_ROWS);
  return done({
    now,
    rows: await Promise.all(days.map((day) => reconciliationRow(ports, day))),
    cursor: found.length > PAGE_ROWS ? (days.at(-1)?.day ?? null) : null,
  });
}
