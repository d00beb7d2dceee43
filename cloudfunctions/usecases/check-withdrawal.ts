import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';
import { sendWithdrawal } from './send-withdrawal';
import { withdrawalView } from './views/withdrawal-view';

/** Where a withdrawal stands, asked of the provider now: the payee has just seen WeChat's confirmation. */
export async function checkWithdrawal(
  { ports, now, caller }: MemberContext,
  { withdrawalId }: ParsedInput<'checkWithdrawal'>,
): Promise<Outcome<CallOutput<'checkWithdrawal'>>> {
  const withdrawal = await ports.store.get('withdrawals', withdrawalId);
  if (!withdrawal || !mayCall('checkWithdrawal', caller, withdrawal)) return refuse('notFound');
  await sendWithdrawal(ports, withdrawalId, now);
  const after = (await ports.store.get('withdrawals', withdrawalId)) ?? withdrawal;
  return done({ now, withdrawal: withdrawalView(after, now) });
}
