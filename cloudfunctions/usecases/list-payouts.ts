import type { WithdrawalState } from '../../src/contract/withdrawal';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { WithdrawalDocument } from './documents';
import { before, keyedPage, PAGE_ROWS } from './views/keyed-page';
import { payouts } from './views/payouts';

type Filter = Exclude<ParsedInput<'listPayouts'>['filter'], 'all'>;

const STATES: Readonly<Record<Filter, readonly WithdrawalState[]>> = {
  waiting: ['requested'],
  underWay: ['approved', 'waitingConfirm'],
  paid: ['paid'],
  ended: ['expired', 'failed', 'rejected'],
};

/** What a merchant is asked to pay out, is paying and has paid, the newest first. */
export async function listPayouts(
  context: MemberContext,
  { merchantId, filter, cursor }: ParsedInput<'listPayouts'>,
): Promise<Outcome<CallOutput<'listPayouts'>>> {
  const { ports, now, caller } = context;
  if (!mayCall('listPayouts', caller, { merchantId })) return refuse('forbidden');
  const withdrawals = await ports.store.find('withdrawals', {
    where: { merchantId, ...(filter === 'all' ? {} : { state: { in: STATES[filter] } }), ...before(cursor) },
    sort: [['key', -1]],
    limit: PAGE_ROWS + 1,
  });
  const page = keyedPage<WithdrawalDocument>(withdrawals);
  return done({ now, rows: await payouts(context, page.rows), cursor: page.cursor });
}
