import { fen } from '../../src/contract/money';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { BillFindingDocument, ReconciliationDocument } from './documents';
import type { Store } from './ports';
import { reconciliationId } from './reconcile-day';
import { readById } from './views/read-by-id';
import { billFindingView, reconciliationRow } from './views/reconciliation-view';

type Detail = CallOutput<'getReconciliation'>;

const MOST_FINDINGS = 100;

/** How a day's books compare with the provider's bill, with what does not match in words. */
export async function getReconciliation(
  { ports, now, caller }: MemberContext,
  { merchantId, day }: ParsedInput<'getReconciliation'>,
): Promise<Outcome<Detail>> {
  if (!mayCall('getReconciliation', caller, { merchantId })) return refuse('forbidden');
  const { store } = ports;
  const document = await store.get('reconciliations', reconciliationId(merchantId, day));
  if (!document) return refuse('notFound');
  const ofDay = { merchantId, firstSeenDay: day };
  const [findings, findingsInAll] = await Promise.all([
    // The open ones, whose closedAt is null, come first.
    store.find('billFindings', { where: ofDay, sort: [['closedAt', 1]], limit: MOST_FINDINGS }),
    store.count('billFindings', ofDay),
  ]);
  const orders = await ordersOf(store, merchantId, findings);
  return done({
    now,
    merchantId,
    row: await reconciliationRow(ports, document),
    doneAt: document.doneAt,
    counts: document.totals.counts,
    cumulative: cumulativeOf(document),
    findings: findings.map((finding) => billFindingView(finding, orders.get(finding._id) ?? null)),
    findingsInAll,
  });
}

function cumulativeOf({ cumulative }: ReconciliationDocument): Detail['cumulative'] {
  if (cumulative === null) return null;
  const { billFen, booksFen, findingsFen } = cumulative;
  return {
    billFen: fen(billFen),
    booksFen: fen(booksFen),
    findingsFen: fen(findingsFen),
    agrees: billFen - booksFen === findingsFen,
  };
}

/** By finding, the order of this merchant that it is about. */
async function ordersOf(
  store: Store,
  merchantId: string,
  findings: readonly BillFindingDocument[],
): Promise<Map<string, string>> {
  const numbers = (kind: BillFindingDocument['kind']) =>
    findings.filter((finding) => finding.kind === kind).map(({ number }) => number);
  const [orders, refunds] = await Promise.all([
    readById(store, 'orders', numbers('pay')),
    readById(store, 'refunds', numbers('refund')),
  ]);
  return new Map(
    findings.flatMap(({ _id, kind, number }) => {
      const about = kind === 'pay' ? orders.get(number) : kind === 'refund' ? refunds.get(number) : undefined;
      if (about?.merchantId !== merchantId) return [];
      return [[_id, 'orderId' in about ? about.orderId : about._id] as const];
    }),
  );
}
