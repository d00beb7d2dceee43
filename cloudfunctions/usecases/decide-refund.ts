import { invariant } from '../core/invariant';
import { approveRefund } from './approve-refund';
import { carryOutRefund } from './carry-out-refund';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { OrderDocument, RefundDocument, RefundRequest } from './documents';
import { getMerchant } from './merchants';
import { notice } from './notices';
import { orderOf, withoutCase } from './order-cases';
import type { Transaction } from './ports';
import type { RefundRefusal } from './refund-refusal';
import { refundRow } from './views/refund-row';

type Input = ParsedInput<'decideRefund'>;

/** The merchant approves what a member asked for, or rejects it with an answer (rulebook section 6). */
export async function decideRefund(context: MemberContext, input: Input): Promise<Outcome<CallOutput<'decideRefund'>>> {
  const { ports, caller, now } = context;
  const { store } = ports;
  const { refundNo } = input;
  const found = await store.get('refunds', refundNo);
  if (!found || !mayCall('decideRefund', caller, { merchantId: found.merchantId })) return refuse('notFound');
  const { settings } = await getMerchant(store, found.merchantId);
  const refused = await store.transact<RefundRefusal | undefined>(async (transaction) => {
    const refund = await transaction.get('refunds', refundNo);
    const request = refund?.request;
    if (!refund || !request) return refuse('wrongState', { state: found.state });
    const before = request.decisions.find(({ commandId }) => commandId === input.commandId);
    if (before) return isSame(before, input) ? undefined : refuse('commandReused');
    // What was not decided in time is approved, whether the job has written it or not.
    const late = now >= request.decideUntil && input.decision.kind === 'rejected';
    if (refund.state !== 'requested' || late) return refuse('wrongState', { state: refund.state });
    const order = await orderOf(transaction, refund);
    const decision = { answer: input.decision.answer, at: now, by: caller._id, commandId: input.commandId };
    if (input.decision.kind === 'approved')
      await approveRefund(transaction, { refund, request, order, settings }, decision, now);
    else await reject(transaction, { refund, request, order }, { ...decision, kind: 'rejected' });
    return undefined;
  });
  if (refused) return refused;
  const refund = await store.get('refunds', refundNo);
  invariant(refund !== undefined, `refund ${refundNo} is missing`);
  if (refund.state === 'rejected')
    await store.insert(
      'notices',
      notice(await orderOf(store, refund), 'refundRejected', now, `:${refundNo}:${input.commandId}`),
    );
  else await carryOutRefund(ports, refundNo, now);
  return done(await refundRow(context, refundNo));
}

const isSame = (before: RefundRequest['decisions'][number], { decision }: Input): boolean =>
  before.kind === decision.kind && before.answer === decision.answer;

async function reject(
  transaction: Transaction,
  { refund, request, order }: { refund: RefundDocument; request: RefundRequest; order: OrderDocument },
  decision: RefundRequest['decisions'][number],
): Promise<void> {
  const { at, by, commandId } = decision;
  await transaction.replace('refunds', {
    ...refund,
    state: 'rejected',
    request: { ...request, decisions: [...request.decisions, decision] },
    dueAt: null,
  });
  await transaction.replace('orders', {
    ...withoutCase(order, refund._id),
    timeline: [...order.timeline, { kind: 'refundRejected', at, by, commandId, fen: null }],
  });
}
