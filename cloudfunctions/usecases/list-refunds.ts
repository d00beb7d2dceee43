import type { RefundState } from '../../src/contract/order';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { before, keyedPage, PAGE_ROWS } from './views/keyed-page';
import { refundRows } from './views/refund-row';

type Input = ParsedInput<'listRefunds'>;

/** null: whatever the state. */
const STATES: Readonly<Record<Input['filter'], readonly RefundState[] | null>> = {
  open: ['requested'],
  sending: ['approved', 'sending'],
  failed: ['failed'],
  done: ['done', 'rejected'],
  all: null,
};

/** A merchant's refunds, newest first; those to be decided oldest first, because the oldest is due first. */
export async function listRefunds(
  context: MemberContext,
  { merchantId, filter, cursor }: Input,
): Promise<Outcome<CallOutput<'listRefunds'>>> {
  const { ports, caller, now } = context;
  if (!mayCall('listRefunds', caller, { merchantId })) return refuse('forbidden');
  const states = STATES[filter];
  const oldestFirst = filter === 'open';
  const place = oldestFirst ? after(cursor) : before(cursor);
  const refunds = await ports.store.find('refunds', {
    where: { merchantId, ...(states === null ? {} : { state: { in: states } }), ...place },
    sort: [['key', oldestFirst ? 1 : -1]],
    limit: PAGE_ROWS + 1,
  });
  const page = keyedPage(refunds);
  return done({ now, rows: await refundRows(context, page.rows), cursor: page.cursor });
}

const after = (cursor: string | undefined): { key?: { gt: string } } =>
  cursor === undefined ? {} : { key: { gt: cursor } };
