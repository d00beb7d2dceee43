import { fen, formatFen } from '../../../src/contract/money';
import type { Book, LedgerRow } from '../../../src/contract/views';
import type { JournalDocument, OrderDocument } from '../documents';
import type { StatementRow } from './statement';
import { multiplierWords, orderWords } from './words';

/** Whose statement it is, and the orders that its journals speak of. */
export interface Reader {
  book: Book;
  memberId: string;
  orders: ReadonlyMap<string, OrderDocument>;
}

/** A row of a statement in words: those of the journal's memo where it has some, else what its kind and order say. */
export function ledgerRow(row: StatementRow, reader: Reader): LedgerRow {
  const { journal, amount, balance } = row;
  const kind = kindOf(journal);
  const own = ownWords(row, reader, kind);
  // The memo speaks to the member of the order; what a neighbour bought is not for whoever invited them.
  const memo = isNeighbours(journal, reader) ? {} : journal.memo;
  return {
    journalId: journal._id,
    kind,
    title: typeof memo.title === 'string' ? memo.title : own.title,
    why: typeof memo.why === 'string' ? memo.why : own.why,
    at: journal.at,
    amount,
    balance,
  };
}

function kindOf({ kind, memo }: JournalDocument): LedgerRow['kind'] {
  switch (kind) {
    case 'settle':
      return 'orderDone';
    case 'earn':
      return memo.earned === 'checkIn' || memo.earned === 'firstOrder' ? memo.earned : 'other';
    case 'hold':
      return 'spent';
    case 'release':
      return 'spendReturned';
    case 'refund':
      return 'refundReturned';
    case 'correct':
      return 'correction';
    case 'expire':
      return 'expired';
    case 'redeem':
      return 'redeemed';
    case 'withdraw':
      return 'withdrawal';
    case 'withdraw-failed':
      return 'withdrawalReturned';
    case 'pay':
    case 'withdrawn':
      return 'other';
  }
}

/** Whether the journal is about an order of somebody else than the reader, who only invited them. */
function isNeighbours({ memo }: JournalDocument, { book, memberId, orders }: Reader): boolean {
  if (book === 'commission' || typeof memo.orderId !== 'string') return false;
  return book === 'referral' || orders.get(memo.orderId)?.memberId !== memberId;
}

const EARNED_TITLES: Readonly<Record<string, string>> = {
  checkIn: '每日签到',
  firstOrder: '完成第一单',
  review: '评价',
  survey: '填写问卷',
  suggestion: '建议被采纳',
  profile: '完善资料',
};

function ownWords(row: StatementRow, reader: Reader, kind: LedgerRow['kind']): { title: string; why: string } {
  const { memo } = row.journal;
  const neighbours = isNeighbours(row.journal, reader);
  const order = neighbours || typeof memo.orderId !== 'string' ? undefined : reader.orders.get(memo.orderId);
  const titled = (title: string): string => (order ? `${title} · ${orderWords(order.lines)}` : title);
  switch (kind) {
    case 'orderDone':
      if (neighbours) return { title: '邻居完成订单', why: '' };
      return { title: titled('订单完成'), why: whyEarned(row.journal, reader.book, order) };
    case 'spent':
      return { title: titled('抵扣订单'), why: `抵 ${formatFen(fen(Math.abs(row.amount)))}` };
    case 'spendReturned':
      return { title: titled('订单取消'), why: '积分退回' };
    case 'refundReturned':
      return { title: titled('退款'), why: '积分退回' };
    case 'correction':
      return { title: neighbours ? '邻居退款更正' : titled('退款更正'), why: '按退款后的实付重算' };
    case 'expired':
      return { title: '积分到期', why: '' };
    case 'redeemed':
      return { title: '积分兑换', why: '' };
    case 'withdrawal':
      return { title: '提现', why: '' };
    case 'withdrawalReturned':
      return { title: '提现退回', why: '没有到账，钱回到可提现' };
    case 'checkIn':
    case 'firstOrder':
    case 'other':
      return { title: EARNED_TITLES[String(memo.earned)] ?? '其他', why: streakWords(memo.streak) };
  }
}

/** A single day is no streak yet. */
const streakWords = (streak: unknown): string =>
  typeof streak === 'number' && streak > 1 ? `连续第 ${streak} 天` : '';

/** `实付 ¥98.76 × 1.1 倍`; the multiplier counts for points only, and says something only where it is not 1. */
function whyEarned({ memo }: JournalDocument, book: Book, order: OrderDocument | undefined): string {
  if (typeof memo.keptFen !== 'number') return '';
  const kept = `实付 ${formatFen(fen(memo.keptFen))}`;
  const bps = order?.terms?.multiplierBps;
  return book === 'points' && bps !== undefined && bps !== 10_000 ? `${kept} × ${multiplierWords(bps)}` : kept;
}
