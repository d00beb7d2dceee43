import { fen, formatFen } from '../../../src/contract/money';
import { FINDING_CLASSES, type BillKind } from '../../../src/contract/reconciliation';
import type { BillFinding, ReconciliationRow } from '../../../src/contract/views';
import type { BillFindingDocument, ReconciliationDocument } from '../documents';
import type { Ports } from '../ports';

/** Findings of a day, whatever became of them. */
const foundIn = ({ totals }: ReconciliationDocument): number =>
  FINDING_CLASSES.reduce((sum, each) => sum + totals.counts[each], 0);

/** Findings that a day's reconciliation made and that are not settled. */
export const countOpen = (
  { store }: Pick<Ports, 'store'>,
  { merchantId, day }: ReconciliationDocument,
): Promise<number> => store.count('billFindings', { merchantId, firstSeenDay: day, closedAt: null });

/** A day as a row. Most days have no finding, so that only few are counted. */
export async function reconciliationRow(
  ports: Pick<Ports, 'store'>,
  document: ReconciliationDocument,
): Promise<ReconciliationRow> {
  const { state, totals, day } = document;
  const different = foundIn(document);
  const sides = ({ billFen, booksFen }: { billFen: number; booksFen: number }) => ({
    billFen: fen(billFen),
    booksFen: fen(booksFen),
  });
  return {
    day,
    state: state === 'waiting' || state === 'done' ? state : 'running',
    paid: sides(totals.sums.pay),
    refunded: sides(totals.sums.refund),
    transferred: sides(totals.sums.transfer),
    feesFen: fen(totals.feesFen),
    matched: totals.counts.matched,
    different,
    open: different === 0 ? 0 : await countOpen(ports, document),
  };
}

const KIND_WORDS: Readonly<Record<BillKind, string>> = { pay: '付款', refund: '退款', transfer: '提现' };
const CLASS_WORDS: Readonly<Record<BillFindingDocument['class'], string>> = {
  missingInBooks: '账上没有',
  missingInBill: '账单里没有',
  different: '金额不一样',
};

/** A finding in words. orderId: the order that it is about, where there is one. */
export function billFindingView(finding: BillFindingDocument, orderId: string | null): BillFinding {
  const { kind, number, closedAt } = finding;
  return {
    kind,
    number,
    class: finding.class,
    title: `${KIND_WORDS[kind]} · ${CLASS_WORDS[finding.class]}`,
    words: closedAt === null ? openWords(finding) : '后来对上了',
    billFen: finding.billFen === null ? null : fen(finding.billFen),
    booksFen: finding.booksFen === null ? null : fen(finding.booksFen),
    orderId,
    closedAt,
  };
}

/** What is known, and what to do about it. */
function openWords(finding: BillFindingDocument): string {
  const bill = formatFen(fen(finding.billFen ?? 0));
  const books = formatFen(fen(finding.booksFen ?? 0));
  switch (finding.class) {
    case 'missingInBooks':
      return finding.kind === 'pay'
        ? `微信收了 ${bill}，账上还没有。系统已经再问过微信，明天还没对上，就按单号到商户平台核对`
        : `微信付出 ${bill}，账上还没有。明天还没对上，就按单号到商户平台核对`;
    case 'missingInBill':
      return `账上记了 ${books}，当天的账单里没有。请按单号到商户平台核对`;
    case 'different':
      return `微信账单是 ${bill}，账上是 ${books}。请按单号到商户平台核对`;
  }
}
