import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { mayConfirm } from './views/withdrawal-view';

/** What the payee's client shows WeChat's confirmation with, while there is something to confirm (rulebook section 12). */
export async function confirmWithdrawal(
  { ports, now, caller }: MemberContext,
  { withdrawalId }: ParsedInput<'confirmWithdrawal'>,
): Promise<Outcome<CallOutput<'confirmWithdrawal'>>> {
  const withdrawal = await ports.store.get('withdrawals', withdrawalId);
  if (!withdrawal || !mayCall('confirmWithdrawal', caller, withdrawal)) return refuse('notFound');
  const { state, package: pack } = withdrawal;
  if (pack === null || !mayConfirm(withdrawal, now)) return refuse('wrongState', { state });
  return done(ports.payments.transferParams(pack));
}
