import type { Instant } from '../../src/contract/time';
import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import type { MemberDocument, WithdrawalDocument } from './documents';
import { endWithdrawal } from './end-withdrawal';
import { invariant } from '../core/invariant';
import { sendWithdrawal } from './send-withdrawal';
import { payouts } from './views/payouts';

type Input = ParsedInput<'decideWithdrawal'>;
type Refusal = Extract<Outcome<never>, { ok: false }>;

/**
 * The merchant approves a withdrawal, which is sent at once, or rejects it, which gives the money back (rulebook section
 * 12). Who works for the merchant does not decide about their own money, unless it is the owner.
 */
export async function decideWithdrawal(
  context: MemberContext,
  input: Input,
): Promise<Outcome<CallOutput<'decideWithdrawal'>>> {
  const { ports, now, caller } = context;
  const { merchantId, withdrawalId } = input;
  if (!mayCall('decideWithdrawal', caller, { merchantId })) return refuse('forbidden');
  const found = await ports.store.get('withdrawals', withdrawalId);
  if (found?.merchantId !== merchantId) return refuse('notFound');
  if (found.memberId === caller._id && !isOwner(caller, merchantId)) return refuse('forbidden');
  const refused = await decide(context, input);
  if (refused) return refused;
  await sendWithdrawal(ports, withdrawalId, now);
  const after = await ports.store.get('withdrawals', withdrawalId);
  const [payout] = await payouts(context, [after ?? found]);
  invariant(payout !== undefined, `withdrawal ${withdrawalId} has no view`);
  return done({ now, payout });
}

const isOwner = ({ staffOf }: MemberDocument, merchantId: string): boolean =>
  staffOf.some((staff) => staff.merchantId === merchantId && staff.role === 'owner');

/** undefined: it is decided as wanted, now or by the same command before. */
function decide({ ports, caller, now }: MemberContext, input: Input): Promise<Refusal | undefined> {
  return ports.store.transact<Refusal | undefined>(async (transaction) => {
    const withdrawal = await transaction.get('withdrawals', input.withdrawalId);
    if (!withdrawal) return refuse('notFound');
    const decision = decisionOf(input, caller._id, now);
    if (withdrawal.decision) return judgeRepeat(withdrawal, withdrawal.decision, decision);
    if (decision.approved)
      await transaction.replace('withdrawals', { ...withdrawal, state: 'approved', decision, dueAt: now });
    else
      await endWithdrawal(transaction, withdrawal, { state: 'rejected', endedAt: now, decision, failure: null }, now);
    return undefined;
  });
}

type Decision = NonNullable<WithdrawalDocument['decision']>;

const decisionOf = ({ commandId, decision }: Input, by: string, at: Instant): Decision =>
  decision.kind === 'approve'
    ? { commandId, by, at, approved: true, reason: '' }
    : { commandId, by, at, approved: false, reason: decision.reason };

function judgeRepeat({ state }: WithdrawalDocument, first: Decision, again: Decision): Refusal | undefined {
  if (first.commandId !== again.commandId || first.by !== again.by) return refuse('wrongState', { state });
  return first.approved === again.approved && first.reason === again.reason ? undefined : refuse('commandReused');
}
