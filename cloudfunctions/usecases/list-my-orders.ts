import type { OrderState } from '../../src/contract/order';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done } from './context';
import { before, keyedPage, PAGE_ROWS } from './views/keyed-page';
import { orderSummaryViews } from './views/order-view';

type Input = ParsedInput<'listMyOrders'>;

/** null: whatever the state. */
const STATES: Readonly<Record<Input['filter'], readonly OrderState[] | null>> = {
  active: ['unpaid', 'paid', 'confirmed', 'arrived'],
  done: ['collected', 'completed'],
  refunded: ['refunded'],
  all: null,
};

/** The caller's orders at all merchants, newest first. */
export async function listMyOrders(
  context: MemberContext,
  { filter, cursor }: Input,
): Promise<Outcome<CallOutput<'listMyOrders'>>> {
  const { ports, now, caller } = context;
  const states = STATES[filter];
  const orders = await ports.store.find('orders', {
    where: { memberId: caller._id, ...(states === null ? {} : { state: { in: states } }), ...before(cursor) },
    sort: [['key', -1]],
    limit: PAGE_ROWS + 1,
  });
  const page = keyedPage(orders);
  return done({ now, rows: await orderSummaryViews(context, page.rows), cursor: page.cursor });
}
