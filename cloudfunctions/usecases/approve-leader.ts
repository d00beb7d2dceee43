import type { CallOutput, MemberContext, Outcome, ParsedInput } from './context';
import { done, mayCall, refuse } from './context';

/** The merchant lets an applicant lead: from now on they open groups at their pickup point. */
export async function approveLeader(
  context: MemberContext,
  { merchantId, leaderId }: ParsedInput<'approveLeader'>,
): Promise<Outcome<CallOutput<'approveLeader'>>> {
  if (!mayCall('approveLeader', context.caller, { merchantId })) return refuse('forbidden');
  return context.ports.store.transact(async (transaction) => {
    const leader = await transaction.get('members', leaderId);
    const lead = leader?.leads.find((each) => each.merchantId === merchantId);
    const point = lead && (await transaction.get('points', lead.pointId));
    if (!leader || !lead || !point) return refuse('notFound');
    if (lead.state === 'active') return done({ leaderId, state: lead.state });
    if (lead.state !== 'pending') return refuse('wrongState', { state: lead.state });
    const leads = leader.leads.map((each) => (each === lead ? { ...each, state: 'active' as const } : each));
    await transaction.replace('members', { ...leader, leads });
    await transaction.replace('points', { ...point, active: true, since: context.now });
    return done({ leaderId, state: 'active' });
  });
}
